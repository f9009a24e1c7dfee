"""A child process that builds games in Gambit and prints what they become."""

import io
import json
import sys

import policygames as pg
import pygambit

TREE = """EFG 2 R "Stop or go" { "a" "b" }
""
p "" 1 1 "" { "stop" "go" } 0
t "" 1 "" { 1, 2 }
p "" 2 1 "" { "left" "right" } 0
t "" 2 "" { 3, 4 }
t "" 3 "" { 5, 6 }
"""


def labelled():
    """A two-player game with names, made through Gambit's own file format."""
    payoffs = [["1", "2", "1/3"], ["4", "5", "6"]], [["10", "20", "30"], ["0.1", "50", "-7/2"]]
    game = pygambit.Game.from_arrays(*payoffs)
    for player, name in zip(list(game.players), ["United States", "China"], strict=True):
        player.label = name
    for player, names in zip(list(game.players), [["sell", "ban"], ["buy", 'say "no"', "wait"]], strict=True):
        for index, strategy in enumerate(list(player.strategies)):
            strategy.label = f"to come {index}"
        for strategy, name in zip(list(player.strategies), names, strict=True):
            strategy.label = name
    return game


def three():
    """A game of three players of which only one profile pays anything."""
    game = pygambit.Game.new_table([2, 3, 2])
    for player, payoff in zip(list(game.players), ["7", "8", "9/4"], strict=True):
        game[1, 2, 0][player] = payoff
    return game


def tree():
    """A tree in which the first player may stop at once."""
    return pygambit.read_efg(io.StringIO(TREE))


GAMES = {"labelled": labelled(), "three": three(), "tree": tree()}
json.dump({name: pg.NormalFormGame.from_pygambit(game).to_dict() for name, game in GAMES.items()}, sys.stdout)
