"""One kind of check per file, named after it; each holds a CHECK."""
