"""Games and answers as a notebook shows them: small tables and paragraphs, without styles of their own."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from fractions import Fraction
from functools import singledispatch
from html import escape
from typing import Any

from policygames import registry
from policygames.errors import UnsupportedError
from policygames.games import BayesianGame, Game, NormalFormGame, PureProfile, RepeatedGame, SymmetricGame
from policygames.numerics.best_responses import pure_equilibria
from policygames.numerics.compositions import compositions
from policygames.report import payoff_sets
from policygames.report.figures import svg
from policygames.report.strategies import strategies_of
from policygames.results import Equilibrium, PayoffSet, Solution
from policygames.results.finding import Finding
from policygames.results.payment_intervention import PaymentIntervention
from policygames.results.strategy import Strategy
from policygames.results.tables import payoff_table
from policygames.results.wording import listed, number, ratio

MOST_CELLS, MOST_LINES = 64, 12
"""Cells of a matrix, and paragraphs of an answer, that are shown."""


@singledispatch
def shown(thing: Any) -> str:
    """HTML for a notebook: a sentence with a table, or paragraphs, where a thing has such; else what `repr` says."""
    if hasattr(thing, "sentence") and hasattr(thing, "to_frame"):
        frame = thing.to_frame()
        table = frame.to_html(index=False, border=0, na_rep="") if len(frame) else ""
        return f"<p>{escape(thing.sentence)}</p>{table}"
    if callable(getattr(thing, "explain", None)):
        return _paragraphs(thing.explain())
    return f"<pre>{escape(repr(thing))}</pre>"


def _paragraphs(text: str) -> str:
    lines = [line for line in text.splitlines() if line.strip()]
    more = f"<p>… and {len(lines) - MOST_LINES} more paragraphs</p>" if len(lines) > MOST_LINES else ""
    return "".join(f"<p>{escape(line)}</p>" for line in lines[:MOST_LINES]) + more


@shown.register
def _payments(found: PaymentIntervention) -> str:
    """The words, and the game once the promises are made."""
    after = f"<p>The game once this is promised:</p>{shown(found.game)}" if found.change else ""
    return _paragraphs(found.explain()) + after


@shown.register
def _finding(finding: Finding) -> str:
    held = {True: "Holds", False: "Does not hold", None: "Not decided"}[finding.holds]
    return f"<p><b>{held}:</b> {escape(finding.claim)}</p><p>{escape(finding.why)}</p>"


@shown.register
def _equilibrium(one: Equilibrium) -> str:
    """Who plays what, and what that pays; strategies of repeated games in words."""
    concept = registry.concept(one.certificate.concept).name
    lines = [[line.who, line.words, line.paid] for line in strategies_of(one)]
    if lines:
        return _table(f"{concept}, proven", ["player", "plays", "gets"], lines)
    if one.advice is not None:
        drawn = [_drawn(one.game, profile, chance) for profile, chance in one.advice.chances]
        return _table(f"{concept}, proven: what a mediator draws", ["profile", "probability"], drawn)
    if one.strategy is not None and isinstance(one.game, RepeatedGame):
        words = Strategy(one.game.stage_game, one.strategy, one.game.monitoring).explain()
        return f"<p><b>{escape(concept)}, proven</b></p>{_paragraphs(words)}"
    sets = [[name, ", ".join(kept)] for name, kept in zip(one.game.players, one.action_sets or (), strict=False)]
    return _table(f"{concept}, proven", ["player", "actions left"], sets) if sets else f"<pre>{escape(repr(one))}</pre>"


def _drawn(game: Game, profile: PureProfile, chance: Fraction) -> list[str]:
    names = game.actions if isinstance(game, NormalFormGame) else ()
    return ["; ".join(own[action] for own, action in zip(names, profile, strict=True)), ratio(chance)]


@shown.register
def _normal(game: NormalFormGame) -> str:
    """A matrix of two players, pure equilibria in bold; a list of profiles of more."""
    if len(game.shape) != 2 or game.shape[0] * game.shape[1] > MOST_CELLS:
        return f"<pre>{escape(payoff_table(game) or repr(game))}</pre>"
    stable = set(pure_equilibria(game.numerators))
    rows: list[list[str | Callable[[], str]]] = [
        [name, *(_cell(game, (i, j), bold=(i, j) in stable) for j in range(game.shape[1]))]
        for i, name in enumerate(game.actions[0])
    ]
    first, second = game.players
    told = f"Rows: {first}; columns: {second}. Each cell: {first}; {second}. Pure equilibria of this table are bold."
    return _table(told, [f"{first} ↓, {second} →", *game.actions[1]], rows)


def _cell(game: NormalFormGame, profile: tuple[int, int], *, bold: bool) -> Callable[[], str]:
    paid = escape("; ".join(number(game.payoff(player, profile)) for player in (0, 1)))
    return lambda: f"<b>{paid}</b>" if bold else paid


@shown.register
def _repeated(game: RepeatedGame) -> str:
    often = "for ever" if game.periods is None else f"over {game.periods} periods"
    factors = [f"{name} {ratio(one)}" for name, one in zip(game.players, game.discount, strict=True)]
    seen = ", with a public signal in place of the actions" if game.monitoring else ""
    return f"<p>Played {often}{seen}; discount factors: {escape(listed(factors))}.</p>{shown(game.stage_game)}"


@shown.register
def _symmetric(game: SymmetricGame) -> str:
    """What each action pays by how many of the others choose each; of one group."""
    if len(game.sizes) > 1 or len(game.payoffs_by_counts(0)) > MOST_CELLS * len(game.actions[0]):
        return f"<pre>{escape(repr(game))}</pre>"
    others = compositions(game.sizes[0] - 1, len(game.actions[0])).tolist()
    payoffs = game.payoffs_by_counts(0)
    rows = [
        [*map(str, counts), *(number(payoffs[own * len(others) + place]) for own in range(len(game.actions[0])))]
        for place, counts in enumerate(others)
    ]
    head = [*(f"others: {name}" for name in game.actions[0]), *(f"pays {name}" for name in game.actions[0])]
    return _table(f"{game.sizes[0]} players alike, by how many of the others choose what", head, rows)


@shown.register
def _bayesian(game: BayesianGame) -> str:
    parts = []
    for types, chance in game.possible:
        names = listed([game.name_of(agent) for agent in enumerate(types)])
        parts.append(f"<p>With probability {escape(ratio(chance))}: {escape(names)}</p>{shown(game.game_at(types))}")
    return "".join(parts)


@shown.register
def _solution(solution: Solution) -> str:
    """What it says, first paragraphs first, and the picture of a set of payoffs."""
    first, *rest = solution.explain().splitlines()
    items = "".join(f"<li>{escape(line)}</li>" for line in rest[:MOST_LINES])
    more = f"<p>… and {len(rest) - MOST_LINES} more paragraphs</p>" if len(rest) > MOST_LINES else ""
    picture = "" if solution.payoff_set is None else shown(solution.payoff_set)
    return f"<p><b>{escape(first)}</b></p><ul>{items}</ul>{more}{picture}"


@shown.register
def _payoff_set(payoff_set: PayoffSet) -> str:
    """The picture of two players' payoffs; of more what `repr` says."""
    try:
        drawn = svg(payoff_sets.plot(payoff_set))
    except UnsupportedError:
        return f"<pre>{escape(repr(payoff_set)[:2000])}</pre>"
    return drawn[drawn.index("<svg") :]


def _table(caption: str, head: Sequence[str], rows: Sequence[Sequence[str | Callable[[], str]]]) -> str:
    """Texts are escaped; what is called gives markup."""
    top = "".join(f'<th scope="col">{escape(one)}</th>' for one in head)
    body = "".join(f"<tr>{''.join(map(_entry, row, range(len(row))))}</tr>" for row in rows)
    return f"<table><caption>{escape(caption)}</caption><thead><tr>{top}</tr></thead><tbody>{body}</tbody></table>"


def _entry(cell: str | Callable[[], str], place: int) -> str:
    text = escape(cell) if isinstance(cell, str) else cell()
    return f"<td>{text}</td>" if place else f'<th scope="row">{text}</th>'
