"""A reasoned choice among equilibria: by risk, by payoffs, by doubt, by tracing, by welfare or by entropy."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from policygames.errors import CertificateError, GameError
from policygames.games import Enclosure, MixedProfile, NormalFormGame
from policygames.games.notebooks import repr_html
from policygames.games.profiles import flaw, support
from policygames.games.risk import dominance_threshold
from policygames.numerics.exact import read_back, spelled
from policygames.results.equilibrium import Equilibrium, check_equilibrium
from policygames.results.plain import plain_equilibrium, read_equilibrium
from policygames.results.saved import game_of, plain, plain_real, read_real, reading
from policygames.results.wording import number, payoff_words, profile_words, ratio

Step = tuple[Fraction, MixedProfile]
"""A weight of the game against the prior, and an equilibrium of the mixture."""


@dataclass(frozen=True, slots=True)
class Selection:
    """The equilibria that a criterion chooses; several where they tie, none where it chooses none.

    `values` holds what the criterion says of each: the sum of payoffs ("welfare"), the least p ("p_dominance"), the
    entropy in nats ("entropy", a float); None for others. `gap` bounds how much entropy anything else may have more.
    `prior` and `path` are those of "tracing": weights of the game against the prior, from 0 to 1, at which the path
    bends, each with an exact equilibrium of that mixture. `complete` says whether all equilibria were compared.
    """

    game: NormalFormGame
    by: str
    equilibria: tuple[Equilibrium, ...]
    values: tuple[Fraction | float | None, ...]
    complete: bool = True
    gap: float = 0.0
    prior: MixedProfile | None = None
    path: tuple[Step, ...] = ()
    warnings: tuple[str, ...] = ()

    def verify(self) -> tuple[str, ...]:
        """Checks every equilibrium again, thresholds and sums, and each bend of a traced path.

        Raises CertificateError where one does not hold. That nothing better was left out is for `select` to find again:
        it comes back in words.
        """
        for place, (one, value) in enumerate(zip(self.equilibria, self.values, strict=True)):
            check_equilibrium(one, self.game, one.certificate.concept, f"equilibria[{place}]")
            if self.by == "welfare" and value != sum(one.exact_payoffs):
                raise CertificateError("the sum of payoffs is another", path="values")
            if self.by == "p_dominance" and value != dominance_threshold(self.game, _pure(one)):
                raise CertificateError("the least p is another", path="values")
        self._check_path()
        return () if self.by == "tracing" else (_OTHERS,)

    def _check_path(self) -> None:
        if self.by != "tracing":
            return
        if self.prior is None or len(self.equilibria) != 1:
            raise CertificateError("one equilibrium is traced, from a prior", path="prior")
        for weight, profile in self.path:
            if flaw(profile, self.game.shape) or not answers(self.game, self.prior, weight, profile):
                raise CertificateError(f"the path leaves the equilibria at weight {weight}", path="path")
        if not self.path or self.path[-1][0] != 1 or self.path[-1][1] != self.equilibria[0].exact_profile:
            raise CertificateError("the path does not end at the equilibrium", path="path")

    def to_dict(self) -> dict[str, Any]:
        """Plain data, every number exact but entropies."""
        return plain(
            "selection",
            self.game,
            by=self.by,
            equilibria=[plain_equilibrium(one) for one in self.equilibria],
            values=[_plain_value(value) for value in self.values],
            complete=self.complete,
            gap=plain_real(self.gap),
            prior=None if self.prior is None else _plain_profile(self.prior),
            path=[{"weight": spelled(weight), "profile": _plain_profile(profile)} for weight, profile in self.path],
            warnings=list(self.warnings),
        )

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Selection:
        """The selection that `to_dict` wrote; nothing is believed until `verify` has passed.

        Raises GameError, naming the field, where one is missing or bad; CertificateError for another game's digest.
        """
        fields = ("by", "equilibria", "values", "complete", "gap", "prior", "path", "warnings")
        game = game_of(data, "selection", fields, NormalFormGame)
        with reading("selection"):
            found = data["equilibria"]
            read = cls(
                game=game,
                by=str(data["by"]),
                equilibria=tuple(read_equilibrium(one, game, f"equilibria[{at}]") for at, one in enumerate(found)),
                values=tuple(map(_read_value, data["values"])),
                complete=bool(data["complete"]),
                gap=read_real(data["gap"], "gap"),
                prior=None if data["prior"] is None else _read_profile(data["prior"], game, "prior"),
                path=tuple(
                    (read_back(one["weight"], "path"), _read_profile(one["profile"], game, "path"))
                    for one in data["path"]
                ),
                warnings=tuple(map(str, data["warnings"])),
            )
        return checked(read)

    _repr_html_ = repr_html

    def explain(self) -> str:
        """What is chosen and why, in a paragraph."""
        lines = [self._told(one, value) for one, value in zip(self.equilibria, self.values, strict=True)]
        found = lines or [_NOTHING[self.by]]
        tie = ["They tie."] if len(lines) > 1 else []
        partly = [] if self.complete else ["Not all equilibria were compared."]
        return "\n".join([*found, *tie, *partly, *(f"Note: {text}." for text in self.warnings)])

    def _told(self, one: Equilibrium, value: Fraction | float | None) -> str:
        box = one.certificate.candidate
        profile: MixedProfile = box.midpoint() if isinstance(box, Enclosure) else one.exact_profile or ()
        near = "Near this: " if isinstance(box, Enclosure) else ""
        played = f"{near}{profile_words(self.game, profile)}; {payoff_words(self.game.players, one.exact_payoffs)}."
        if self.by == "p_dominance" and isinstance(value, Fraction):
            return f"{played} Each action is best for whoever thinks the other's likely by {ratio(value)} or more."
        if self.by == "welfare" and isinstance(value, Fraction):
            return f"{played} The sum of {number(value)} is the largest of all equilibria compared."
        if self.by == "entropy" and value is not None:
            return f"{played} The entropy is {float(value):.4g} nats, at most {self.gap:.1g} less than the largest."
        return f"{played} {_WHY[self.by]}"


def checked(selection: Selection) -> Selection:
    """The selection, if its criterion is known and its lists fit. Raises GameError where they do not."""
    if selection.by not in _NOTHING:
        message = f"there is no {selection.by!r}; allowed: {', '.join(_NOTHING)}"
        raise GameError(message, reason="BAD_RESULT", path="by")
    if len(selection.values) != len(selection.equilibria):
        message = f"{len(selection.values)} values for {len(selection.equilibria)} equilibria"
        raise GameError(message, reason="SHAPE_DATA_MISMATCH", path="values")
    return selection


def _plain_value(value: Fraction | float | None) -> str | float | None:
    return spelled(value) if isinstance(value, Fraction) else value


def _read_value(value: Any) -> Fraction | float | None:
    exact = isinstance(value, str) and "/" in value
    return None if value is None else read_back(value, "values") if exact else read_real(value, "values")


def _plain_profile(profile: MixedProfile) -> list[list[str]]:
    return [[spelled(chance) for chance in own] for own in profile]


def _read_profile(data: Any, game: NormalFormGame, path: str) -> MixedProfile:
    return game.mixed_profile([[read_back(chance, path) for chance in own] for own in data], path)


_OTHERS = "that no other equilibrium was to be chosen was not re-checked: all would have to be found again"
_WHY = {
    "payoff": "Everybody gets more than in any other equilibrium compared.",
    "risk": "No strict equilibrium risk-dominates it.",
    "tracing": "The linear tracing procedure leads from best replies to the prior to it.",
}
_NOTHING = {
    "payoff": "No equilibrium gives everybody more than every other.",
    "risk": "No strict equilibrium is risk-dominant.",
    "p_dominance": "There is no strict equilibrium.",
    "tracing": "No equilibrium was reached.",
    "welfare": "No equilibrium was found.",
    "entropy": "No equilibrium was found.",
}


def _pure(one: Equilibrium) -> tuple[int, ...]:
    return tuple(support(strategy)[0] for strategy in one.exact_profile or ())


def answers(game: NormalFormGame, prior: MixedProfile, weight: Fraction, profile: MixedProfile) -> bool:
    """Whether all reply best to `profile` where payoffs count by `weight`, and what actions pay on the prior else."""
    for player, strategy in enumerate(profile):
        there, alone = (game.deviation_payoffs(player, others) for others in (profile, prior))
        paid = [weight * one + (1 - weight) * other for one, other in zip(there, alone, strict=True)]
        if any(paid[action] < max(paid) for action in support(strategy)):
            return False
    return True
