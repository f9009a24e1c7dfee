"""The fault table as requests: for each row what is sent, and the status, reason, field and variables that it gets."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from math import comb, prod

import policygames as pg
from policygames.v1 import solver_service_pb2 as pb
from policygames.v1.games_pb2 import ActionNames, Game, NormalFormGame, PerfectMonitoring, RepeatedGame

INVALID, EXHAUSTED, INTERNAL, OK = "INVALID_ARGUMENT", "RESOURCE_EXHAUSTED", "INTERNAL", "OK"
MISMATCH = "SHAPE_DATA_MISMATCH"
PAYOFFS = [2.0, 0.0, 3.0, 1.0, 2.0, 3.0, 0.0, 1.0]
NAN, INFINITE = float("nan"), float("inf")


@dataclass(frozen=True)
class Fault:
    """A row of the table: a body for Solve, and what it must get."""

    row: int
    name: str
    body: bytes
    reason: str
    where: str = ""
    variables: Mapping[str, object] | None = field(default_factory=dict)
    """The metadata of its ErrorInfo but for the type of error; None where they differ from call to call."""
    code: str = INVALID


def request(*, concept="nash", method="", options=None, most=None, **game):
    """A SolveRequest about the prisoners' dilemma, or about what `game` makes of it."""
    stage = NormalFormGame(**{"shape": [2, 2], "payoffs": PAYOFFS} | game)
    message = pb.SolveRequest(game=Game(normal_form=stage), concept=concept, method=method, options=options)
    if most is not None:
        message.max_equilibria = most
    return message.SerializeToString()


def named(*rows):
    """The dilemma with these names for the first player's actions."""
    return request(actions=[ActionNames(names=rows), ActionNames(names=["a", "b"])])


def repeated(discount):
    stage = NormalFormGame(shape=[2, 2], payoffs=PAYOFFS)
    game = Game(repeated=RepeatedGame(stage_game=stage, discount=[discount], perfect=PerfectMonitoring()))
    return pb.SolveRequest(game=game, concept="subgame_perfect").SerializeToString()


def cubes(count):
    """A game of three players with so many actions each."""
    return {"shape": [count] * 3, "payoffs": [0.0] * (3 * count**3)}


def text(value):
    return {"x": pb.OptionValue(text=value)}


def nested(depth):
    """An option with so many lists inside one another, as bytes: protobuf would not build it."""
    body = b""
    for _ in range(depth):
        body = _tagged(1, _tagged(4, body))
    return _tagged(5, _tagged(1, b"x") + _tagged(2, _tagged(4, body)))


def _tagged(number, body):
    size, prefix = len(body), bytearray([number << 3 | 2])
    while size > 127:
        prefix.append(size & 127 | 128)
        size >>= 7
    return bytes(prefix) + bytes([size]) + body


def _planted(method):
    return request(concept="pure_nash", method=method)


def _payoff(value):
    return request(payoffs=[*PAYOFFS[:5], value, *PAYOFFS[6:]])


KINDS = "normal_form, repeated, bayesian, symmetric"
CONCEPTS = "\n".join(one.id for one in pg.concepts())
PLENTY = [0.0] * 20_002
SHAPE, ENTRY, FIRST, SECOND = "game.shape", "game.payoffs[1][0][1]", "game.actions[0][0]", "game.actions[0][1]"
UNSUITED = {
    "concept": "nash",
    "method": "vertex_enumeration",
    "why": "it takes games of two players",
    "choices": "support_enumeration\nlogit_limit\npure_screening",
}
HOPELESS = {
    "method": "vertex_enumeration",
    "estimate": 2 * 80 * comb(60, 20) // 60,  # vertices of two cyclic polytopes: 80 facets, 40 dimensions; Gale (1963)
    "limit": "1e+12",
}
MANY = {"actions": 10_002, "limit": 10_000}
ALONE = {"players": 1, "allowed": "2 to 64"}
THIRD = {"players": 2, "field": "players", "given": 3}
NEAR = {"concept": "nosh", "nearest": "nash", "choices": CONCEPTS}
NEGATIVE = {"value": -1, "allowed": "whole numbers from 1"}
UNNAMED = {"concept": "nash", "option": "x", "allowed": "none"}


def _misshapen(*shape):
    """The variables of a shape that does not fit eight payoffs."""
    wanted = len(shape) * prod(shape)
    return {"shape": ", ".join(map(str, shape)), "players": len(shape), "wanted": wanted, "given": 8}


def _infinite(value):
    return {"value": value, "player": 1, "profile": "0, 1"}


def _twice(label):
    return {"player": 0, "label": label, "first": "actions[0][0]"}


def _unreadable(point):
    return {"player": 0, "codePoint": point}


def _beyond(value):
    return {"value": value, "allowed": "[0, 1)"}


FAULTS = (
    Fault(1, "random bytes", b"\xff\xfe\xfd\xfc", "MALFORMED_BODY"),
    Fault(1, "field cut short", b"\x0a\x05\x01", "MALFORMED_BODY"),
    Fault(1, "length past the end", b"\x0a\xff\xff\xff\x7f", "MALFORMED_BODY"),
    Fault(1, "eleven bytes of a number", b"\x20" + b"\xff" * 10 + b"\x01", "MALFORMED_BODY"),
    Fault(1, "stray end of group", b"\x0c", "MALFORMED_BODY"),
    Fault(2, "no UTF-8", b"\x12\x02\xff\xff", "MALFORMED_BODY"),
    Fault(2, "300 nested messages", nested(300), "MALFORMED_BODY"),
    Fault(3, "empty body", b"", "MISSING_GAME", "game", {"given": "missing", "allowed": KINDS}),
    Fault(4, "unknown fields", request() + _tagged(15, b"from the future"), "", code=OK),
    Fault(11, "a worker crashes", _planted("crashing"), "WORKER_DIED", "", {"exitCode": -11}, INTERNAL),
    Fault(12, "memory", _planted("hungry"), "WORK_MEMORY", "", {"limitBytes": 2**31}, EXHAUSTED),
    Fault(13, "a worker is killed", _planted("dying"), "WORKER_DIED", "", {"exitCode": -9}, INTERNAL),
    Fault(20, "no shape", request(shape=[]), MISMATCH, SHAPE),
    Fault(20, "another rank", request(shape=[2, 2, 2], players=["a", "b"]), MISMATCH, SHAPE, _misshapen(2, 2, 2)),
    Fault(20, "a third name", request(players=["a", "b", "c"]), MISMATCH, SHAPE, THIRD),
    Fault(21, "a huge shape", request(shape=[2**31 - 1] * 3), MISMATCH, SHAPE, _misshapen(*[2**31 - 1] * 3)),
    Fault(21, "a product over int64", request(shape=[2**62, 2**62]), MISMATCH, SHAPE, _misshapen(2**62, 2**62)),
    Fault(22, "no actions", request(shape=[2, 0], payoffs=[]), "EMPTY_ACTION_SET", SHAPE, {"player": 1}),
    Fault(23, "one player", request(shape=[2], payoffs=[1, 2]), "TOO_FEW_PLAYERS", SHAPE, ALONE),
    Fault(24, "65 players", request(shape=[2] * 65), "GAME_TOO_LARGE", SHAPE, {"players": 65, "limit": 64}),
    Fault(24, "64 players", request(shape=[1] * 64, payoffs=[0.0] * 64), "", code=OK),
    Fault(26, "NaN", _payoff(NAN), "NON_FINITE_PAYOFF", ENTRY, _infinite("nan")),
    Fault(26, "infinite", _payoff(INFINITE), "NON_FINITE_PAYOFF", ENTRY, _infinite("inf")),
    Fault(26, "minus infinite", _payoff(-INFINITE), "NON_FINITE_PAYOFF", ENTRY, _infinite("-inf")),
    Fault(27, "1e308", _payoff(1e308), "", code=OK),
    Fault(28, "subnormal", _payoff(5e-324), "", code=OK),
    Fault(28, "-0.0", _payoff(-0.0), "", code=OK),
    Fault(29, "all equal", request(payoffs=[1.0] * 8), "", code=OK),
    Fault(30, "the same name twice", named("up", "up"), "DUPLICATE_LABEL", SECOND, _twice("up")),
    Fault(31, "the same name after NFC", named("\u00e9", "e\u0301"), "DUPLICATE_LABEL", SECOND, _twice("\u00e9")),
    Fault(32, "empty name", named("", "down"), "BAD_LABEL", FIRST, {"player": 0}),
    Fault(32, "control", named("a\x07", "down"), "BAD_LABEL", FIRST, _unreadable("U+0007")),
    Fault(32, "bidi override", named("a\u202e", "down"), "BAD_LABEL", FIRST, _unreadable("U+202E")),
    Fault(32, "NUL", named("a\x00", "down"), "BAD_LABEL", FIRST, _unreadable("U+0000")),
    Fault(33, "a long name", named("a" * 257, "down"), "LABEL_TOO_LONG", FIRST, {"player": 0, "limitBytes": 256}),
    Fault(33, "many names", request(shape=[10_001, 1], payoffs=PLENTY), "GAME_TOO_LARGE", SHAPE, MANY),
    *(
        Fault(34, f"discount {one}", repeated(one), "DISCOUNT_RANGE", "game.discount", _beyond(one))
        for one in ("1", "-0.1", "NaN", "-inf")
    ),
    Fault(35, "no concept", request(concept=""), "UNKNOWN_CONCEPT", "concept", {"concept": "", "choices": CONCEPTS}),
    Fault(35, "unknown concept", request(concept="nosh"), "UNKNOWN_CONCEPT", "concept", NEAR),
    Fault(36, "unsuited", request(method="vertex_enumeration", **cubes(2)), "METHOD_UNSUITED", "method", UNSUITED),
    Fault(37, "hopeless", request(shape=[40, 40], payoffs=[0.0] * 3200), "WORK_LIMIT", "", HOPELESS, EXHAUSTED),
    Fault(38, "a negative maximum", request(most=-1), "OPTION_RANGE", "max_equilibria", NEGATIVE),
    Fault(38, "no such option", request(options=text("y")), "OPTION_RANGE", "options.x", UNNAMED),
    Fault(49, "a bug", _planted("faulty"), "INTERNAL_ERROR", "", None, INTERNAL),
)
GOOD = pg.NormalFormGame([[[2, 0], [3, 1]], [[2, 3], [0, 1]]])
