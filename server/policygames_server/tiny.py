"""Games of two players with two actions each, solved in the serving process: less work than the way to a worker.

What the equilibria of such a game are depends on four signs alone: whether a player's first action pays more, less or
as much as the second, against either action of the other. The order in which the loop finds them depends besides on
which of the two differences is larger. For each of these 289 kinds one game is solved by the loop when the server
starts. Of other games of that kind the numbers differ, and nothing else: how a mixing player mixes, payoffs, slacks and
the digest. They are computed here, exactly, and every equilibrium is checked by the definition.
"""

from __future__ import annotations

import hashlib
import math
import struct
from dataclasses import dataclass
from time import perf_counter
from typing import Any, NamedTuple, TypeAlias

from google.protobuf.message import DecodeError
from policygames.errors import GameError
from policygames.games import NormalFormGame
from policygames.games.decimals import decimal_warning
from policygames.search import solve
from policygames.v1 import solver_service_pb2 as pb
from policygames.wire.normal_form import read_normal_form
from policygames.wire.requests import Question, solve_request
from policygames.wire.responses import header
from policygames.wire.solutions import solution_message

Gains: TypeAlias = tuple[int, int]
"""What a player's first action pays more than the second, against either action of the other."""
Weights: TypeAlias = tuple[int, int]
Payoffs: TypeAlias = tuple[int, int, int, int]
"""One player's: row by row."""
MIXED = 2
"""What a player plays is the number of an action, or this."""
_PURE: tuple[Weights, Weights] = ((1, 0), (0, 1))
SHAPE = [2, 2]
_MOST = 2.0**53
"""Whole floats below it are spelled as they are; games with longer numbers go to workers."""
_LONGEST = 512
"""Bytes of a request that is read here: long names go to workers."""
_SMALL = range(-2, 3)
_NUMBERS = struct.Struct("<8d")


@dataclass(frozen=True, slots=True)
class Listed:
    """An equilibrium of a kind of games: what either player plays, and the parts of the answer that tell of it."""

    plays: tuple[int, int]
    certificate: Any
    payoffs: Any
    """Texts, one a player."""


@dataclass(frozen=True, slots=True)
class Kind:
    """What all games with the same signs share: an answer, in which numbers are written over for each game.

    `mixing` holds for either player the pairs of texts that say how they mix, in profiles and in hulls.
    """

    answer: pb.SolveResponse
    listed: tuple[Listed, ...]
    mixing: tuple[tuple[Any, ...], tuple[Any, ...]]


class Game(NamedTuple):
    """A 2 x 2 game: either player's payoffs are whole numbers over one denominator."""

    tables: tuple[Payoffs, Payoffs]
    below: tuple[int, int]
    digest: str


class Tiny:
    """Answers plain questions about 2 x 2 games: all Nash equilibria, without options.

    Games of whole numbers without names, as they come by the thousand, are known by their bytes.
    """

    def __init__(self) -> None:
        kinds = {_order(gains): gains for one in _SMALL for two in _SMALL for gains in [(one, two)]}
        self._kinds = {
            _order(own) + _order(other): _kind(own, other) for own in kinds.values() for other in kinds.values()
        }
        example = _example((1, -1), (1, -1))
        numbers = _NUMBERS.pack(*(float(one) for rows in example.numerators for one in rows.ravel().tolist()))
        plain = solve_request(Question(example))
        self._before, self._after = plain.SerializeToString().split(numbers)
        self._length = len(self._before) + len(numbers) + len(self._after)
        self._opening, _, self._closing = example.canonical.partition(_spelled(*_tables(example)))
        plain.game.normal_form.Clear()
        self._question = plain

    def game(self, body: bytes) -> Game | None:
        """The game that the bytes of a SolveRequest ask about; None where it is none for here, or no plain question."""
        if len(body) == self._length and body.startswith(self._before) and body.endswith(self._after):
            given = _NUMBERS.unpack_from(body, len(self._before))
            if all(map(float.is_integer, given)) and max(given) < _MOST and min(given) > -_MOST:
                whole: Any = tuple(map(int, given))
                return Game((whole[:4], whole[4:]), (1, 1), self.digest(whole[:4], whole[4:]))
        return self._named(body) if len(body) <= _LONGEST else None

    def _named(self, body: bytes) -> Game | None:
        """The same of a game with names, or with fractions."""
        try:
            asked = pb.SolveRequest.FromString(body)
            form = asked.game.normal_form
            if list(form.shape) != SHAPE:
                return None
            game = read_normal_form(form)
        except (DecodeError, GameError):  # a worker says what is wrong
            return None
        form.Clear()
        tables = _tables(game)
        if (
            asked != self._question
            or any(abs(one) >= _MOST for table in tables for one in table)
            or decimal_warning(game)
        ):
            return None
        below = tuple(int(one) for one in game.denominators)
        return Game(tables, (below[0], below[1]), game.digest)

    def response(self, body: bytes) -> pb.SolveResponse | None:
        """The answer to the bytes of a SolveRequest, good until the next call; None for what is not for here."""
        start = perf_counter()
        game = self.game(body)
        return None if game is None else self._answer(game, start)

    def _answer(self, game: Game, start: float) -> pb.SolveResponse:
        """The answer, which stands until the next call. Raises ArithmeticError where an equilibrium is none."""
        first, second = game.tables
        own = first[0] - first[2], first[1] - first[3]
        other = second[0] - second[1], second[2] - second[3]
        kind = self._kinds[_order(own) + _order(other)]
        mixes = _mix(other), _mix(own)
        for mix, places in zip(mixes, kind.mixing, strict=True):
            for texts in places:
                texts[0], texts[1] = _ratio(mix[0], mix[0] + mix[1]), _ratio(mix[1], mix[0] + mix[1])
        for one in kind.listed:
            _write(one, mixes, game)
        kind.answer.solution.game_digest = kind.answer.header.game_digest = game.digest
        kind.answer.header.seconds = perf_counter() - start
        return kind.answer

    def digest(self, first: Payoffs, second: Payoffs) -> str:
        """The digest of the game with these payoffs."""
        text = f"{self._opening}{_spelled(first, second)}{self._closing}"
        return hashlib.sha256(text.encode()).hexdigest()


def _write(one: Listed, mixes: tuple[Weights, Weights], game: Game) -> None:
    """Writes what is paid in an equilibrium, and what deviations lose at least."""
    (first, second), (over, under), digest = game
    own, other = one.plays
    x, y = (_PURE[own] if own < MIXED else mixes[0]), (_PURE[other] if other < MIXED else mixes[1])
    top, bottom = first[0] * y[0] + first[1] * y[1], first[2] * y[0] + first[3] * y[1]
    left, right = second[0] * x[0] + second[2] * x[1], second[1] * x[0] + second[3] * x[1]
    loses, other_loses = _lost(own, top, bottom), _lost(other, left, right)
    over, under = (y[0] + y[1]) * over, (x[0] + x[1]) * under
    one.payoffs[0] = _ratio(bottom if own == 1 else top, over)
    one.payoffs[1] = _ratio(right if other == 1 else left, under)
    one.certificate.game_digest = digest
    if own < MIXED and (other == MIXED or loses * under <= other_loses * over):
        one.certificate.slack = _ratio(loses, over)
    elif other < MIXED:
        one.certificate.slack = _ratio(other_loses, under)


def _lost(plays: int, paid_first: int, paid_second: int) -> int:
    """What the other action loses, or 0 for who mixes. Raises ArithmeticError where a deviation pays."""
    loss = paid_second - paid_first if plays == 1 else paid_first - paid_second
    if loss < 0 or (plays == MIXED and loss):
        raise ArithmeticError(f"a deviation gains {-loss}")
    return loss


def _mix(gains: Gains) -> Weights:
    """The weights that make the other's actions pay the same, where `gains` have opposite signs."""
    return abs(gains[1]), abs(gains[0])


def _ratio(above: int, below: int) -> str:
    divisor = math.gcd(above, below)
    return str(above // divisor) if divisor == below else f"{above // divisor}/{below // divisor}"


def _order(gains: Gains) -> tuple[bool, ...]:
    """All that matters of what a first action gains."""
    one, two = gains
    return one > 0, one < 0, two > 0, two < 0, abs(one) > abs(two), abs(one) < abs(two)


def _spelled(first: Payoffs, second: Payoffs) -> str:
    """The payoffs as they stand in the canonical form of a game."""
    (a, b, c, d), (p, q, r, s) = first, second
    return f'[[["{a}/1","{b}/1"],["{c}/1","{d}/1"]],[["{p}/1","{q}/1"],["{r}/1","{s}/1"]]]'


def _tables(game: NormalFormGame) -> Any:
    return tuple(tuple(rows.ravel().tolist()) for rows in game.numerators)


def _example(own: Gains, other: Gains) -> NormalFormGame:
    """A game of the kind in which first actions gain so much."""
    return NormalFormGame([[[*own], [0, 0]], [[other[0], 0], [other[1], 0]]])


_PURE_TEXTS = {("1", "0"): 0, ("0", "1"): 1}


def _kind(own: Gains, other: Gains) -> Kind:
    solution = solve(_example(own, other), "nash")
    answer = pb.SolveResponse(header=header(0.0, solution.method), solution=solution_message(solution))
    profiles = [one.certificate.candidate.mixed_profile.strategies for one in answer.solution.equilibria]
    plays: list[Any] = [tuple(map(_plays, one)) for one in profiles]
    listed = [Listed(*one) for one in zip(plays, _certificates(answer), _payoffs(answer), strict=True)]
    subsets = [subset for one in answer.solution.components.components for subset in one.subsets]
    spelled = [(one[player], player) for one in profiles for player in (0, 1)]
    spelled += [(one, player) for each in subsets for player in (0, 1) for one in each.hulls[player].strategies]
    mixing = [
        tuple(one.probabilities for one, whose in spelled if whose == player and _plays(one) == MIXED)
        for player in (0, 1)
    ]
    return Kind(answer, tuple(listed), (mixing[0], mixing[1]))


def _plays(strategy: Any) -> int:
    return _PURE_TEXTS.get(tuple(strategy.probabilities), MIXED)


def _certificates(answer: pb.SolveResponse) -> list[Any]:
    return [one.certificate for one in answer.solution.equilibria]


def _payoffs(answer: pb.SolveResponse) -> list[Any]:
    return [one.payoffs for one in answer.solution.equilibria]
