"""Which equilibria there are as parameters move: conditions whose signs decide it, and where these change."""
