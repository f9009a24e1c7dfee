"""Findings changed a little so that they are false: by kind of check, one number or one action at a time."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

from policygames.documents import ScenarioDocument, StatedFinding
from policygames.scenarios.checks import checks_by_kind

Options = dict[str, Any]
Players = dict[str, list[str]]


def wrong(document: ScenarioDocument, stated: StatedFinding) -> Iterator[StatedFinding]:
    """The finding, changed so that it must not hold, in every way that is known for its kind."""
    players = {player.id: [action.id for action in player.actions] for player in document.players}
    if stated.kind in ("dominant", "not_dominant"):
        yield replace(stated, kind={"dominant": "not_dominant", "not_dominant": "dominant"}[stated.kind])
    for options in _CHANGES.get(stated.kind, _nothing)(dict(stated.options), players):
        yield replace(stated, options=options)


def _nothing(options: Options, players: Players) -> Iterator[Options]:
    yield from ()


def another(actions: list[str], action: str) -> str:
    return next(other for other in actions if other != action)


def _swapped(profile: dict[str, str], players: Players) -> dict[str, str]:
    first = next(iter(profile))
    return {**profile, first: another(players[first], profile[first])}


def _profiles(options: Options, players: Players) -> Iterator[Options]:
    if not options["equals"]:
        yield {**options, "equals": [{name: actions[0] for name, actions in players.items()}]}
        return
    first, *rest = options["equals"]
    yield {**options, "equals": rest}
    if _swapped(first, players) not in rest:
        yield {**options, "equals": [_swapped(first, players), *rest]}


def _counts(options: Options, players: Players) -> Iterator[Options]:
    first, *rest = options["equals"]
    giver = next(place for place, count in enumerate(first) if count)
    moved = list(first)
    moved[giver] -= 1
    moved[giver - 1] += 1
    yield {**options, "equals": rest}
    if moved not in rest:
        yield {**options, "equals": [moved, *rest]}


def _more(field: str, by: str) -> Callable[[Options, Players], Iterator[Options]]:
    def change(options: Options, players: Players) -> Iterator[Options]:
        for sign in "+-":
            yield {**options, field: f"({options[field]}) {sign} {by}"}

    return change


def _flipped(field: str) -> Callable[[Options, Players], Iterator[Options]]:
    def change(options: Options, players: Players) -> Iterator[Options]:
        yield {**options, field: not options[field]}

    return change


def _odds(options: Options, players: Players) -> Iterator[Options]:
    for player, own in options["probability"].items():
        for action, formula in own.items():
            changed = {**own, action: f"({formula}) + 1/1000"}
            yield {**options, "probability": {**options["probability"], player: changed}}


def _by_player(options: Options, field: str) -> Iterator[Options]:
    for player, formula in options[field].items():
        yield {**options, field: {**options[field], player: f"({formula}) + 1/1000000"}}


def _dominant(options: Options, players: Players) -> Iterator[Options]:
    yield {**options, "action": another(players[options["player"]], options["action"])}


def _leader(options: Options, players: Players) -> Iterator[Options]:
    yield {**options, "action": another(players[options["leader"]], options["action"])}


def _signal(options: Options, players: Players) -> Iterator[Options]:
    if not options["threshold"]:
        yield {**options, "value": "0", "threshold": "9/10"}
    else:
        for field in ("value", "threshold"):
            yield from _more(field, "1/1000000")(options, players)
        yield {**options, "value": "", "threshold": ""}
    for field in ("false_alarm", "detection"):
        yield {**options, field: f"({options[field]}) / 2"}


def _typed(options: Options, players: Players) -> Iterator[Options]:
    for player, answer in options["profile"].items():
        for kind, action in answer.items() if isinstance(answer, dict) else [("", answer)]:
            swapped = another(players[player], action)
            changed = {**answer, kind: swapped} if kind else swapped
            yield {**options, "profile": {**options["profile"], player: changed}}


def _stable(options: Options, players: Players) -> Iterator[Options]:
    yield {**options, "equals": options["equals"][1:]}


def _punishment(options: Options, players: Players) -> Iterator[Options]:
    yield from _flipped("holds")(options, players)
    yield from _by_player(options, "value")


def _shortest(options: Options, players: Players) -> Iterator[Options]:
    yield from ({**options, "periods": options["periods"] + by} for by in (-1, 1))


def _flips(options: Options, players: Players) -> Iterator[Options]:
    yield {**options, "holds": {"below": "above", "above": "below"}[options["holds"]]}
    yield from _more("at", "1/1000")(options, players)
    if options["at_threshold"] is not None:
        yield from _flipped("at_threshold")(options, players)


def _relation(options: Options, players: Players) -> Iterator[Options]:
    yield {"expr": f"not ({options['expr']})"}
    if "==" in options["expr"]:
        yield {"expr": f"{options['expr']} + 0.0001"}


_NUMBER = _more("equals", "1/1000000")
_CHANGES: dict[str, Callable[[Options, Players], Iterator[Options]]] = {
    "pure_equilibria": _profiles,
    "welfare_max": _profiles,
    "risk_dominant": _profiles,
    "pure_equilibrium_counts": _counts,
    "equilibrium_count": lambda options, _: iter([{**options, "equals": options["equals"] + 1}]),
    "dominant": _dominant,
    "not_dominant": _nothing,
    "equilibrium": _flipped("holds"),
    "pareto_dominates": lambda options, _: iter([{"profile": options["over"], "over": options["profile"]}]),
    "relation": _relation,
    "grim_threshold": _NUMBER,
    "critical_discount": _NUMBER,
    "correlated_max": _NUMBER,
    "strongly_symmetric_max": _NUMBER,
    "value_of_information": _NUMBER,
    "least_payment": _NUMBER,
    "mixed_equilibrium": _odds,
    "symmetric_equilibrium": _odds,
    "leader_commitment": _leader,
    "public_signal": _signal,
    "bayesian_pure_contains": _typed,
    "bayesian_pure_excludes": _dominant,
    "evolutionarily_stable": _stable,
    "potential": _flipped("exists"),
    "payoffs": lambda options, _: _by_player(options, "equals"),
    "rationalizable": lambda options, players: iter(
        {**options, "equals": {**options["equals"], player: players[player]}}
        for player, kept in options["equals"].items()
        if kept != players[player]
    ),
    "limited_punishment": _punishment,
    "shortest_punishment": _shortest,
    "flips": _flips,
}
assert set(_CHANGES) == set(checks_by_kind()), "a kind of check that no test gets wrong"
