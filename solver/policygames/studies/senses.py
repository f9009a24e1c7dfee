"""What a stated finding means in a draw, and whether it holds there: by the checks of scenarios, one game at a time.

A finding that states a number, such as the least patience at the file's values, would hold in next to no draw, for its
number is another in each. Such a finding is asked for what it is about: does it hold at the patience that is drawn?
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from fractions import Fraction
from functools import cache
from typing import Any

from policygames.certificates import Coverage
from policygames.documents import StatedFinding
from policygames.errors import PolicyGamesError
from policygames.games import NormalFormGame
from policygames.results import Threshold
from policygames.scenarios.cases import Case
from policygames.scenarios.checks import Options, check_of
from policygames.scenarios.checks.answers import is_pure, played, seat
from policygames.scenarios.checks.sustained import best_symmetric
from policygames.scenarios.compiler import stage_game
from policygames.scenarios.expressions import names_in, parse
from policygames.scenarios.findings import check
from policygames.scenarios.patience import threshold
from policygames.scenarios.values import parameter_values
from policygames.search import solve
from policygames.studies.answers import check_uninterrupted

AS_STATED = "as stated, at the drawn values"
_Decided = bool | None


def sense_of(stated: StatedFinding) -> str:
    """What is asked of each draw, in words."""
    return _sense(stated.kind, stated.options)[0]


def asked_instead(stated: StatedFinding) -> str:
    """The same where it is something else than the claim; empty where the claim itself is asked."""
    asked = sense_of(stated)
    return "" if asked == AS_STATED else asked


def holds(stated: StatedFinding, case: Case) -> _Decided:
    """Whether the finding holds in `case`; None where that is not decided. Raises KeyboardInterrupt at Ctrl-C."""
    try:
        return _sense(stated.kind, stated.options)[1](case, stated.options)
    except PolicyGamesError:
        return None


def held_apart(findings: Sequence[StatedFinding], case: Case, values: Mapping[str, Fraction]) -> dict[str, _Decided]:
    """Finding → whether it holds where `case` has these values, what it takes as given in their place; None: unknown.

    Findings with the same values share their game.
    """
    at = cache(lambda given: case_at(case, {**values, **dict(given)}))
    return {one.id: _holds(one, at) for one in findings}


def _holds(stated: StatedFinding, at: Callable[[tuple[tuple[str, Fraction], ...]], Case]) -> _Decided:
    try:
        return holds(stated, at(tuple(stated.given.items())))
    except PolicyGamesError:  # no game there
        return None


def case_at(case: Case, values: Mapping[str, Fraction]) -> Case:
    """The same scenario at other values of its parameters. Raises GameError where it has no game there."""
    free = {one.id for one in case.document.parameters if not one.formula}
    chosen = parameter_values(case.document, {name: own for name, own in values.items() if name in free})
    return replace(case, values=chosen, stage=stage_game(case.document, chosen))


_Decide = Callable[[Case, Options], _Decided]


def _sense(kind: str, options: Options) -> tuple[str, _Decide]:
    """What is asked of a draw in place of the claim, and how that is decided."""
    found = _SENSES.get(kind)
    if found is None or not found[0](options):
        return AS_STATED, lambda case, fields: check(case, kind, fields).holds
    return found[1:]


def _numbers_only(*texts: str) -> bool:
    """Whether these formulas name no parameter: they are numbers of the file's own values."""
    return not any(names_in(parse(text)) for text in texts)


def _grim(case: Case, options: Options) -> _Decided:
    """Whether the player keeps to the path at its own discount factor, where the punishment is credible."""
    player = seat(case, options["player"])
    path, punishment = case.profile(options["path"]), case.profile(options["punishment"])
    if not _credible(case, punishment):
        return False
    answer = threshold(case, path, punishment)
    assert isinstance(answer, Threshold)  # noqa: S101 - the answer to one profile and a given punishment
    patience, least, most = played(case).discount[player], answer.by_player[player], answer.ceiling
    return least is not None and least <= patience and (most is None or patience <= most)


def _credible(case: Case, punishment: tuple[int, ...]) -> bool:
    """Whether the profile is an equilibrium of the stage game."""
    game = case.game
    deviations = (
        (player, (*punishment[:player], action, *punishment[player + 1 :]))
        for player, width in enumerate(game.shape)
        for action in range(width)
    )
    return all(game.payoff(player, one) <= game.payoff(player, punishment) for player, one in deviations)


def _critical(case: Case, options: Options) -> _Decided:
    """Whether the path is sustained at the common discount factor; not decided where players' own differ."""
    patience = set(played(case).discount)
    if len(patience) > 1:
        return None
    answer = threshold(case, case.profile(options["path"]), options.get("punishment", "optimal"))
    if answer.exact is None and answer.interval is None:
        return False
    (own,) = patience
    if answer.exact is None:
        low, high = answer.interval or (Fraction(0), Fraction(1))
        return None if low < own <= high else own > high
    most = getattr(answer, "ceiling", None)
    return bool(answer.exact <= own and (most is None or own <= most))


def _under_a_signal(case: Case, _: Options) -> _Decided:
    """Whether some strongly symmetric equilibrium is worth more than every pure equilibrium of one period."""
    repeated = played(case)
    best = best_symmetric(case, repeated)
    found = solve(case.game, "pure_nash", deadline=case.deadline)
    check_uninterrupted(found.termination)
    alike = [max(one.exact_payoffs) for one in found.equilibria if len(set(one.exact_payoffs)) == 1]
    return None if best is None else best > max(alike, default=min(case.game.payoffs_of(_even(case.game))))


def _even(game: NormalFormGame) -> tuple[tuple[Fraction, ...], ...]:
    return tuple((Fraction(1, width),) * width for width in game.shape)


def _punished(case: Case, options: Options) -> _Decided:
    """The strategy is an equilibrium, or none, as is claimed; what it is worth is another number in each draw."""
    return check(case, "limited_punishment", {**options, "value": {}}).holds


def _mixed(case: Case, options: Options) -> _Decided:
    """Whether in some equilibrium all actions whose odds are stated are played sometimes, by players who mix."""
    odds = [
        (case.player(name), case.action(case.player(name), action))
        for name, own in options["probability"].items()
        for action in own
    ]
    found = solve(case.game, "nash", deadline=case.deadline)
    check_uninterrupted(found.termination)
    profiles = [one.exact for one in found.equilibria if one.exact is not None and not is_pure(one.exact)]
    if any(all(0 < profile[player][action] < 1 for player, action in odds) for profile in profiles):
        return True
    return False if found.coverage is Coverage.ALL else None


def _that_side(case: Case, options: Options) -> _Decided:
    """What is claimed on one side of the threshold, at the value that is drawn."""
    inner: Mapping[str, Any] = options["check"]
    fields = {name: entry for name, entry in inner.items() if name != "kind"}
    kind = check_of(inner["kind"])
    return _sense(inner["kind"], kind.completed(fields) if kind else fields)[1](case, fields)


def _of_odds(options: Options) -> bool:
    return _numbers_only(*(text for own in options["probability"].values() for text in own.values()))


_PATIENT = "does it hold at the drawn discount factor?"
_SENSES: dict[str, tuple[Callable[[Options], bool], str, _Decide]] = {
    "grim_threshold": (lambda options: _numbers_only(options["equals"]), _PATIENT, _grim),
    "critical_discount": (lambda options: _numbers_only(options["equals"]), _PATIENT, _critical),
    "public_signal": (
        lambda options: bool(options.get("threshold")),
        "is more than a stage equilibrium sustained at the drawn discount factor?",
        _under_a_signal,
    ),
    "limited_punishment": (
        lambda options: bool(options.get("value")),
        "is the strategy an equilibrium at the drawn values?",
        _punished,
    ),
    "mixed_equilibrium": (_of_odds, "is there an equilibrium that mixes these actions?", _mixed),
    "flips": (
        lambda options: _numbers_only(options["at"]),
        "does what is claimed on that side hold at the drawn values?",
        _that_side,
    ),
}
"""Kind → which options are numbers of the file's own values; what is asked then; how it is decided."""
