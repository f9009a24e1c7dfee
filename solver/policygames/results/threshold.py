"""Least discount factors: how patient the players must be, who needs it most, and why nothing less does."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from policygames import registry
from policygames.certificates import Certificate, Deviation
from policygames.errors import CertificateError, GameError
from policygames.games import MixedProfile, NormalFormGame, PureProfile, RepeatedGame
from policygames.games.grim import grim, worst_pure_equilibria
from policygames.games.notebooks import repr_html
from policygames.games.profiles import flaw, pure_as_mixed
from policygames.numerics.exact import read_back, shown, spelled
from policygames.results.plain import plain_certificate, read_certificate
from policygames.results.plain_points import plain_deviation, plain_point, read_deviation, read_number
from policygames.results.plain_thresholds import (
    plain_threshold,
    read_own,
    read_profile,
    threshold_game,
)
from policygames.results.saved import check_as_saved, reading


@dataclass(frozen=True, slots=True)
class Shortfall:
    """Why less patience does not do: `deviation` gains its `gain` once, and loses `loss` in each period ever after.

    It pays at every discount factor below gain / (gain + loss), and at all of them where `loss` is not positive. Both
    are in payoff units of one period.
    """

    deviation: Deviation
    loss: Fraction

    @property
    def threshold(self) -> Fraction | None:
        """The least discount factor at which the deviation does not pay; None where there is none below 1."""
        if self.deviation.gain <= 0:
            return Fraction(0)
        return self.deviation.gain / (self.deviation.gain + self.loss) if self.loss > 0 else None

    @property
    def ceiling(self) -> Fraction | None:
        """The greatest discount factor at which a deviation that costs at first does not pay; None: no such limit."""
        gain = self.deviation.gain
        return gain / (gain + self.loss) if gain <= 0 and self.loss < 0 else None


@dataclass(frozen=True, slots=True)
class Threshold:
    """The least common discount factor at which `path` can be played for ever, `punishments` answering deviations.

    `exact` is None where no discount factor below 1 does; `by_player` holds each player's own threshold, None for
    never. `certificate` proves that it holds at the value (None for never), `least` that nothing less does (None where
    the value is 0).
    """

    stage_game: NormalFormGame
    path: PureProfile
    punishment: str
    punishments: tuple[MixedProfile, ...]
    exact: Fraction | None
    by_player: tuple[Fraction | None, ...]
    certificate: Certificate | None
    least: Shortfall | None

    @property
    def value(self) -> float | None:
        """The least discount factor as a float; None for never."""
        return None if self.exact is None else float(self.exact)

    @property
    def interval(self) -> tuple[Fraction, Fraction] | None:
        """A proven bracket (low, high] of the value, given where it is irrational; None where it is exact or never."""
        return None

    @property
    def ceiling(self) -> Fraction | None:
        """The greatest discount factor at which it still holds, where an answer pays more than the path; else None."""
        answers = enumerate(self.punishments)
        lures = (lure(self.stage_game, self.path, player, answer) for player, answer in answers)
        return min((one.ceiling for one in lures if one and one.ceiling is not None), default=None)

    @property
    def weak_link(self) -> str | None:
        """The player who needs the most patience; None where nobody needs any."""
        return self.stage_game.players[self.least.deviation.player] if self.least else None

    def verify(self) -> None:
        """Checks both proofs again, from the stage game alone. Raises CertificateError where one does not hold."""
        self._check_question()
        again = grim_threshold(self.stage_game, self.path, self.punishment, self.punishments)
        for field in ("exact", "by_player", "certificate", "least"):
            if getattr(again, field) != getattr(self, field):
                raise CertificateError(f"{field} does not follow from the game", path=field)

    def _check_question(self) -> None:
        """That path and punishments fit the game, and that the punishments are what `punishment` says."""
        shape = self.stage_game.shape
        if not _is_pure(self.path, shape):
            raise CertificateError("the path is no profile of the stage game", path="path")
        if len(self.punishments) != len(shape):
            raise CertificateError("one punishment per player is needed", path="punishments")
        if self.punishment not in ("grim", "profile"):
            raise CertificateError(f"nothing here proves {self.punishment!r} punishment", path="punishment")
        if self.punishment == "grim" and not self._worst():
            message = "these are not the pure equilibria that are worst for each player"
            raise CertificateError(message, path="punishments")

    def _worst(self) -> bool:
        worst = worst_pure_equilibria(self.stage_game)
        return worst is not None and all(
            all(max(strategy) == 1 for strategy in given)
            and self.stage_game.payoffs_of(given)[player] == self.stage_game.payoffs_of(least)[player]
            for player, (given, least) in enumerate(zip(self.punishments, worst, strict=True))
            if not flaw(given, self.stage_game.shape)
        )

    def to_dict(self) -> dict[str, Any]:
        """Plain data, every number exact, with both proofs and the words."""
        certificate = None if self.certificate is None else plain_certificate(self.certificate)
        punishments = [[plain_point(strategy) for strategy in profile] for profile in self.punishments]
        least = None if self.least is None else _plain_shortfall(self.least)
        return plain_threshold(self, punishments=punishments, certificate=certificate, least=least)

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Threshold:
        """The threshold that `to_dict` wrote; nothing is believed until `verify` has passed.

        Raises GameError, naming the field, where one is missing or bad; CertificateError for another game's digest.
        """
        game = threshold_game(data, "punishments", "certificate", "least")
        with reading("threshold"):
            certificate, least = data["certificate"], data["least"]
            found = cls(
                stage_game=game,
                path=read_profile(data["path"], game),
                punishment=str(data["punishment"]),
                punishments=_read_punishments(data["punishments"], game),
                exact=read_number(data["exact"], "exact"),
                by_player=read_own(data["by_player"], game),
                certificate=None if certificate is None else read_certificate(certificate, "certificate"),
                least=None if least is None else _read_shortfall(least, game),
            )
            check_as_saved(data, found.to_dict())
            return found

    _repr_html_ = repr_html

    def explain(self) -> str:
        """A paragraph that can be read aloud: the threshold, each player's own, the weak link, what is proven."""
        from policygames.results.explanations import explain_threshold

        return explain_threshold(self)


def _plain_shortfall(shortfall: Shortfall) -> dict[str, Any]:
    return {"deviation": plain_deviation(shortfall.deviation), "loss": spelled(shortfall.loss)}


def _read_shortfall(data: Mapping[str, Any], game: NormalFormGame) -> Shortfall:
    return Shortfall(read_deviation(data["deviation"], game, "least.deviation"), read_back(data["loss"], "least.loss"))


def _read_punishments(data: Sequence[Any], game: NormalFormGame) -> tuple[MixedProfile, ...]:
    if len(data) != len(game.players):
        message = f"{len(data)} punishments for {len(game.players)} players"
        raise GameError(message, reason="SHAPE_DATA_MISMATCH", path="punishments")
    return tuple(game.mixed_profile(profile, f"punishments[{place}]") for place, profile in enumerate(data))


def _is_pure(path: object, shape: Sequence[int]) -> bool:
    if not isinstance(path, tuple) or len(path) != len(shape) or not all(isinstance(action, int) for action in path):
        return False
    return all(0 <= action < count for action, count in zip(path, shape, strict=True))


def grim_threshold(
    stage_game: NormalFormGame, path: PureProfile, punishment: str, punishments: Sequence[MixedProfile]
) -> Threshold:
    """The threshold of grim reversion to given stage equilibria, one per deviator, with both its proofs.

    Raises CertificateError where an answer to a deviation is no equilibrium of the stage game.

    Source: Friedman, Review of Economic Studies 38 (1971) 1-12.
    """
    for player, profile in enumerate(punishments):
        if not isinstance(registry.concept("nash").certify(stage_game, profile), Certificate):
            message = "the punishment is no equilibrium of the stage game"
            raise CertificateError(message, reason="NO_STAGE_EQUILIBRIUM", path=f"punishments[{player}]")
    shortfalls = [shortfall(stage_game, path, player, answer) for player, answer in enumerate(punishments)]
    weakest = max(shortfalls, key=lambda one: Fraction(1) if one.threshold is None else one.threshold)
    value = weakest.threshold
    lures = [lure(stage_game, path, player, answer) for player, answer in enumerate(punishments)]
    lured = [one for one in lures if one and value is not None and one.ceiling is not None and one.ceiling < value]
    if lured:
        weakest, value = lured[0], None
    never = {one.deviation.player for one in lured}
    return Threshold(
        stage_game=stage_game,
        path=path,
        punishment=punishment,
        punishments=tuple(punishments),
        exact=value,
        by_player=tuple(None if player in never else one.threshold for player, one in enumerate(shortfalls)),
        certificate=None if value is None else _certificate(stage_game, path, punishments, value),
        least=None if value == 0 else weakest,
    )


def shortfall(stage_game: NormalFormGame, path: PureProfile, player: int, punishment: MixedProfile) -> Shortfall:
    """The best deviation of `player` from `path`, and what it costs per period once `punishment` is played for ever."""
    return _after(stage_game, path, player, punishment, range(stage_game.shape[player]))


def lure(stage_game: NormalFormGame, path: PureProfile, player: int, punishment: MixedProfile) -> Shortfall | None:
    """The same for the best other action, even if it costs at first; None where there is no other."""
    others = [action for action in range(stage_game.shape[player]) if action != path[player]]
    return _after(stage_game, path, player, punishment, others) if others else None


def _after(
    stage_game: NormalFormGame, path: PureProfile, player: int, punishment: MixedProfile, actions: Sequence[int]
) -> Shortfall:
    deviation = best_deviation(stage_game, path, player, actions)
    return Shortfall(deviation, stage_game.payoff(player, path) - stage_game.payoffs_of(punishment)[player])


def best_deviation(
    stage_game: NormalFormGame, path: PureProfile, player: int, actions: Sequence[int] | None = None
) -> Deviation:
    """The action of `player`, one of `actions` or of all, that pays most against `path`, and what it gains."""
    payoffs = stage_game.deviation_payoffs(player, pure_as_mixed(path, stage_game.shape))
    best = max(range(len(payoffs)) if actions is None else actions, key=lambda action: payoffs[action])
    return Deviation(player, best, payoffs[best] - payoffs[path[player]])


def _certificate(
    stage_game: NormalFormGame, path: PureProfile, punishments: Sequence[MixedProfile], discount: Fraction
) -> Certificate:
    verdict = registry.concept("subgame_perfect").certify(
        RepeatedGame(stage_game, discount), grim(stage_game, path, punishments)
    )
    if not isinstance(verdict, Certificate):
        raise CertificateError(f"grim punishment does not hold at {shown(discount)}: {verdict.reason}")
    return verdict
