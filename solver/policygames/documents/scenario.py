"""A scenario as plain data: frozen records of what its file says, numbers exact, formulas as text."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from fractions import Fraction
from typing import Any

from policygames.documents.canonical import plain


@dataclass(frozen=True, slots=True)
class Source:
    """Where a number comes from: a filing, a report, an article."""

    id: str
    title: str
    kind: str
    date: str = ""
    locator: str = ""
    url: str = ""


@dataclass(frozen=True, slots=True)
class Distribution:
    """How a parameter is drawn: `type` and its numbers, such as low, mode and high."""

    type: str
    numbers: Mapping[str, Fraction] = field(default_factory=dict, hash=False)


@dataclass(frozen=True, slots=True)
class Parameter:
    """A number that the payoffs use: a value, or a formula of other parameters, with its basis and its range."""

    id: str
    value: Fraction | None
    formula: str = ""
    unit: str = ""
    range: tuple[Fraction, Fraction] | None = None
    distribution: Distribution | None = None
    basis: str = "judgement"
    sources: tuple[str, ...] = ()
    note: str = ""


@dataclass(frozen=True, slots=True)
class Action:
    """What a player can do; formulas read its attributes."""

    id: str
    name: str
    attributes: Mapping[str, Fraction] = field(default_factory=dict, hash=False)


@dataclass(frozen=True, slots=True)
class Player:
    """Who plays, with actions in the order of the file; formulas read the attributes that an action does not have."""

    id: str
    name: str
    actions: tuple[Action, ...]
    attributes: Mapping[str, Fraction] = field(default_factory=dict, hash=False)


@dataclass(frozen=True, slots=True)
class Term:
    """An interest: what each player in `to` gets, by the formula `value`, wherever `when` holds (empty: always)."""

    id: str
    to: tuple[str, ...]
    value: str
    when: str = ""
    why: str = ""


@dataclass(frozen=True, slots=True)
class Outcome:
    """Each player's payoff formula at the profiles that match `at`: player → actions; who is not named plays any."""

    at: Mapping[str, tuple[str, ...]] = field(hash=False)
    payoff: Mapping[str, str] = field(hash=False)


@dataclass(frozen=True, slots=True)
class Payoffs:
    """Payoffs in one of the forms `terms` (added up) and `outcomes` (each profile matched once)."""

    form: str
    unit: str = ""
    terms: tuple[Term, ...] = ()
    outcomes: tuple[Outcome, ...] = ()


@dataclass(frozen=True, slots=True)
class GameForm:
    """How the payoffs are played for: once (`normal`), or over `periods` (None: for ever), a discount formula each."""

    type: str
    periods: int | None = None
    discount: Mapping[str, str] = field(default_factory=dict, hash=False)
    public_randomization: bool = True


@dataclass(frozen=True, slots=True)
class Analysis:
    """A question that the scenario asks by default, in the words of the public API; options as plain data."""

    id: str
    analysis: str
    options: Mapping[str, Any] = field(default_factory=dict, hash=False)


@dataclass(frozen=True, slots=True)
class StatedFinding:
    """A claim that must hold and the check of it: its `kind`, options, and the parameter values `given` for it."""

    id: str
    claim: str
    kind: str
    options: Mapping[str, Any] = field(default_factory=dict, hash=False)
    given: Mapping[str, Fraction] = field(default_factory=dict, hash=False)


@dataclass(frozen=True, slots=True)
class Origin:
    """The file that was read and where in it each path stands, as (line, column) from 1."""

    file: str = ""
    places: Mapping[str, tuple[int, int]] = field(default_factory=dict, hash=False)


@dataclass(frozen=True, slots=True)
class ScenarioDocument:
    """All that a scenario file says; equal documents have equal digests, wherever they were read from."""

    id: str
    version: str
    title: str
    question: str
    topics: tuple[str, ...]
    summary: str
    sources: tuple[Source, ...]
    parameters: tuple[Parameter, ...]
    players: tuple[Player, ...]
    payoffs: Payoffs
    game: GameForm
    analyses: tuple[Analysis, ...] = ()
    findings: tuple[StatedFinding, ...] = ()
    as_of: str = ""
    origin: Origin = field(default=Origin(), compare=False, repr=False)

    @property
    def actions(self) -> tuple[tuple[Action, ...], ...]:
        """Each player's actions, in the order of the file."""
        return tuple(player.actions for player in self.players)

    def to_dict(self) -> dict[str, Any]:
        """Plain data in canonical form, numbers as "p/q"; where it was read from does not count."""
        return {"kind": "scenario"} | {
            item.name: plain(getattr(self, item.name)) for item in fields(self) if item.name != "origin"
        }

    @property
    def digest(self) -> str:
        """SHA-256, in hexadecimal, over the canonical form as compact UTF-8 JSON with sorted keys."""
        canonical = json.dumps(self.to_dict(), ensure_ascii=False, sort_keys=True, separators=(",", ":"))
        return hashlib.sha256(canonical.encode()).hexdigest()
