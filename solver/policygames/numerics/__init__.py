"""Exact arithmetic that knows no games: numbers, linear systems, polytopes."""
