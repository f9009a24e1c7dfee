"""How patient the players have to be for an outcome to last: the threshold of patience as an intervention."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from policygames.games import RepeatedGame
from policygames.games.notebooks import repr_html
from policygames.results import AnyThreshold, TransferThreshold
from policygames.results.saved_thresholds import threshold_from_dict


@dataclass(frozen=True, slots=True)
class PatienceIntervention:
    """The least common discount factor at which a path of play is sustained, with both proofs of its `threshold`."""

    threshold: AnyThreshold

    @property
    def lever(self) -> str:
        """What is changed."""
        return "discount"

    @property
    def cost(self) -> Fraction | None:
        """The least discount factor: exact, or the upper end of the bracket that holds it; None for never."""
        if self.threshold.exact is None and self.threshold.interval is not None:
            return self.threshold.interval[1]
        return self.threshold.exact

    @property
    def low(self) -> Fraction | None:
        """The least that it can be, as far as proven: the cost itself but where only a bracket is known."""
        if self.threshold.exact is None and self.threshold.interval is not None:
            return self.threshold.interval[0]
        return self.threshold.exact

    @property
    def value(self) -> float | None:
        """The least discount factor as a float; None for never."""
        return None if self.cost is None else float(self.cost)

    @property
    def change(self) -> Fraction | None:
        """The discount factor of all players."""
        return self.cost

    @property
    def game(self) -> RepeatedGame:
        """The repeated game at that discount factor; at 0 where none will do."""
        transfers = isinstance(self.threshold, TransferThreshold)
        return RepeatedGame(self.threshold.stage_game, self.cost or 0, transfers=transfers)

    @property
    def certificate(self) -> Any:  # of the kind of threshold
        """What proves that the path is sustained there; None for never."""
        return self.threshold.certificate

    @property
    def least(self) -> Any:
        """What proves that less does not do; None where the value is 0."""
        return self.threshold.least

    @property
    def warnings(self) -> tuple[str, ...]:
        """What a careful reader should know."""
        return ()

    def verify(self) -> tuple[str, ...]:
        """Checks both proofs again; () comes back. Raises CertificateError where one does not hold."""
        self.threshold.verify()
        return ()

    _repr_html_ = repr_html

    def explain(self) -> str:
        """A paragraph that can be read aloud."""
        return self.threshold.explain()

    def to_dict(self) -> dict[str, Any]:
        """Plain data, every number exact, with both proofs and the words: the threshold's."""
        return {**self.threshold.to_dict(), "kind": "intervention", "lever": self.lever}

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> PatienceIntervention:
        """The intervention that `to_dict` wrote; nothing is believed until `verify` has passed.

        Raises GameError, naming the field, where one is missing or bad; CertificateError for another game's digest.
        """
        fields = {name: value for name, value in data.items() if name != "lever"}
        return cls(threshold_from_dict({**fields, "kind": "threshold"}))
