"""Gambit's strategic games (.nfg), payoff version and outcome version, for any number of players.

The head is `NFG 1 R "title" { "player" … }`, then the actions, by name `{ { "a" "b" } … }` or by number `{ 2 3 … }`,
and a comment. Then come the payoffs, all players' for one profile after the other, or a list of outcomes, each a name
and a payoff to each player, and one outcome's number per profile, 0 for zero to all. The first player's action
changes first. In labels a backslash escapes a quotation mark, and only that. Players and actions without a name are
called by their number, as Gambit does. Numbers are exact: whole, decimal or rational.

Sources: Gambit's documentation, "Game representation formats" (formats.nfgpay, formats.nfgout); files that Gambit 16.7
reads and writes.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from fractions import Fraction
from typing import TypeAlias

from policygames.errors import UnsupportedError
from policygames.formats.files.payoffs import shaped, texts
from policygames.formats.files.text import decoded
from policygames.formats.files.tokens import Tokens, label
from policygames.games import NormalFormGame
from policygames.games.limits import check_shape

Places: TypeAlias = dict[str, int]
Number: TypeAlias = int | Fraction


def read(content: str | bytes, file: str = "game.nfg") -> NormalFormGame:
    """The game in `content`. Raises ScenarioError, with line and column, where there is none."""
    tokens = Tokens(decoded(content, file))
    _pass_head(tokens)
    places: Places = {"payoffs": tokens.ahead.offset}
    players = _labels(tokens, "players", places)
    actions = _actions(tokens, len(players), places)
    if tokens.ahead.kind == "label":
        tokens.next()  # a comment
    shape = tuple(map(len, actions))
    rows = _from_outcomes(tokens, shape) if tokens.at("{") else _listed(tokens, shape)
    return tokens.text.game([shaped(row, shape, "F") for row in rows], players, actions, places)


def _pass_head(tokens: Tokens) -> None:
    if tokens.ahead.text == "EFG":
        message = "this is a game tree (EFG); allowed: strategic games (NFG)"
        raise tokens.text.refusal(message, tokens.ahead.offset, reason="UNSUPPORTED")
    for allowed in (("NFG",), ("1",), ("R", "D")):
        if tokens.ahead.kind != "word" or tokens.ahead.text not in allowed:
            raise tokens.refusal(" or ".join(allowed))
        tokens.next()
    tokens.take("label", "the title, in quotation marks,")


def _labels(tokens: Tokens, path: str, places: Places) -> list[str]:
    tokens.take_mark("{", "{ and a list of names")
    names: list[str] = []
    while not tokens.at("}"):
        token = tokens.take("label", "a name in quotation marks, or },")
        places[f"{path}[{len(names)}]"] = token.offset
        names.append(label(token) or str(len(names) + 1))
    tokens.next()
    return names


def _actions(tokens: Tokens, players: int, places: Places) -> list[list[str]]:
    """The names of all actions, numbers where there are none; their sizes are checked before any is made."""
    start = tokens.take_mark("{", "{ and each player's actions").offset
    if tokens.at("{"):
        actions = _named_actions(tokens, places)
        _check(tokens, players, list(map(len, actions)), start)
        return actions
    counts = []
    while not tokens.at("}"):
        counts.append(tokens.count("a number of actions, or },"))
    tokens.next()
    _check(tokens, players, counts, start)
    return [[str(index + 1) for index in range(count)] for count in counts]


def _named_actions(tokens: Tokens, places: Places) -> list[list[str]]:
    actions: list[list[str]] = []
    while not tokens.at("}"):
        actions.append(_labels(tokens, f"actions[{len(actions)}]", places))
    tokens.next()
    return actions


def _check(tokens: Tokens, players: int, counts: Sequence[int], offset: int) -> None:
    if len(counts) != players:
        message = f"actions of {len(counts)} players, where {players} players are named"
        raise tokens.text.refusal(message, offset, "actions", "SHAPE_DATA_MISMATCH")
    with tokens.text.placing(offset):
        check_shape((players, *counts), "actions")


def _listed(tokens: Tokens, shape: Sequence[int]) -> list[list[Number]]:
    """Each player's payoffs, from the payoff version."""
    count = len(shape) * math.prod(shape)
    values = [_number(tokens, f"payoff {index + 1} of {count}") for index in range(count)]
    _pass_end(tokens, f"{count} payoffs")
    return [values[player :: len(shape)] for player in range(len(shape))]


def _from_outcomes(tokens: Tokens, shape: Sequence[int]) -> list[list[Number]]:
    """Each player's payoffs, from the outcome version."""
    players, profiles = len(shape), math.prod(shape)
    outcomes = _outcomes(tokens, players)
    chosen = [_outcome_number(tokens, len(outcomes), f"outcome {k + 1} of {profiles}") for k in range(profiles)]
    _pass_end(tokens, f"the outcomes of {profiles} profiles")
    return [[outcomes[number][player] for number in chosen] for player in range(players)]


def _outcomes(tokens: Tokens, players: int) -> list[list[Number]]:
    tokens.next()
    outcomes: list[list[Number]] = [[0] * players]
    while not tokens.at("}"):
        tokens.take_mark("{", "{ and an outcome, or },")
        tokens.take("label", "the outcome's name, in quotation marks,")
        outcomes.append([_outcome_payoff(tokens, player, players) for player in range(players)])
        tokens.take_mark("}", f"}} after {players} payoffs")
    tokens.next()
    return outcomes


def _outcome_payoff(tokens: Tokens, player: int, players: int) -> Number:
    if tokens.at(","):
        tokens.next()
    return _number(tokens, f"payoff {player + 1} of {players}")


def _number(tokens: Tokens, wanted: str) -> Number:
    token = tokens.take("word", wanted)
    return tokens.text.number(token.text, token.offset)


def _outcome_number(tokens: Tokens, outcomes: int, wanted: str) -> int:
    offset = tokens.ahead.offset
    number = tokens.count(wanted)
    if number >= outcomes:
        raise tokens.text.refusal(f"there is no outcome {number}; allowed: 0 to {outcomes - 1}", offset)
    return number


def _pass_end(tokens: Tokens, wanted: str) -> None:
    if tokens.ahead.kind != "end":
        raise tokens.refusal(f"the end of the file, after {wanted},")


def write(game: NormalFormGame) -> bytes:
    """The payoff version, actions by name, in UTF-8. Raises UnsupportedError for a name that ends in a backslash."""
    actions = "\n  ".join(_braced(names) for names in game.actions)
    columns = [texts(game, player, "F") for player in range(len(game.players))]
    lines = [f'NFG 1 R "" {_braced(game.players)}', "", f"{{ {actions} }}", '""', ""]
    lines += [" ".join(row) for row in zip(*columns, strict=True)]
    return ("\n".join(lines) + "\n").encode()


def _braced(names: Sequence[str]) -> str:
    return f"{{ {' '.join(map(_quoted, names))} }}"


def _quoted(name: str) -> str:
    if name.endswith("\\"):
        message = f"the name {name!r} ends in a backslash, which no label in a .nfg file can"
        raise UnsupportedError(message, reason="UNSUPPORTED_NAME")
    return '"' + name.replace('"', '\\"') + '"'


def notes(game: NormalFormGame) -> list[str]:
    """Gambit itself, up to 16.7 at least, reads labels in printable ASCII only."""
    names = [*game.players, *(name for actions in game.actions for name in actions)]
    refused = [name for name in names if not name.isascii() or "  " in name or name != name.strip()]
    if not refused:
        return []
    return [f"Gambit may refuse the name {refused[0]!r}: it wants printable ASCII, and single spaces within only"]
