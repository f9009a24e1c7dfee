"""Well-known strategies as automata, one file each: a template is found by the name of its file."""
