r"""LaTeX, written only: tables of payoffs, for documents that load booktabs.

Two players give one table, the first player's actions down and the second's across; more give one table for each
profile of the others. Numbers are exact: whole, decimal where six places suffice, else \frac. Names are escaped; the
encoding is UTF-8.

Source: S. Fear, Publication quality tables in LaTeX (the manual of booktabs).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from fractions import Fraction
from itertools import product

from policygames.errors import UnsupportedError
from policygames.games import NormalFormGame
from policygames.results.wording import number

MOST_CELLS = 10_000
_BETWEEN = ",\\; "
_DECIMALS = 10**6
_ESCAPES = {
    **{character: f"\\{character}" for character in "&%$#_{}"},
    "\\": r"\textbackslash{}",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
    "<": r"\textless{}",
    ">": r"\textgreater{}",
    "|": r"\textbar{}",
}
_SPECIAL = re.compile(f"[{re.escape(''.join(_ESCAPES))}]")


def write(game: NormalFormGame) -> bytes:
    """One table, or one for each profile of the further players. Raises UnsupportedError for too many cells."""
    if game.numerators[0].size > MOST_CELLS:
        message = f"the game has {game.numerators[0].size} profiles, too many to print; allowed: up to {MOST_CELLS}"
        raise UnsupportedError(message, reason="UNSUPPORTED_GAME")
    others = product(*map(range, game.shape[2:]))
    return "\n".join(["% \\usepackage{booktabs}", *(_table(game, profile) for profile in others)]).encode()


def _table(game: NormalFormGame, others: tuple[int, ...]) -> str:
    columns = game.shape[1]
    rows = [_row(game, action, others) for action in range(game.shape[0])]
    names = " & ".join(_escaped(name) for name in game.actions[1])
    lines = [
        *_heading(game, others),
        f"\\begin{{tabular}}{{l{'c' * columns}}}",
        "\\toprule",
        f" & \\multicolumn{{{columns}}}{{c}}{{{_escaped(game.players[1])}}} \\\\",
        f"\\cmidrule(l){{2-{columns + 1}}}",
        f"{_escaped(game.players[0])} & {names} \\\\",
        "\\midrule",
        *rows,
        "\\bottomrule",
        "\\end{tabular}",
    ]
    return "\n".join(lines) + "\n"


def _heading(game: NormalFormGame, others: tuple[int, ...]) -> list[str]:
    played = [
        f"{_escaped(game.players[player])}: {_escaped(game.actions[player][action])}"
        for player, action in enumerate(others, 2)
    ]
    return [f"\\par\\medskip\\noindent {'; '.join(played)}\\par\\nopagebreak\\smallskip"] if played else []


def _row(game: NormalFormGame, action: int, others: tuple[int, ...]) -> str:
    cells = [_cell(game, (action, column, *others)) for column in range(game.shape[1])]
    return f"{' & '.join([_escaped(game.actions[0][action]), *cells])} \\\\"


def _cell(game: NormalFormGame, profile: Sequence[int]) -> str:
    payoffs = [_number(game.payoff(player, tuple(profile))) for player in range(len(game.players))]
    return f"${_BETWEEN.join(payoffs)}$"


def _number(value: Fraction) -> str:
    if value.denominator == 1:
        return str(value.numerator)
    if _DECIMALS % value.denominator == 0:
        return number(value)
    return f"{'-' if value < 0 else ''}\\frac{{{abs(value.numerator)}}}{{{value.denominator}}}"


def _escaped(name: str) -> str:
    return _SPECIAL.sub(lambda found: _ESCAPES[found[0]], name)
