"""The page of a scenario in Markdown: its question, what is played for, what it finds and why, and its sources."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction

from policygames.documents import Parameter, ScenarioDocument, Term
from policygames.games import NormalFormGame, SymmetricGame
from policygames.numerics.compositions import compositions
from policygames.results.tables import aligned, payoff_table
from policygames.results.wording import number
from policygames.scenarios.cases import number as exact_number
from policygames.scenarios.findings import Finding
from policygames.scenarios.pictures import picture
from policygames.scenarios.scenario import Scenario

GENERATED = "<!-- Written by `make pages` from the scenario's file: change that, not this. -->"


@dataclass(frozen=True, slots=True)
class Page:
    """The text of a page, and its picture as SVG; empty where no picture helps."""

    text: str
    picture: str


def page(scenario: Scenario, *, deadline: float | None = None) -> Page:
    """The page of `scenario`, its findings checked; `deadline` is in seconds a search."""
    document, drawn = scenario.document, picture(scenario)
    parts = [
        *_head(document),
        *_section("What is played", [*_cast(document), *_played(document)]),
        *_section(f"Payoffs{f', in {document.payoffs.unit}' if document.payoffs.unit else ''}", _payoffs(scenario)),
        *([f"![Payoffs]({document.id}.svg)", ""] if drawn else []),
        *_section("Findings", _findings(document, scenario.findings(deadline=deadline))),
        *_section("Parameters", _parameters(document.parameters)),
        *_section("Sources", [f"- `{one.id}`: {_source(one.title, one.locator, one.url)}" for one in document.sources]),
    ]
    return Page("\n".join(parts).rstrip() + "\n", drawn)


def index(scenarios: Sequence[Scenario]) -> str:
    """The page that lists all scenarios, by topic."""
    topics = sorted({topic for one in scenarios for topic in one.topics})
    lines = [GENERATED, "", "# The catalogue of scenarios", ""]
    for topic in topics:
        about = [f"- [{one.title}]({one.id}.md): {one.question}" for one in scenarios if topic in one.topics]
        lines += [f"## {topic.replace('_', ' ').capitalize()}", "", *about, ""]
    return "\n".join(lines).rstrip() + "\n"


def _head(document: ScenarioDocument) -> list[str]:
    topics = ", ".join(topic.replace("_", " ") for topic in document.topics)
    dated = f"; as of {document.as_of}" if document.as_of else ""
    about = f"`{document.id}` {document.version}; topics: {topics}{dated}"
    return [GENERATED, "", f"# {document.title}", "", about, "", f"**{document.question}**", "", document.summary, ""]


def _section(heading: str, lines: Iterable[str]) -> list[str]:
    return [f"## {heading}", "", *lines, ""]


def _cast(document: ScenarioDocument) -> list[str]:
    return [
        f"- {player.name}{f' ({player.members} alike)' if player.members else ''}: "
        + "; ".join(f"{action.name} (`{action.id}`)" for action in player.actions)
        for player in document.players
    ]


def _played(document: ScenarioDocument) -> list[str]:
    game = document.game
    words = {"normal": "Once, all choosing at the same time.", "bayesian": "Once, by players who know their own type."}
    if game.type != "repeated":
        return ["", words[game.type]]
    periods = f"For {game.periods} periods" if game.periods else "For ever"
    seen = "all see a public signal only" if game.monitoring else "all actions are seen"
    return ["", f"{periods}, period after period; {seen}."]


def _payoffs(scenario: Scenario) -> list[str]:
    stage = scenario.stage_game()
    table = _by_counts(stage) if isinstance(stage, SymmetricGame) else payoff_table(stage)
    large = isinstance(stage, NormalFormGame) and len(stage.players) > 3
    shown = [] if large or not table else ["```text", table, "```", ""]
    return [*shown, *_terms(scenario.document.payoffs.terms)]


def _by_counts(game: SymmetricGame) -> str:
    """What each action pays by how many of the others choose each; of one group."""
    if len(game.sizes) > 1:
        return ""
    names, payoffs = game.actions[0], game.payoffs_by_counts(0)
    others = compositions(game.sizes[0] - 1, len(names)).tolist()
    rows = [
        [*map(str, counts), *(number(payoffs[own * len(others) + place]) for own in range(len(names)))]
        for place, counts in enumerate(others)
    ]
    head = [*(f"others: {name}" for name in names), *(f"pays: {name}" for name in names)]
    return "\n".join(aligned([head, *rows]))


def _terms(terms: Sequence[Term]) -> list[str]:
    return [
        f"- `{term.id}`, to {', '.join(term.to)}: `{term.value}`"
        + (f" where `{term.when}`" if term.when else "")
        + (f". {term.why}" if term.why else "")
        for term in terms
    ]


def _findings(document: ScenarioDocument, findings: Sequence[Finding]) -> list[str]:
    lines = []
    for stated, found in zip(document.findings, findings, strict=True):
        verdict = {True: "holds", False: "**does not hold**", None: "**not decided**"}[found.holds]
        given = ", ".join(f"{document.labels[name]} = {exact_number(value)}" for name, value in stated.given.items())
        lines += [
            f"- {found.claim}{f' (with {given})' if given else ''}",
            f"  `{found.id}` {verdict}: {found.why.removesuffix('.')}.",
        ]
    return lines


def _parameters(parameters: Sequence[Parameter]) -> list[str]:
    rows = [["parameter", "value", "unit", "range", "basis", "note"], ["---"] * 6]
    return [f"| {' | '.join(row)} |" for row in [*rows, *map(_parameter, parameters)]]


def _parameter(parameter: Parameter) -> list[str]:
    value = f"`{parameter.formula}`" if parameter.value is None else _plain(parameter.value)
    reach = " to ".join(map(_plain, parameter.range)) if parameter.range else ""
    basis = parameter.basis + (f" ({', '.join(parameter.sources)})" if parameter.sources else "")
    name = f"`{parameter.id}`{f': {parameter.name}' if parameter.name else ''}"
    return [name, value, parameter.unit, reach, basis, parameter.note.replace("|", "\\|")]


def _plain(value: Fraction) -> str:
    return exact_number(value)


def _source(title: str, locator: str, url: str) -> str:
    return title + (f", {locator}" if locator else "") + (f", <{url}>" if url else "")
