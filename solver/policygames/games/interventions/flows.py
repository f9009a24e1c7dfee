"""What may be promised: payments and sanctions, from outside or among players, in a profile or for an action."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction

from policygames.games.interventions.demands import Entry
from policygames.games.interventions.target import Target
from policygames.games.profiles import PureProfile

INSTRUMENTS = ("payments", "sanctions", "both")
CONTINGENT = ("profile", "action")


@dataclass(frozen=True, slots=True, order=True)
class Flow:
    """An amount for `player`: of a payment what he gets, of a sanction what he loses.

    `payer` is the player who pays it, None for an outside party. It is due where all play `when`, a profile, or, where
    `when` is one action, wherever the player takes that; of a `bond`, wherever the payer takes it.
    """

    player: int
    sanction: bool
    payer: int | None
    when: PureProfile | int
    bond: bool = False

    @property
    def of(self) -> int:
        """Whose action it is, where `when` is one action."""
        return self.player if self.payer is None or not self.bond else self.payer

    def due(self, profile: PureProfile) -> bool:
        """Whether it is due in `profile`."""
        return profile == self.when if isinstance(self.when, tuple) else profile[self.of] == self.when

    def chance(self, target: Target) -> Fraction:
        """How likely it is due while the target is played."""
        return sum((chance for profile, chance in target.chances if self.due(profile)), Fraction(0))


@dataclass(frozen=True, slots=True)
class Terms:
    """What is allowed: `instruments` of INSTRUMENTS, `contingent` on a profile or one action, and who pays.

    `payers` are players, none for an outside party; sanctions come from outside. One action is that of the player who
    gets or loses the amount, or that of the player who pays: whoever pays may bind themselves as well.
    """

    instruments: str
    contingent: str
    payers: tuple[int, ...]

    def flows_at(self, entry: Entry, players: int) -> Iterator[tuple[Flow, int]]:
        """The flows that change a payoff, each with its sign."""
        player, profile = entry
        if self.instruments != "sanctions":
            yield from self._payments(player, profile, players)
        if self.instruments != "payments":
            yield Flow(player, sanction=True, payer=None, when=self._when(player, profile)), -1

    def _payments(self, player: int, profile: PureProfile, players: int) -> Iterator[tuple[Flow, int]]:
        for payer in self.payers or (None,):
            if payer != player:
                yield from ((flow, 1) for flow in self._promises(player, payer, profile))
        for other in range(players) if player in self.payers else ():
            if other != player:
                yield from ((flow, -1) for flow in self._promises(other, player, profile))

    def _promises(self, player: int, payer: int | None, profile: PureProfile) -> Iterator[Flow]:
        """What `payer` may have to pay `player` in `profile`."""
        yield Flow(player, sanction=False, payer=payer, when=self._when(player, profile))
        if self.contingent == "action" and payer is not None:
            yield Flow(player, sanction=False, payer=payer, when=profile[payer], bond=True)

    def _when(self, player: int, profile: PureProfile) -> PureProfile | int:
        return profile if self.contingent == "profile" else profile[player]


def outlay(flows: Sequence[tuple[Flow, Fraction]], profile: PureProfile) -> Fraction:
    """What is due in `profile` in all."""
    return sum((amount for flow, amount in flows if flow.due(profile)), Fraction(0))
