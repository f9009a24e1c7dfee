"""What a scenario states, checked on the game itself: by exact payoffs and by the solver's answers and coverage."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from policygames.certificates import Coverage
from policygames.errors import PolicyGamesError, ScenarioError
from policygames.games import NormalFormGame, PureProfile
from policygames.games.profiles import pure_as_mixed
from policygames.numerics.exact import exact, nearest_float
from policygames.results import Solution
from policygames.results.threshold import lure
from policygames.scenarios.cases import Case, number
from policygames.scenarios.expressions import Situation, Tree, evaluate, parse
from policygames.scenarios.expressions.tree import Binary
from policygames.scenarios.patience import threshold
from policygames.scenarios.welfare import largest_total
from policygames.search import solve


@dataclass(frozen=True, slots=True)
class Finding:
    """A claim, whether it holds, and why: what proves it, or a counterexample in words."""

    id: str
    claim: str
    holds: bool
    why: str


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a check found."""

    holds: bool
    why: str


Options = Mapping[str, Any]


def check(case: Case, kind: str, options: Options) -> Verdict:
    """Whether the claim of this kind holds in `case`; a claim that nothing here can decide does not, and says so."""
    if kind not in _CHECKS:
        return Verdict(holds=False, why=f"the check {kind} is not supported yet; there are {', '.join(_CHECKS)}")
    try:
        return _CHECKS[kind](case, options)
    except PolicyGamesError as error:
        return Verdict(holds=False, why=f"this could not be checked: {error}")


def _pure_equilibria(case: Case, options: Options) -> Verdict:
    solution = solve(case.game, "pure_nash", deadline=case.deadline)
    if problem := _incomplete(solution):
        return Verdict(holds=False, why=problem)
    found = sorted(_pure(equilibrium.exact) for equilibrium in solution.equilibria)
    return _same_profiles(case, found, options["equals"], "pure equilibria")


def _same_profiles(case: Case, found: list[PureProfile], stated: list[Mapping[str, str]], noun: str) -> Verdict:
    claimed = sorted({case.profile(profile) for profile in stated})
    why = f"the {noun}, proven complete, are: {case.listed(found)}"
    return Verdict(claimed == found, why if claimed == found else f"{why}; claimed: {case.listed(claimed)}")


def _pure(profile: Any) -> PureProfile:
    return tuple(strategy.index(1) for strategy in profile)


def _incomplete(solution: Solution) -> str:
    """Why nothing can be said about all equilibria, empty where the list is proven complete."""
    if solution.coverage is not Coverage.SOME:
        return ""
    found = len(solution.equilibria)
    return f"the list of equilibria is not proven complete (coverage SOME, {found} found by {solution.method})"


def _equilibrium_count(case: Case, options: Options) -> Verdict:
    solution = solve(case.game, "nash", deadline=case.deadline)
    if problem := _incomplete(solution):
        return Verdict(holds=False, why=problem)
    found, claimed = len(solution.equilibria), int(options["equals"])
    why = f"the list of all extreme equilibria, proven complete by {solution.method}, holds {found}"
    return Verdict(found == claimed, why if found == claimed else f"{why}; claimed: {claimed}")


def _dominant(case: Case, options: Options) -> Verdict:
    rival = _rival(case, options)
    player, action = _player_action(case, options)
    if rival:
        return Verdict(holds=False, why=rival)
    return Verdict(holds=True, why=f"{action} pays {player} more than any other action, whatever the others do")


def _not_dominant(case: Case, options: Options) -> Verdict:
    rival = _rival(case, options)
    player, action = _player_action(case, options)
    why = rival or f"{action} pays {player} more than any other action, whatever the others do"
    return Verdict(bool(rival), why)


def _player_action(case: Case, options: Options) -> tuple[str, str]:
    player = case.player(options["player"])
    return case.game.players[player], case.game.actions[player][case.action(player, options["action"])]


def _rival(case: Case, options: Options) -> str:
    """The first profile at which another action pays at least as much, in words; empty where there is none."""
    player = case.player(options["player"])
    action = case.action(player, options["action"])
    for profile in case.profiles():
        played = (*profile[:player], action, *profile[player + 1 :])
        if profile[player] != action and case.game.payoff(player, profile) >= case.game.payoff(player, played):
            return _compared(case, player, profile, played)
    return ""


def _compared(case: Case, player: int, profile: PureProfile, played: PureProfile) -> str:
    gets = [f"{number(case.game.payoff(player, one))} at {case.words(one)}" for one in (profile, played)]
    return f"{case.game.players[player]} gets {', '.join(gets)}"


def _pareto_dominates(case: Case, options: Options) -> Verdict:
    profile, over = case.profile(options["profile"]), case.profile(options["over"])
    pairs = list(zip(case.game.players, case.payoffs(profile), case.payoffs(over), strict=True))
    losers = [f"{name} gets {number(new)} instead of {number(old)}" for name, new, old in pairs if new <= old]
    gains = [f"{name} gets {number(new)} instead of {number(old)}" for name, new, old in pairs if new > old]
    return Verdict(not losers, "; ".join(losers or gains))


def _relation(case: Case, options: Options) -> Verdict:
    tree = parse(options["expr"])
    try:
        holds = evaluate(tree, Situation(case.values)) is True
    except ScenarioError as error:
        return Verdict(holds=False, why=f"{error.message} at character {error.column}")
    return Verdict(holds, "; ".join(_sides(tree, case)) or ("it holds" if holds else "it does not hold"))


def _sides(tree: Tree, case: Case) -> Iterator[str]:
    """What both sides of a comparison are worth."""
    if isinstance(tree, Binary) and tree.operator not in ("and", "or"):
        for side, part in (("left", tree.left), ("right", tree.right)):
            yield f"the {side} side is {number(exact(evaluate(part, Situation(case.values))))}"


def _grim_threshold(case: Case, options: Options) -> Verdict:
    player = case.player(options["player"])
    path, punishment = case.profile(options["path"]), case.profile(options["punishment"])
    claimed = exact(evaluate(parse(options["equals"]), Situation(case.values)))
    answer = threshold(case, path, punishment)
    found, name, words = answer.by_player[player], case.game.players[player], case.words(path)
    if found is None:
        return Verdict(holds=False, why=f"no patience makes {name} keep to {words}")
    if (most := _ceiling(answer.stage_game, path, player, punishment)) is not None:
        return Verdict(holds=False, why=f"{name} keeps to {words} only where it is no more patient than {most}")
    least = f"{found} ({nearest_float(found):.4g})"
    why = f"{name} keeps to {words} for ever if and only if its discount factor is at least {least}"
    return Verdict(found == claimed, why if found == claimed else f"{why}; claimed: {claimed}")


def _ceiling(stage: NormalFormGame, path: PureProfile, player: int, punishment: PureProfile) -> Fraction | None:
    """The greatest discount factor of `player` that will do, where the punishment pays it more than the path."""
    tempted = lure(stage, path, player, pure_as_mixed(punishment, stage.shape))
    return tempted.ceiling if tempted else None


def _welfare_max(case: Case, options: Options) -> Verdict:
    best = largest_total(case)
    claimed = sorted({case.profile(profile) for profile in options["equals"]})
    why = f"the largest total is {number(best.total)}, at {case.listed(list(best.profiles))}"
    if claimed == list(best.profiles):
        return Verdict(holds=True, why=why)
    totals = [f"{case.words(profile)} has {number(sum(case.payoffs(profile), Fraction(0)))}" for profile in claimed]
    return Verdict(holds=False, why=f"{why}; claimed: {' and '.join(totals) or 'none'}")


_CHECKS: dict[str, Callable[[Case, Options], Verdict]] = {
    "pure_equilibria": _pure_equilibria,
    "dominant": _dominant,
    "not_dominant": _not_dominant,
    "equilibrium_count": _equilibrium_count,
    "pareto_dominates": _pareto_dominates,
    "relation": _relation,
    "grim_threshold": _grim_threshold,
    "welfare_max": _welfare_max,
}
