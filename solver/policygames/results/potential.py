"""An exact potential of a game: one function whose changes are what each player gains by a change of action."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray

from policygames.errors import CertificateError, GameError
from policygames.games import Crowd, NormalFormGame, PureProfile, SymmetricGame
from policygames.games.notebooks import repr_html
from policygames.games.potentials import counts_of, fits_counts, fits_profiles, places_of
from policygames.games.profiles import pure_as_mixed
from policygames.numerics.exact import nearest_float, read_back, spelled
from policygames.results.saved import game_of, plain, reading, same
from policygames.results.wording import listed, number, profile_words

Cycle: TypeAlias = tuple[PureProfile, ...]
"""Four profiles, each the one before with one player's action changed, and so the first after the last."""


@dataclass(frozen=True, eq=False)
class Potential:
    """An exact potential of `game`, or why there is none.

    `exact` holds Fractions: of a game in normal form one per profile, in its shape, 0 where all play the first;
    of a symmetric game by the place of each group's counts (`counts(place)` gives them), 0 where all choose the first.
    It is None where there is no potential: `cycle` then holds four profiles along which gains do not sum to 0 (None for
    symmetric games).

    Source: Rosenthal, International Journal of Game Theory 2 (1973) 65-67; Monderer and Shapley, Games and Economic
    Behavior 14 (1996) 124-143, theorem 2.8.
    """

    game: NormalFormGame | SymmetricGame
    exact: NDArray[Any] | None
    cycle: Cycle | None = None

    @property
    def exists(self) -> bool:
        """Whether the game is an exact potential game."""
        return self.exact is not None

    @property
    def values(self) -> NDArray[np.float64] | None:
        """The potential in floats; None where there is none."""
        if self.exact is None:
            return None
        return np.array([nearest_float(one) for one in self.exact.ravel().tolist()]).reshape(self.exact.shape)

    @property
    def maximizers(self) -> tuple[PureProfile | Crowd, ...]:
        """Where the potential is largest, each of which is a pure equilibrium; none where there is no potential."""
        if self.exact is None:
            return ()
        places = [tuple(map(int, place)) for place in np.argwhere(self.exact == self.exact.max())]
        game = self.game
        return tuple(places) if isinstance(game, NormalFormGame) else tuple(map(self._crowd, places))

    def _crowd(self, place: tuple[int, ...]) -> Crowd:
        return Crowd.of_counts(self.counts(place))

    def counts(self, place: tuple[int, ...]) -> tuple[tuple[int, ...], ...]:
        """How many players of each group of a symmetric game choose each action at a place of `exact`."""
        if not isinstance(self.game, SymmetricGame):
            raise TypeError("only symmetric games count their players")
        return counts_of(self.game, place)

    def verify(self) -> tuple[str, ...]:
        """Checks again that every change of action by one player changes the potential by what it gains, or the cycle.

        Raises CertificateError where it does not. Of a symmetric game without a potential it comes back in words
        that this was not re-checked.
        """
        if self.exact is None:
            self._check_cycle()
        elif not (
            fits_profiles(self.game, self.exact)
            if isinstance(self.game, NormalFormGame)
            else fits_counts(self.game, self.exact)
        ):
            raise CertificateError("a change of action gains another amount than the potential changes", path="exact")
        return (_NO_ROUND,) if self.exact is None and isinstance(self.game, SymmetricGame) else ()

    def _check_cycle(self) -> None:
        if isinstance(self.game, NormalFormGame) and (self.cycle is None or not self._around()):
            raise CertificateError("gains along the cycle sum to 0: it rules out no potential", path="cycle")

    def _around(self) -> Fraction:
        """What those who change along the cycle gain in all."""
        total = Fraction(0)
        cycle, game = self.cycle or (), self.game
        if not isinstance(game, NormalFormGame):
            return total
        for before, after in zip(cycle, (*cycle[1:], *cycle[:1]), strict=True):
            changed = [player for player, pair in enumerate(zip(before, after, strict=True)) if pair[0] != pair[1]]
            if len(changed) != 1:
                raise CertificateError("a step of the cycle changes the action of one player", path="cycle")
            total += game.payoff(changed[0], after) - game.payoff(changed[0], before)
        return total

    _repr_html_ = repr_html

    def explain(self) -> str:
        """Whether there is a potential, where it is largest, and what proves it."""
        if self.exact is not None:
            return f"This is an exact potential game: {self._best()} {_PROVEN}"
        if self.cycle is None or not isinstance(self.game, NormalFormGame):
            return "There is no exact potential: what changes of action gain depends on their order."
        words = [profile_words(self.game, pure_as_mixed(one, self.game.shape)) for one in self.cycle]
        around = number(self._around())
        return f"There is no exact potential: along the round {'; then '.join(words)}, gains sum to {around}, not to 0."

    def _best(self) -> str:
        game, most = self.game, self.maximizers[0]
        if isinstance(game, NormalFormGame) and isinstance(most, tuple):
            where = profile_words(game, pure_as_mixed(most, game.shape))
        elif isinstance(game, SymmetricGame) and isinstance(most, Crowd):
            rows = zip(game.actions, most.factions, strict=True)
            where = listed([f"{count} play “{names[one.index(1)]}”" for names, group in rows for count, one in group])
        more = f", and in {len(self.maximizers) - 1} other cases" if len(self.maximizers) > 1 else ""
        return f"it is largest where {where}{more}; nobody gains by a change there."

    def to_dict(self) -> dict[str, Any]:
        """Plain data, every number exact."""
        table = None if self.exact is None else np.vectorize(spelled, otypes=[object])(self.exact).tolist()
        cycle = None if self.cycle is None else [list(one) for one in self.cycle]
        return plain("potential", self.game, potential=table, cycle=cycle)

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Potential:
        """The potential that `to_dict` wrote; nothing is believed until `verify` has passed.

        Raises GameError, naming the field, where one is missing or bad; CertificateError for another game's digest.
        """
        game = game_of(data, "potential", ("potential", "cycle"), NormalFormGame, SymmetricGame)
        with reading("potential"):
            table, cycle = data["potential"], data["cycle"]
            exact = None if table is None else np.vectorize(_read, otypes=[object])(np.array(table, dtype=object))
            profiles = None if cycle is None else tuple(tuple(map(int, one)) for one in cycle)
        return checked(cls(game, exact, profiles))

    def __eq__(self, other: object) -> bool:
        return same(self, other)

    def __hash__(self) -> int:
        return hash(self.game)


def checked(potential: Potential) -> Potential:
    """The potential, if its table and its cycle fit its game. Raises GameError where they do not."""
    game, exact, cycle = potential.game, potential.exact, potential.cycle
    sizes = game.shape if isinstance(game, NormalFormGame) else places_of(game)
    if exact is not None and exact.shape != sizes:
        message = f"a table of shape {exact.shape} where {sizes} is needed"
        raise GameError(message, reason="SHAPE_DATA_MISMATCH", path="potential")
    for index, profile in enumerate(cycle or ()):
        if isinstance(game, NormalFormGame):
            game.pure_profile(profile, f"cycle[{index}]")
    return potential


def _read(text: Any) -> Fraction:
    return read_back(text, "potential")


_NO_ROUND = "that there is no potential was not re-checked: it would have to be sought again"
_PROVEN = "Proven: every change of action by one player changes the potential by exactly what that player gains."
