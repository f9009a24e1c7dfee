"""Questions about potentials, selection, news and behaviour as messages and back."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from google.protobuf.message import Message

from policygames.errors import GameError
from policygames.games import BayesianGame, MixedProfile, NormalFormGame, SymmetricGame
from policygames.games.options import positive, reals, whole
from policygames.games.tensors import opened
from policygames.numerics.exact import exact
from policygames.v1 import analyses_pb2, candidates_pb2
from policygames.v1 import solver_service_pb2 as pb
from policygames.wire.analyses import stage
from policygames.wire.games import game_message, read_game, read_stage_game
from policygames.wire.numbers import number_text, number_texts, read_numbers
from policygames.wire.profiles import mixed_message, read_mixed

_LEAST, _MOST = -(2**63), 2**63 - 1
_MOST_SEED = 2**64 - 1


def potential_request(game: NormalFormGame | SymmetricGame) -> pb.PotentialRequest:
    """The question of `pg.potential`. Raises GameError for another kind of game."""
    if not isinstance(game, (NormalFormGame, SymmetricGame)):
        message = "the game is a NormalFormGame or a SymmetricGame"
        raise GameError(message, reason="MISSING_GAME", path="game")
    return pb.PotentialRequest(game=game_message(game))


def value_request(game: BayesianGame, player: str | int, about: str | int) -> pb.ValueOfInformationRequest:
    """The question of `pg.value_of_information`. Raises GameError for another kind of game or an unknown player."""
    if not isinstance(game, BayesianGame):
        raise GameError(f"a {type(game).__name__} has no types", reason="MISSING_GAME", path="game")
    learner, other = game.player_index(player), game.player_index(about, "about")
    return pb.ValueOfInformationRequest(game=game_message(game), player=learner, about=other)


def select_request(game: NormalFormGame, by: Any, prior: Any) -> pb.SelectRequest:
    """The question of `pg.select`. Raises GameError for another kind of game, and for a prior that is none."""
    start = None if prior is None else _profile(game, prior, "prior")
    return pb.SelectRequest(game=game_message(stage(game)), by=str(by), prior=start)


def branch_request(game: NormalFormGame, largest: Any) -> pb.QuantalResponsePathRequest:
    """The question of `pg.quantal_response_path`. Raises GameError for what is no precision."""
    most = None if largest is None else number_text(positive(largest, "largest"))
    return pb.QuantalResponsePathRequest(game=game_message(stage(game)), largest=most)


def estimate_request(game: NormalFormGame, counts: Any) -> pb.EstimatePrecisionRequest:
    """The question of `pg.estimate_precision`. Raises GameError for what are no counts."""
    rows = [
        analyses_pb2.Counts(counts=number_texts(_exact(own, f"counts[{player}]")))
        for player, own in enumerate(_opened(counts, "counts"))
    ]
    return pb.EstimatePrecisionRequest(game=game_message(stage(game)), counts=rows)


def fixation_request(
    game: NormalFormGame, mutant: str | int, resident: str | int, size: Any
) -> pb.FixationProbabilityRequest:
    """The question of `pg.fixation_probability`. Raises GameError for an unknown action or what is no number."""
    (new, _), (old, _) = (
        stage(game).pure_profile((one, *[0] * (len(game.shape) - 1)), path)[:2]
        for one, path in ((mutant, "mutant"), (resident, "resident"))
    )
    people = whole(size, "size", _LEAST, _MOST)
    return pb.FixationProbabilityRequest(game=game_message(game), mutant=new, resident=old, size=people)


def learn_request(game: NormalFormGame, process: str, **asked: Any) -> pb.LearnRequest:
    """The question of one of the processes, named as the functions of `pg`; None asks for what is usual there.

    Raises GameError for another kind of game, and for a start or a number that is none.
    """
    writers = {name: _WRITERS[name](stage(game), value, name) for name, value in asked.items() if value is not None}
    request = pb.LearnRequest(game=game_message(game))
    getattr(request, process).MergeFrom(_PROCESSES[process](**writers))
    getattr(request, process).SetInParent()
    return request


def read_potential_request(message: pb.PotentialRequest) -> tuple[Any]:
    return (read_game(message.game),)


def read_value_request(message: pb.ValueOfInformationRequest) -> tuple[Any, int, int]:
    return read_game(message.game), message.player, message.about


def read_select_request(message: pb.SelectRequest) -> tuple[NormalFormGame, str, MixedProfile | None]:
    prior = read_mixed(message.prior, "prior") if message.HasField("prior") else None
    return read_stage_game(message.game), message.by, prior


def read_branch_request(message: pb.QuantalResponsePathRequest) -> tuple[NormalFormGame, str | None]:
    return read_stage_game(message.game), message.largest if message.HasField("largest") else None


def read_estimate_request(message: pb.EstimatePrecisionRequest) -> tuple[NormalFormGame, list[Any]]:
    counts = [read_numbers(own.counts, f"counts[{player}].counts") for player, own in enumerate(message.counts)]
    return read_stage_game(message.game), counts


def read_fixation_request(message: pb.FixationProbabilityRequest) -> tuple[NormalFormGame, int, int, int]:
    return read_stage_game(message.game), message.mutant, message.resident, message.size


def read_learn_request(message: pb.LearnRequest) -> tuple[NormalFormGame, str, dict[str, Any]]:
    """The game, the name of the process, and what is asked of it. Raises GameError where none is named."""
    process = message.WhichOneof("process")
    if process is None:
        text = f"the process is missing or unknown here; allowed: {', '.join(_PROCESSES)}"
        raise GameError(text, reason="OPTION_RANGE", path="process")
    fields = getattr(message, process).ListFields()
    asked = {field.name: _read(value) for field, value in fields}
    return read_stage_game(message.game), process, asked


def _read(value: Any) -> Any:
    if isinstance(value, candidates_pb2.MixedProfile):
        return read_mixed(value, "start")
    return value if isinstance(value, (int, str)) else list(value)


def _profile(game: NormalFormGame, given: Any, path: str) -> candidates_pb2.MixedProfile:
    return mixed_message(stage(game).mixed_profile(given, path))


def _opened(values: Any, path: str) -> Any:
    entries = opened(values)
    if entries is None:
        raise GameError(f"{values!r} is no list", reason="SHAPE_DATA_MISMATCH", path=path)
    return entries


def _exact(values: Any, path: str) -> list[Any]:
    return [exact(value, f"{path}[{index}]") for index, value in enumerate(_opened(values, path))]


def _people(_: NormalFormGame, values: Any, path: str) -> list[int]:
    return [whole(one, f"{path}[{index}]", _LEAST, _MOST) for index, one in enumerate(_opened(values, path))]


def _count(_: NormalFormGame, value: Any, path: str) -> int:
    return whole(value, path, 0 if path == "seed" else _LEAST, _MOST_SEED if path == "seed" else _MOST)


def _share(_: NormalFormGame, value: Any, path: str) -> str:
    return number_text(positive(value, path))


def _times(_: NormalFormGame, values: Any, path: str) -> list[float]:
    found = reals(values)
    if found.ndim != 1 or not found.size:
        raise GameError("times are at least two, finite and rising", reason="OPTION_RANGE", path=path)
    return list(found.tolist())


_PROCESSES: dict[str, Callable[..., Message]] = {
    "replicator_dynamics": analyses_pb2.ReplicatorDynamics,
    "moran_process": analyses_pb2.MoranProcess,
    "fictitious_play": analyses_pb2.FictitiousPlay,
    "regret_matching": analyses_pb2.RegretMatching,
}
PROCESSES = tuple(_PROCESSES)
_WRITERS: dict[str, Callable[[NormalFormGame, Any, str], Any]] = {
    "start": _profile,
    "times": _times,
    "populations": _count,
    "population": _people,
    "steps": _count,
    "seed": _count,
    "tolerance": _share,
}
