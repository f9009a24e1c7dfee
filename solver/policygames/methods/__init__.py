"""Methods, one file each: they propose candidates for a concept and say what their ending proves."""
