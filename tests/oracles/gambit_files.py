"""A child process in which Gambit reads .nfg files from standard input, tells what they say, and writes them again."""

import io
import json
import sys

import pygambit


def told(text):
    """Names and payoffs as Gambit reads them, and the game as Gambit writes it."""
    game = pygambit.read_nfg(io.BytesIO(text.encode()))
    payoffs = [
        [[str(value.numerator), str(value.denominator)] for value in array.ravel().tolist()]
        for array in game.to_arrays()
    ]
    players = list(game.players)
    actions = [[strategy.label for strategy in player.strategies] for player in players]
    return {
        "players": [player.label for player in players],
        "actions": actions,
        "payoffs": payoffs,
        "written": game.to_nfg(),
    }


def told_or_refused(text):
    """The same, or None where Gambit does not read the file."""
    try:
        return told(text)
    except ValueError:
        return None


json.dump([told_or_refused(text) for text in json.load(sys.stdin)], sys.stdout)
