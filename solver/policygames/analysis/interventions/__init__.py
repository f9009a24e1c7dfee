"""One lever a file: what may be changed to bring an outcome about."""
