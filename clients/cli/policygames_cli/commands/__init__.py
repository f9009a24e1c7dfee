"""One file per command, each holding `command`; the group finds them by file."""
