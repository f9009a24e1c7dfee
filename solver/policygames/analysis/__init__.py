"""Analyses: what would it take for an outcome to hold, and why nothing less does."""
