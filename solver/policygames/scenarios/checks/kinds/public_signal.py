"""What like players sustain together when all they see is a noisy public signal."""

from __future__ import annotations

from fractions import Fraction

from policygames.analysis.minmax import minmax
from policygames.games import PublicMonitoring, PureProfile, RepeatedGame
from policygames.numerics.exact import nearest_float
from policygames.scenarios.cases import Case, number
from policygames.scenarios.checks.answers import amount, played
from policygames.scenarios.checks.check import Check, Options, Verdict, undecided
from policygames.scenarios.checks.meanings import Formula, PlayerId, Profile
from policygames.scenarios.checks.sustained import best_symmetric
from policygames.scenarios.fields import Record, Words
from policygames.search import solve

STEP = Fraction(1, 10**9)
"""How much less patience is tried below a threshold, and how near to 1 where a threshold is said not to exist."""


class PublicSignal(Record):
    """The best strongly symmetric value is `value`, from the discount factor `threshold` on.

    Without both, no patience sustains `path` in this class. `false_alarm` is the probability of a signal at `path`,
    `detection` that of the same signal after the best deviation of `player`; `punishment` is what follows for ever.
    """

    kind: Words
    player: PlayerId
    path: Profile
    punishment: Profile
    false_alarm: Formula
    detection: Formula
    value: Formula = ""
    threshold: Formula = ""


def decide(case: Case, options: Options) -> Verdict:
    """By the exact interval of strongly symmetric payoffs, at the threshold and just below it."""
    repeated, path = played(case), case.profile(options["path"])
    player = case.player(options["player"])
    if problem := _other_signal(case, repeated, player, options):
        return Verdict(holds=False, why=problem)
    if not options["threshold"]:
        return _never(case, repeated, player, path)
    value, threshold = amount(case, options["value"]), amount(case, options["threshold"])
    at, below = (best_symmetric(case, repeated.at(one)) for one in (threshold, threshold - STEP))
    if at is None or below is None:
        return undecided("the interval of payoffs is not proven")
    why = (
        f"at the discount factor {threshold} ({nearest_float(threshold):.4g}) the best strongly symmetric value is "
        f"{number(at)}; at 10^-9 less it is {number(below)}"
    )
    if at == value and below < value:
        return Verdict(holds=True, why=why)
    return Verdict(holds=False, why=f"{why}; claimed: {number(value)} from there on, less before")


def _other_signal(case: Case, repeated: RepeatedGame, player: int, options: Options) -> str:
    """Why no signal has the stated probabilities; empty where one has."""
    path, monitoring = case.profile(options["path"]), repeated.monitoring
    stated = (amount(case, options["false_alarm"]), amount(case, options["detection"]))
    if monitoring is None:
        return "all actions are seen: there is no signal"
    left = _deviation(case, player, path)
    rows = zip(monitoring.signals, *(_chances(monitoring, one) for one in (path, left)), strict=True)
    found = {name: (kept, broken) for name, kept, broken in rows}
    if stated in found.values():
        return ""
    told = "; ".join(f"{name} {number(kept)} and {number(broken)}" for name, (kept, broken) in found.items())
    return f"no signal has these probabilities on the path and after a deviation: {told}"


def _chances(monitoring: PublicMonitoring, profile: PureProfile) -> list[Fraction]:
    """The probability of each signal."""
    seen = dict(monitoring.after(profile))
    return [seen.get(signal, Fraction(0)) for signal in monitoring.signals]


def _deviation(case: Case, player: int, path: PureProfile) -> PureProfile:
    """The profile after the deviation that gains `player` most at once."""
    others = [action for action in range(case.game.shape[player]) if action != path[player]]
    profiles = [(*path[:player], action, *path[player + 1 :]) for action in others]
    return max(profiles, key=lambda profile: case.game.payoff(player, profile))


def _never(case: Case, repeated: RepeatedGame, player: int, path: PureProfile) -> Verdict:
    ceiling = _ceiling(case, repeated, player, path)
    floor = minmax(case.game, player=player, strategies="pure").exact
    name, words = case.game.players[player], case.words(path)
    if ceiling is None:
        return Verdict(holds=True, why=f"no signal tells {words} from a deviation of {name}")
    why = f"whatever the patience, deterring {name} at {words} leaves at most {number(ceiling)}"
    if floor is not None and ceiling < floor:
        return Verdict(holds=True, why=f"{why}, less than the {number(floor)} that it can secure alone")
    top = best_symmetric(case, repeated.at(1 - STEP))
    if top is not None and top > max(case.game.payoff(player, one) for one in _stage_equilibria(case)):
        return Verdict(holds=False, why=f"{why}; near 1 the best strongly symmetric value is {number(top)}")
    return undecided(f"{why}, which does not rule it out")


def _stage_equilibria(case: Case) -> list[PureProfile]:
    found = solve(case.game, "pure_nash", deadline=case.deadline).equilibria
    return [tuple(strategy.index(1) for strategy in one.exact) for one in found]


def _ceiling(case: Case, repeated: RepeatedGame, player: int, path: PureProfile) -> Fraction | None:
    """The most that `path` can be worth when a deviation is deterred by what follows signals; None: nothing deters.

    Source: Abreu, Milgrom and Pearce, Econometrica 59 (1991) 1713-1733: R - gain / (likelihood ratio - 1).
    """
    monitoring = repeated.monitoring
    assert monitoring is not None  # noqa: S101 - a signal was found
    left, stage = _deviation(case, player, path), case.game
    gain = stage.payoff(player, left) - stage.payoff(player, path)
    pairs = list(zip(_chances(monitoring, path), _chances(monitoring, left), strict=True))
    if gain <= 0 or any(broken and not kept for kept, broken in pairs):
        return stage.payoff(player, path)
    ratio = max(Fraction(broken) / kept for kept, broken in pairs if kept)
    return stage.payoff(player, path) - gain / (ratio - 1) if ratio > 1 else None


CHECK = Check("public_signal", PublicSignal, decide)
