"""Durable jobs: what is stored of them, who works on them, and how their results are read."""
