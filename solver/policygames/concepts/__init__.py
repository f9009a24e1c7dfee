"""Solution concepts, one file each: what counts as an answer, and the proof that a candidate is one."""
