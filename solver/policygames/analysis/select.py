"""Which equilibrium to expect: a criterion is applied to all that there are."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from typing import Any

from policygames import registry
from policygames.analysis.entropy import most_mixed
from policygames.certificates import Certificate, Coverage
from policygames.errors import GameError, UnsupportedError
from policygames.games import MixedProfile, NormalFormGame
from policygames.games.profiles import pure_as_mixed
from policygames.games.risk import dominance_threshold, strict_equilibria
from policygames.numerics.linear_tracing import traced
from policygames.results import Equilibrium, Solution
from policygames.results.selection import Selection
from policygames.search import solve

BOXED = (
    "irrational equilibria are compared by what the middle of their box pays: differences below its width prove nothing"
)
TIED = "several replies to the prior are best: the first is taken, another could lead elsewhere"


def select(game: NormalFormGame, by: str = "risk", *, prior: Any = None, deadline: float | None = None) -> Selection:
    """The equilibria that a criterion chooses among all, each certified.

    `by` is "risk" (risk dominance between strict equilibria), "payoff" (more for everybody than any other),
    "p_dominance" (best replies to the largest doubt), "tracing" (the linear tracing procedure from `prior`, a mixed
    profile, all actions alike by default), "welfare" (the largest sum), or "entropy" (the most mixed, continua
    included). All but "payoff" and "welfare" are for two players. `deadline` is in seconds.

    Raises GameError for another criterion or a bad prior, UnsupportedError for another number of players.
    """
    if not isinstance(game, NormalFormGame):
        raise GameError("equilibria are selected in a NormalFormGame", reason="MISSING_GAME", path="game")
    if by not in _CRITERIA:
        raise GameError(f"there is no {by!r}; allowed: {', '.join(_CRITERIA)}", reason="OPTION_RANGE", path="by")
    if prior is not None and by != "tracing":
        raise GameError("only tracing starts from a prior", reason="OPTION_RANGE", path="prior")
    if len(game.shape) != 2 and by not in ("payoff", "welfare"):
        message = f"{by} is for two players; there are {len(game.shape)}"
        raise UnsupportedError(message, reason="UNSUPPORTED_PLAYERS", path="game")
    return _trace(game, prior) if by == "tracing" else _CRITERIA[by](game, deadline)


def _by_risk(game: NormalFormGame, deadline: float | None) -> Selection:
    solution = solve(game, "risk_dominant", deadline=deadline)
    return _selection(game, "risk", solution, tuple(solution.equilibria))


def _by_payoff(game: NormalFormGame, deadline: float | None) -> Selection:
    """Payoffs on a continuum lie between those of its corners, so corners are compared.

    Source: Harsanyi and Selten, A General Theory of Equilibrium Selection in Games (1988), section 3.9.
    """
    solution = solve(game, "nash", deadline=deadline)
    found = [
        one for one in solution.equilibria if all(_better(one, other) for other in solution.equilibria if other != one)
    ]
    return _selection(game, "payoff", solution, tuple(found))


def _better(one: Equilibrium, other: Equilibrium) -> bool:
    return all(mine > theirs for mine, theirs in zip(one.exact_payoffs, other.exact_payoffs, strict=True))


def _by_welfare(game: NormalFormGame, deadline: float | None) -> Selection:
    """The sum of payoffs is linear in each strategy, so that a corner has the largest."""
    solution = solve(game, "nash", deadline=deadline)
    sums = [sum(one.exact_payoffs, Fraction(0)) for one in solution.equilibria]
    found = tuple(one for one, total in zip(solution.equilibria, sums, strict=True) if total == max(sums))
    return _selection(game, "welfare", solution, found, values=(max(sums, default=None),) * len(found))


def _by_doubt(game: NormalFormGame, deadline: float | None) -> Selection:  # noqa: ARG001 - it takes no time
    needs = {profile: dominance_threshold(game, profile) for profile in strict_equilibria(game) if profile}
    best = [profile for profile, need in needs.items() if need == min(needs.values())]
    chosen = tuple(_certified(game, pure_as_mixed(profile, game.shape)) for profile in best)
    return Selection(game, "p_dominance", chosen, tuple(needs[profile] for profile in best))


def _by_entropy(game: NormalFormGame, deadline: float | None) -> Selection:
    solution = solve(game, "nash", deadline=deadline)
    hulls = [subset for one in solution.components or () for subset in one.subsets]
    hulls = hulls or [tuple((own,) for own in one.exact_profile or ()) for one in solution.equilibria]
    found = [most_mixed(subset) for subset in hulls]
    if not found:
        return _selection(game, "entropy", solution, ())
    best = max(found, key=lambda one: one.entropy)
    most = max(one.entropy + one.gap for one in found)
    chosen = (_certified(game, best.profile),)
    return _selection(game, "entropy", solution, chosen, values=(best.entropy,), gap=most - best.entropy)


def _selection(
    game: NormalFormGame,
    by: str,
    solution: Solution,
    found: tuple[Equilibrium, ...],
    *,
    values: tuple[Any, ...] | None = None,
    gap: float = 0.0,
) -> Selection:
    complete = solution.coverage is not Coverage.SOME
    given = (None,) * len(found) if values is None else values
    warnings = () if complete else solution.warnings
    if any(one.exact_profile is None for one in solution.equilibria):
        warnings = (*warnings, BOXED)
    return Selection(game, by, found, given, complete=complete, gap=gap, warnings=warnings)


def _certified(game: NormalFormGame, profile: MixedProfile) -> Equilibrium:
    verdict = registry.concept("nash").certify(game, profile)
    if not isinstance(verdict, Certificate):
        raise ArithmeticError(  # noqa: TRY004 - a wrong answer, not a wrong type
            f"internal error: a selected profile is no equilibrium: {verdict.reason}"
        )
    return Equilibrium(game, verdict, game.payoffs_of(profile))


def _trace(game: NormalFormGame, prior: Any) -> Selection:
    """The linear tracing procedure; its end is certified, and so is every bend when `verify` is called."""
    alike: list[list[Fraction]] = [[Fraction(1, count)] * count for count in game.shape]
    start = game.mixed_profile(alike if prior is None else prior, "prior")
    first, second = (one.astype(object) for one in game.numerators)
    path = tuple(traced(first, second, (start[0], start[1])))
    tied = any(_tied(game.deviation_payoffs(player, start)) for player in (0, 1))
    end = _certified(game, path[-1][1])
    return Selection(game, "tracing", (end,), (None,), prior=start, path=path, warnings=(TIED,) if tied else ())


def _tied(payoffs: tuple[Fraction, ...]) -> bool:
    return payoffs.count(max(payoffs)) > 1


_CRITERIA: dict[str, Callable[[NormalFormGame, float | None], Selection]] = {
    "risk": _by_risk,
    "payoff": _by_payoff,
    "p_dominance": _by_doubt,
    "tracing": lambda game, _: _trace(game, None),
    "welfare": _by_welfare,
    "entropy": _by_entropy,
}
