"""How much payoffs may err before an equilibrium is none, or plays something else, and what breaks it first."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from policygames import registry
from policygames.budget import UNLIMITED, Budget
from policygames.certificates import Certificate, Refusal
from policygames.errors import CertificateError, GameError, UnsupportedError
from policygames.games import (
    BayesianGame,
    Crowd,
    Game,
    MixedProfile,
    NormalFormGame,
    RepeatedGame,
    SymmetricGame,
    game_from_dict,
)
from policygames.games.interventions.errors_made import OnceGame, Played
from policygames.games.interventions.errors_survived import (
    Break,
    broken,
    weakest_deviation,
    weakest_support,
)
from policygames.games.notebooks import repr_html
from policygames.numerics.exact import nearest_float, read_back, spelled
from policygames.results.components import Component
from policygames.results.equilibrium import Equilibrium, check_equilibrium
from policygames.results.plain import plain_equilibrium, read_equilibrium
from policygames.results.saved import reading
from policygames.results.solution import Solution

NOT_KNOWN = "how far the support survives is computed only for pure equilibria and, in normal form, for two players"
NOT_SOLVED = "the index of its component is not known: {why}"
IRRATIONAL = (
    "its probabilities are irrational, or were not found to be rational, and are known within a box; whoever mixes has "
    "to be indifferent, so that the profile itself survives no error"
)


@dataclass(frozen=True, slots=True)
class Robustness:
    """What errors of up to some size in every payoff leave of `equilibrium`; all sizes are in payoff units, and exact.

    Up to an error of `radius` the very profile stays an equilibrium, below `support_radius` some equilibrium
    plays the same actions; `weakest` and `weakest_support` say what gives way first beyond it, None for never.
    `support_radius` is None where it is not known. `solution`, all equilibria of the game, tells the index.
    """

    equilibrium: Equilibrium
    weakest: Break | None
    weakest_support: Break | None
    solution: Solution | None = None
    unsolved: str = ""
    """Why there is no solution."""

    @property
    def game(self) -> OnceGame:
        """The game, which is played once."""
        return judged_game(self.equilibrium.game)

    @property
    def profile(self) -> MixedProfile:
        """The exact profile: a strategy for each player, or, in a Bayesian game, for each type of each."""
        found = self.equilibrium.exact_profile
        if found is None:
            raise GameError("the equilibrium has no exact profile", reason="MISSING_CANDIDATE", path="equilibrium")
        return found

    @property
    def played(self) -> Played:
        """What is played: the profile, or what like players do."""
        candidate = self.equilibrium.certificate.candidate
        return candidate if isinstance(candidate, Crowd) else self.profile

    @property
    def is_pure(self) -> bool:
        """Whether nobody mixes."""
        return all(max(strategy) == 1 for strategy in self.profile)

    @property
    def radius(self) -> Fraction | None:
        """The largest error in every payoff after which the profile is surely an equilibrium; None: any error."""
        return None if self.weakest is None else self.weakest.radius

    @property
    def value(self) -> float | None:
        """The radius as a float; None where no error breaks it."""
        return None if self.radius is None else nearest_float(self.radius)

    @property
    def support_radius(self) -> Fraction | None:
        """The error below which some equilibrium surely plays the same actions, and at which it plays within them.

        None where it is not known, or, without a warning, where no error breaks it.
        """
        return None if self.weakest_support is None else self.weakest_support.radius

    @property
    def component(self) -> Component | None:
        """The component of equilibria that it belongs to; None where the solution does not tell."""
        if self.solution is None or self.solution.components is None:
            return None
        places = [place for place, one in enumerate(self.solution.equilibria) if one.exact_profile == self.profile]
        found = (one for one in self.solution.components if places and places[0] in one.equilibria)
        return next(found, None)

    @property
    def index(self) -> int | None:
        """The index of its component; None where it is not known."""
        return None if self.component is None else self.component.index

    @property
    def is_essential(self) -> bool | None:
        """Whether equilibria stay near its component after all small errors; None where this is not proven.

        A component whose index is not 0 is essential (Govindan and Wilson, Journal of Economic Theory 76 (1997)), and
        so is an equilibrium with a radius above 0; an index of 0 proves nothing by itself.
        """
        survives = any(one is not None and one > 0 for one in (self.radius, self.support_radius))
        return True if survives or self.index else None

    @property
    def warnings(self) -> tuple[str, ...]:
        """What a careful reader should know."""
        two = isinstance(self.game, NormalFormGame) and len(self.profile) == 2
        unknown = [] if self.is_pure or two else [NOT_KNOWN]
        return (*unknown, *([NOT_SOLVED.format(why=self.unsolved)] if self.unsolved else []))

    def regret(self, error: Fraction) -> Fraction:
        """The most that anybody can gain by deviating from the same profile once payoffs err by up to `error`.

        It is twice the error, less twice the radius for a pure profile: so much a deviation then gains in a game.
        """
        return max(Fraction(0), 2 * (error - (self.radius or Fraction(0)))) if self.weakest else Fraction(0)

    def breaking_game(self, error: Fraction, *, support: bool = False) -> OnceGame:
        """A game whose payoffs err by `error` in which, if that is above the radius, the equilibrium is none.

        With `support` the errors are those that end its support. Raises GameError where nothing breaks it.
        """
        found = self.weakest_support if support else self.weakest
        if found is None:
            raise GameError("no error breaks this", reason="OPTION_RANGE", path="error")
        return broken(self.game, self.played, found, error)

    def verify(self) -> tuple[str, ...]:
        """Proves everything again from the game alone; what could not be checked again comes back in words.

        Raises CertificateError where something does not hold.
        """
        if refusal := refused(self.game, self.played):
            raise CertificateError(f"this is no equilibrium: {refusal.reason}", path="equilibrium")
        check_equilibrium(self.equilibrium, self.game, self.equilibrium.certificate.concept, "equilibrium")
        if self.weakest != weakest_deviation(self.game, self.played):
            raise CertificateError("something else gives way first", path="weakest")
        if self.weakest_support != support_break(self.game, self.played):
            raise CertificateError("something else ends the support first", path="weakest_support")
        if self.solution is None:
            return ()
        if self.solution.game != self.game or self.solution.concept != "nash":
            raise CertificateError("these are the equilibria of another game", path="solution")
        return self.solution.verify()

    _repr_html_ = repr_html

    def explain(self) -> str:
        """A paragraph that can be read aloud: the radii, what breaks it first, and what is proven."""
        from policygames.results.robustness_words import explain_robustness

        return explain_robustness(self)

    def to_dict(self) -> dict[str, Any]:
        """Plain data, every number exact, with the words."""
        return {
            "kind": "robustness",
            "game": self.game.to_dict(),
            "equilibrium": plain_equilibrium(self.equilibrium),
            "radius": None if self.radius is None else spelled(self.radius),
            "support_radius": None if self.support_radius is None else spelled(self.support_radius),
            "weakest": plain_break(self.weakest),
            "weakest_support": plain_break(self.weakest_support),
            "index": self.index,
            "solution": None if self.solution is None else self.solution.to_dict(),
            "unsolved": self.unsolved,
            "explanation": self.explain(),
        }

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Robustness:
        """What `to_dict` wrote; nothing is believed until `verify` has passed. Raises GameError for anything else."""
        with reading("robustness"):
            game = game_from_dict(data["game"])
            return cls(
                equilibrium=read_equilibrium(data["equilibrium"], game, "equilibrium"),
                weakest=read_break(data["weakest"]),
                weakest_support=read_break(data["weakest_support"]),
                solution=None if data["solution"] is None else Solution.from_dict(data["solution"]),
                unsolved=str(data["unsolved"]),
            )


def judged_game(game: Game) -> OnceGame:
    """The game itself. Raises UnsupportedError, with what to do, where no radius is computed."""
    if isinstance(game, NormalFormGame | SymmetricGame | BayesianGame):
        return game
    message = f"how far payoffs of a {type(game).__name__} may err is not computed"
    if isinstance(game, RepeatedGame):
        message += (
            ", only for games that are played once: ask it of an equilibrium of the stage game, or how much patience "
            "the strategies need (policygames sustain; pg.critical_discount, strategy.discounts())"
        )
    classes = ("NormalFormGame", "SymmetricGame", "BayesianGame")
    raise UnsupportedError(message, reason="UNSUPPORTED_GAME", path="equilibrium", choices=classes)


def refused(game: OnceGame, played: Played) -> Refusal | None:
    """Why what is played is no Nash equilibrium of the game, or with types no Bayesian one; None if it is one."""
    concept = "bayes_nash" if isinstance(game, BayesianGame) else "nash"
    verdict = registry.concept(concept).certify(game, played)
    return None if isinstance(verdict, Certificate) else verdict


def support_break(game: OnceGame, played: Played, budget: Budget = UNLIMITED) -> Break | None:
    """What ends the support first: of a pure profile what ends the profile, of two players' what is computed.

    Raises DeadlineError once the time of the budget is over.
    """
    profile = played.profile() if isinstance(played, Crowd) else played
    if all(max(strategy) == 1 for strategy in profile):
        return weakest_deviation(game, played)
    if not isinstance(game, NormalFormGame) or len(profile) != 2:
        return None
    return weakest_support(game, profile, budget)


def plain_break(found: Break | None) -> dict[str, Any] | None:
    """The break as plain data."""
    if found is None:
        return None
    signs = [list(pair) for pair in found.signs]
    place = {"player": found.player, "kind": found.kind, "action": found.action}
    return {"radius": spelled(found.radius), **place, "signs": signs}


def read_break(data: Mapping[str, Any] | None) -> Break | None:
    """The break that `plain_break` wrote."""
    if data is None:
        return None
    signs = tuple((int(action), int(sign)) for action, sign in data["signs"])
    radius = read_back(data["radius"], "radius")
    return Break(radius, int(data["player"]), str(data["kind"]), int(data["action"]), signs)
