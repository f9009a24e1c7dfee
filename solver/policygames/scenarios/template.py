"""The text of a new scenario file: a small game that holds, with comments that say what to put in its place."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from policygames.scenarios.expressions.tokens import RESERVED

_NO_ID = re.compile(r"[^a-z0-9]+")


@dataclass(frozen=True, slots=True)
class Outline:
    """What a new file begins with: who plays, by name, and what each can do; the last action is the tempting one."""

    id: str = "my_scenario"
    title: str = "A new scenario"
    question: str = "When do both sides hold back?"
    topic: str = "detente"
    players: Mapping[str, Sequence[str]] = field(
        default_factory=lambda: {"United States": ("Hold back", "Race"), "China": ("Hold back", "Race")}
    )


def template(outline: Outline | None = None) -> str:
    """A file in which every player is tempted by the last action, and all are worse off when all give way to it."""
    about = outline or Outline()
    cast = _cast(about.players)
    tempting = {player: actions[-1][0] for player, actions in cast.items()}
    return _TEXT.format(
        id=about.id,
        title=_quoted(about.title),
        question=_quoted(about.question),
        topic=about.topic,
        players="\n".join(_player(name, *pair) for name, pair in zip(about.players, cast.items(), strict=True)),
        actions=", ".join(dict.fromkeys(action for own in cast.values() for action, _ in own)),
        others=len(cast) - 1,
        first=next(iter(cast)),
        first_tempting=next(iter(tempting.values())),
        all_tempted=", ".join(f"{player}: {action}" for player, action in tempting.items()),
        all_calm=", ".join(f"{player}: {actions[0][0]}" for player, actions in cast.items()),
    )


def identifier(name: str, taken: Sequence[str] = ()) -> str:
    """An id made of `name`: small letters, digits and _, a letter first, none of those `taken`."""
    stem = _NO_ID.sub("_", name.lower()).strip("_")[:50]
    stem = stem if stem[:1].isalpha() else f"x_{stem}".rstrip("_")
    used = {*taken, *RESERVED, *_PARAMETERS}
    numbered = (stem if number == 1 else f"{stem}_{number}" for number in range(1, len(used) + 3))
    return next(one for one in numbered if one not in used)


def _cast(players: Mapping[str, Sequence[str]]) -> dict[str, list[tuple[str, str]]]:
    """The id of each player, with the ids and names of its actions; what is called the same has the same id."""
    ids: dict[str, str] = {}
    for name in players:
        ids[name] = identifier(name, list(ids.values()))
    actions: dict[str, str] = {}
    for action in (action for own in players.values() for action in own):
        actions.setdefault(action, identifier(action, [*ids.values(), *actions.values()]))
    return {ids[name]: [(actions[action], action) for action in own] for name, own in players.items()}


def _player(name: str, player: str, actions: Sequence[tuple[str, str]]) -> str:
    last = actions[-1][0]
    listed = "\n".join(
        f"      - {{id: {action}, name: {_quoted(words)}, attributes: {{tempted: {int(action == last)}}}}}"
        for action, words in actions
    )
    return f"  - id: {player}\n    name: {_quoted(name)}\n    actions:\n{listed}"


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)


_PARAMETERS = ("temptation", "harm")
_TEXT = """\
%YAML 1.2
---
policygames: 1
kind: scenario
id: {id}  # the file is called {id}.yaml
version: 1.0.0
title: {title}
question: {question}
topics: [{topic}]  # policygames scenarios list names topics
summary: What is chosen by whom, and what they get out of it.  # a few sentences
sources:  # where numbers come from; kind is what it is: paper, filing, news, report, law …
  example: {{title: "Author, title, journal (year) pages", kind: paper}}
players:  # ids are small letters, digits and _; formulas use them, and attributes; readers see the names
{players}
parameters:  # every number has a basis: sourced (sources), derived (a formula) or judgement (a range)
  temptation: {{value: 3, unit: index, range: [0.5, 10], distribution: {{type: uniform}}, basis: judgement, note: "Gain by giving way to temptation."}}
  harm: {{value: 5, unit: index, range: [0, 20], distribution: {{type: uniform}}, basis: judgement, note: "Harm by each of the others who does."}}
payoffs:  # interests add up; own is the choice of the one who is paid; `when` may say where one counts
  unit: index
  form: terms
  terms:
    - {{id: gain, to: all, value: "temptation * own.tempted", why: Why anybody would.}}
    - {{id: suffered, to: all, value: "-harm * others_total(tempted, {actions})", why: Why that hurts the others.}}
game: {{type: normal}}  # or {{type: repeated, discount: "0.9"}}, …
analyses:  # what policygames scenarios solve answers
  - {{id: equilibria, analysis: nash}}
expected:  # what you claim; policygames scenarios check tells whether it holds
  - {{id: tempted, claim: Giving way is dominant., check: {{kind: dominant, player: {first}, action: {first_tempting}}}}}
  - {{id: all_lose, claim: All would be better off if nobody did., check: {{kind: pareto_dominates, profile: {{{all_calm}}}, over: {{{all_tempted}}}}}}}
  - {{id: harm_flips, claim: "Up to a harm like the temptation, nothing is lost.", check: {{kind: flips, parameter: harm, at: "temptation / {others}", holds: above, at_threshold: false, check: {{kind: pareto_dominates, profile: {{{all_calm}}}, over: {{{all_tempted}}}}}}}}}
"""  # noqa: E501 - a file with one thing a line
