"""Where on the principal branch of quantal responses observed choices are likeliest."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from policygames.errors import CertificateError, GameError
from policygames.games import NormalFormGame
from policygames.games.notebooks import repr_html
from policygames.games.spread import spread_floats
from policygames.results.quantal_branch import OFF, Reals, check_point
from policygames.results.saved import check_profiles, game_of, plain, plain_real, read_real, read_reals, reading, same


@dataclass(frozen=True, slots=True, eq=False)
class PrecisionEstimate:
    """The precision at which observed choices are likeliest, on the principal branch.

    `precision` is infinite where choices are the likelier the higher it is, and 0 where play at random is likeliest.
    `standard_error` is that of the precision by the curvature of the log-likelihood, None at those two ends.
    `log_likelihood` leaves out what depends on counts alone; `random` is that of play at random. Floats: not proven.
    """

    game: NormalFormGame
    counts: tuple[tuple[float, ...], ...]
    precision: float
    profile: tuple[Reals, ...]
    log_likelihood: float
    random: float
    standard_error: float | None
    warnings: tuple[str, ...] = ()

    _repr_html_ = repr_html

    def explain(self) -> str:
        """The estimate, how sure it is, and how much better than play at random it fits."""
        if np.isinf(self.precision):
            found = "The higher the precision, the likelier are these choices: no finite one is the likeliest."
        else:
            error = "" if self.standard_error is None else f" (standard error {self.standard_error:.3g})"
            found = f"These choices are likeliest at precision {self.precision:.4g}{error}."
        fit = f"The log-likelihood is {self.log_likelihood:.2f}, that of play at random {self.random:.2f}."
        return "\n".join([f"{found} {fit}", *(f"Note: {text}." for text in self.warnings)])

    def verify(self) -> tuple[str, ...]:
        """Checks again, in floats, both likelihoods, and that what is played are logit answers of that precision.

        Raises CertificateError where one is another; that nothing is proven comes back in words.
        """
        if np.isfinite(self.precision):
            check_point(spread_floats(self.game), self.profile, self.precision, "profile")
        alike = [np.full(count, 1 / count) for count in self.game.shape]
        for name, stated, profile in (
            ("log_likelihood", self.log_likelihood, self.profile),
            ("random", self.random, alike),
        ):
            if not abs(_likelihood(self.counts, profile) - stated) <= OFF * (1 + abs(stated)):
                raise CertificateError("the likelihood is another", path=name)
        return (_LIKELIEST,)

    def to_dict(self) -> dict[str, Any]:
        """Plain data, floats as they are."""
        return plain(
            "precision_estimate",
            self.game,
            counts=[list(own) for own in self.counts],
            precision=plain_real(self.precision),
            profile=[own.tolist() for own in self.profile],
            log_likelihood=plain_real(self.log_likelihood),
            random=plain_real(self.random),
            standard_error=None if self.standard_error is None else plain_real(self.standard_error),
            warnings=list(self.warnings),
        )

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> PrecisionEstimate:
        """The estimate that `to_dict` wrote. Raises GameError, naming the field, where one is missing or bad."""
        game = game_of(data, "precision_estimate", _ESTIMATED, NormalFormGame)
        with reading("precision_estimate"):
            error = data["standard_error"]
            read = cls(
                game=game,
                counts=tuple(tuple(read_reals(own, "counts").tolist()) for own in data["counts"]),
                precision=read_real(data["precision"], "precision"),
                profile=tuple(read_reals(own, f"profile[{at}]") for at, own in enumerate(data["profile"])),
                log_likelihood=read_real(data["log_likelihood"], "log_likelihood"),
                random=read_real(data["random"], "random"),
                standard_error=None if error is None else read_real(error, "standard_error"),
                warnings=tuple(map(str, data["warnings"])),
            )
        return checked(read)

    def __eq__(self, other: object) -> bool:
        return same(self, other)

    def __hash__(self) -> int:
        return hash((self.game, self.counts))


def checked(estimate: PrecisionEstimate) -> PrecisionEstimate:
    """The estimate, if its counts and its profile fit its game. Raises GameError where they do not."""
    check_profiles([own[None] for own in estimate.profile], 1, estimate.game.shape, "profile")
    if tuple(map(len, estimate.counts)) != estimate.game.shape:
        message = f"{[len(own) for own in estimate.counts]} counts for {list(estimate.game.shape)} actions"
        raise GameError(message, reason="SHAPE_DATA_MISMATCH", path="counts")
    return estimate


def _likelihood(counts: Sequence[Sequence[float]], profile: Sequence[Reals]) -> float:
    pairs = zip(counts, profile, strict=True)
    with np.errstate(divide="ignore"):
        return float(
            sum(count * np.log(chance) for own, row in pairs for count, chance in zip(own, row, strict=True) if count)
        )


_ESTIMATED = (
    "counts",
    "precision",
    "profile",
    "log_likelihood",
    "random",
    "standard_error",
    "warnings",
)
_LIKELIEST = "that no other precision is likelier was not re-checked: the branch would have to be followed again"
