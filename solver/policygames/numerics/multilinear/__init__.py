"""Equilibria of games with any number of players, support by support: searched in floats, decided exactly."""
