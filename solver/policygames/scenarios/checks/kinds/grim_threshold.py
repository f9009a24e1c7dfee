"""The least patience with which a player keeps to a profile for fear of another one for ever."""

from __future__ import annotations

from fractions import Fraction

from policygames.games import NormalFormGame, PureProfile
from policygames.games.profiles import pure_as_mixed
from policygames.numerics.exact import nearest_float
from policygames.results import Threshold
from policygames.results.threshold import lure
from policygames.scenarios.cases import Case
from policygames.scenarios.checks.answers import amount, seat, words
from policygames.scenarios.checks.check import Check, Options, Verdict, compared
from policygames.scenarios.checks.meanings import Formula, PlayerId, Profile
from policygames.scenarios.fields import Record, Words
from policygames.scenarios.patience import threshold


class GrimThreshold(Record):
    """`player` keeps to `path`, for fear of `punishment`, if and only if its discount factor is at least `equals`.

    The threshold is proven on both sides: nobody gains by a deviation at it, and a named one pays at anything less.
    """

    kind: Words
    player: PlayerId
    path: Profile
    punishment: Profile
    equals: Formula


def decide(case: Case, options: Options) -> Verdict:
    """By the solver's threshold of grim reversion, which carries both proofs."""
    player = seat(case, options["player"])
    path, punishment = case.profile(options["path"]), case.profile(options["punishment"])
    answer = threshold(case, path, punishment)
    assert isinstance(answer, Threshold)  # noqa: S101 - the answer to one profile and a given punishment
    found, name, where = answer.by_player[player], case.game.players[player], words(case, options["path"])
    if found is None:
        return Verdict(holds=False, why=f"no patience makes {name} keep to {where}")
    if (most := _ceiling(answer.stage_game, path, player, punishment)) is not None:
        return Verdict(holds=False, why=f"{name} keeps to {where} only where it is no more patient than {most}")
    least = f"{found} ({nearest_float(found):.4g})"
    why = f"{name} keeps to {where} for ever if and only if its discount factor is at least {least}"
    claimed = amount(case, options["equals"])
    return compared(found, claimed, why, str(claimed))


def _ceiling(stage: NormalFormGame, path: PureProfile, player: int, punishment: PureProfile) -> Fraction | None:
    """The greatest discount factor of `player` that will do, where the punishment pays it more than the path."""
    tempted = lure(stage, path, player, pure_as_mixed(punishment, stage.shape))
    return tempted.ceiling if tempted else None


CHECK = Check("grim_threshold", GrimThreshold, decide)
