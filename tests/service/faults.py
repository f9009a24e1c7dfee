"""The fault table as requests: for each row what is sent, and the status, reason and field that it must get."""

from dataclasses import dataclass

import policygames as pg
from policygames.v1 import solver_service_pb2 as pb
from policygames.v1.games_pb2 import ActionNames, Game, NormalFormGame, PerfectMonitoring, RepeatedGame

INVALID, EXHAUSTED, INTERNAL, OK = "INVALID_ARGUMENT", "RESOURCE_EXHAUSTED", "INTERNAL", "OK"
PAYOFFS = [2.0, 0.0, 3.0, 1.0, 2.0, 3.0, 0.0, 1.0]
NAN, INFINITE = float("nan"), float("inf")


@dataclass(frozen=True)
class Fault:
    """A row of the table: a body for Solve, and what it must get."""

    row: int
    name: str
    body: bytes
    reason: str
    field: str = ""
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


def _payoff(value):
    return request(payoffs=[*PAYOFFS[:5], value, *PAYOFFS[6:]])


FAULTS = (
    Fault(1, "random bytes", b"\xff\xfe\xfd\xfc", "MALFORMED_BODY"),
    Fault(1, "field cut short", b"\x0a\x05\x01", "MALFORMED_BODY"),
    Fault(1, "length past the end", b"\x0a\xff\xff\xff\x7f", "MALFORMED_BODY"),
    Fault(1, "eleven bytes of a number", b"\x20" + b"\xff" * 10 + b"\x01", "MALFORMED_BODY"),
    Fault(1, "stray end of group", b"\x0c", "MALFORMED_BODY"),
    Fault(2, "no UTF-8", b"\x12\x02\xff\xff", "MALFORMED_BODY"),
    Fault(2, "300 nested messages", nested(300), "MALFORMED_BODY"),
    Fault(3, "empty body", b"", "MISSING_GAME", "game"),
    Fault(4, "unknown fields", request() + _tagged(15, b"from the future"), "", code=OK),
    Fault(11, "a worker crashes", request(concept="pure_nash", method="crashing"), "WORKER_DIED", code=INTERNAL),
    Fault(12, "memory", request(concept="pure_nash", method="hungry"), "WORK_MEMORY", code=EXHAUSTED),
    Fault(13, "a worker is killed", request(concept="pure_nash", method="dying"), "WORKER_DIED", code=INTERNAL),
    Fault(20, "no shape", request(shape=[]), "", "game.shape"),
    Fault(20, "another rank", request(shape=[2, 2, 2], players=["a", "b"]), "", "game"),
    Fault(21, "a huge shape", request(shape=[2**31 - 1] * 3), "", "game.shape"),
    Fault(21, "a product over int64", request(shape=[2**62, 2**62]), "", "game.shape"),
    Fault(22, "no actions", request(shape=[2, 0], payoffs=[]), "EMPTY_ACTION_SET"),
    Fault(23, "one player", request(shape=[2], payoffs=[1, 2]), "TOO_FEW_PLAYERS"),
    Fault(24, "65 players", request(shape=[2] * 65), "GAME_TOO_LARGE"),
    Fault(26, "NaN", _payoff(NAN), "NON_FINITE_PAYOFF", "game.payoffs[1][0][1]"),
    Fault(26, "infinite", _payoff(INFINITE), "NON_FINITE_PAYOFF", "game.payoffs[1][0][1]"),
    Fault(26, "minus infinite", _payoff(-INFINITE), "NON_FINITE_PAYOFF", "game.payoffs[1][0][1]"),
    Fault(27, "1e308", _payoff(1e308), "", code=OK),
    Fault(28, "subnormal", _payoff(5e-324), "", code=OK),
    Fault(28, "-0.0", _payoff(-0.0), "", code=OK),
    Fault(29, "all equal", request(payoffs=[1.0] * 8), "", code=OK),
    Fault(30, "the same name twice", named("up", "up"), "DUPLICATE_LABEL"),
    Fault(31, "the same name after NFC", named("\u00e9", "e\u0301"), "DUPLICATE_LABEL"),
    Fault(32, "empty name", named("", "down"), "BAD_LABEL"),
    Fault(32, "control", named("a\x07", "down"), "BAD_LABEL"),
    Fault(32, "bidi override", named("a\u202e", "down"), "BAD_LABEL"),
    Fault(32, "NUL", named("a\x00", "down"), "BAD_LABEL"),
    Fault(33, "a long name", named("a" * 257, "down"), "LABEL_TOO_LONG"),
    Fault(33, "many names", request(shape=[10_001, 1], payoffs=[0.0] * 20_002), "GAME_TOO_LARGE"),
    *(Fault(34, f"discount {one}", repeated(one), "DISCOUNT_RANGE") for one in ("1", "-0.1")),
    Fault(34, "discount NaN", repeated("NaN"), ""),
    Fault(35, "no concept", request(concept=""), "UNKNOWN_CONCEPT"),
    Fault(35, "unknown concept", request(concept="nosh"), "UNKNOWN_CONCEPT"),
    Fault(36, "unsuited method", request(method="vertex_enumeration", **cubes(2)), "METHOD_UNSUITED"),
    Fault(37, "hopeless", request(shape=[40, 40], payoffs=[0.0] * 3200), "WORK_LIMIT", code=EXHAUSTED),
    Fault(38, "a negative maximum", request(most=-1), "OPTION_RANGE", "max_equilibria"),
    Fault(38, "no such option", request(options=text("y")), "OPTION_RANGE", "options.x"),
    Fault(49, "a bug", request(concept="pure_nash", method="faulty"), "INTERNAL_ERROR", code=INTERNAL),
)
GOOD = pg.NormalFormGame([[[2, 0], [3, 1]], [[2, 3], [0, 1]]])
