"""A scenario as plain data: frozen records of what its file says, numbers exact, formulas as text."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from fractions import Fraction
from typing import Any

from policygames.documents.canonical import canonical_text, digest_of, plain


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
    decimals: int | None = None
    name: str = ""

    @property
    def label(self) -> str:
        """What it is called in sentences: its name, or its id as words."""
        return self.name or self.id.replace("_", " ")

    @property
    def places(self) -> int:
        """To how many decimals draws of it are snapped: as declared, else three more than its numbers are written with.

        Draws of a discrete distribution are whole numbers unless something else is declared.
        """
        if self.decimals is not None:
            return self.decimals
        if self.distribution and self.distribution.type == "discrete":
            return 0
        drawn = self.distribution.numbers.values() if self.distribution else ()
        written = [self.value, *(self.range or ()), *drawn]
        return 3 + max((_decimals(number) for number in written if number is not None), default=0)


def _decimals(number: Fraction) -> int:
    """With how many decimals a number is written; of one that no few decimals spell, 3."""
    return next((places for places in range(10) if 10**places % number.denominator == 0), 3)


@dataclass(frozen=True, slots=True)
class Action:
    """What a player can do; formulas read its attributes."""

    id: str
    name: str
    attributes: Mapping[str, Fraction] = field(default_factory=dict, hash=False)


@dataclass(frozen=True, slots=True)
class Player:
    """Who plays, with actions in the order of the file; formulas read the attributes that an action does not have.

    With `members` it stands for so many like players, each of whom chooses one of the actions.
    """

    id: str
    name: str
    actions: tuple[Action, ...]
    attributes: Mapping[str, Fraction] = field(default_factory=dict, hash=False)
    members: int | None = None

    @property
    def count(self) -> int:
        """How many players it stands for."""
        return self.members or 1


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
    """Payoffs as `terms` (added up), `outcomes` (each profile matched once), or a `table`.

    A table holds, per player, lists within lists of formulas: [action of the first player][of the second]….
    """

    form: str
    unit: str = ""
    terms: tuple[Term, ...] = ()
    outcomes: tuple[Outcome, ...] = ()
    table: Mapping[str, Any] = field(default_factory=dict, hash=False)


@dataclass(frozen=True, slots=True)
class PlayerType:
    """A type that a player can be of, and the formula of its probability; empty where a joint prior says it."""

    id: str
    name: str
    probability: str = ""


@dataclass(frozen=True, slots=True)
class TypesDrawn:
    """An entry of a joint prior: a type for each player who has several, and the formula of their probability."""

    types: Mapping[str, str] = field(hash=False)
    probability: str


@dataclass(frozen=True, slots=True)
class SignalRule:
    """The formula of each signal's probability at the profiles where `when` holds (empty: at all)."""

    chances: Mapping[str, str] = field(hash=False)
    when: str = ""


@dataclass(frozen=True, slots=True)
class PublicSignals:
    """What all see in place of the actions: a signal, by the one rule that holds at the profile played."""

    signals: tuple[str, ...]
    rules: tuple[SignalRule, ...]


@dataclass(frozen=True, slots=True)
class GameForm:
    """How the payoffs are played for.

    `normal`: once. `repeated`: over `periods` (None: for ever), with a discount formula each, all actions seen or
    `monitoring` in their place, and `mistakes`: the probability with which a player's hand slips. `bayesian`: once, by
    players of several `types`, drawn independently or by `prior`.
    """

    type: str
    periods: int | None = None
    discount: Mapping[str, str] = field(default_factory=dict, hash=False)
    public_randomization: bool = True
    transfers: bool = False
    monitoring: PublicSignals | None = None
    mistakes: Mapping[str, str] = field(default_factory=dict, hash=False)
    types: Mapping[str, tuple[PlayerType, ...]] = field(default_factory=dict, hash=False)
    prior: tuple[TypesDrawn, ...] = ()
    symmetry: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Analysis:
    """A question that the scenario asks by default, in the words of the public API; options as plain data."""

    id: str
    analysis: str
    options: Mapping[str, Any] = field(default_factory=dict, hash=False)


@dataclass(frozen=True, slots=True)
class StatedFinding:
    """A claim that must hold and the check of it: its `kind`, options, and the parameter values `given` for it.

    `tells` is "answer" where the claim answers the scenario's question, which reports then say first, and
    "what_it_takes" where it says what would bring about a wanted outcome; others leave it empty.
    """

    id: str
    claim: str
    kind: str
    options: Mapping[str, Any] = field(default_factory=dict, hash=False)
    given: Mapping[str, Fraction] = field(default_factory=dict, hash=False)
    tells: str = ""


@dataclass(frozen=True, slots=True)
class Base:
    """A file that another one extends."""

    id: str
    version: str


@dataclass(frozen=True, slots=True)
class Origin:
    """The file that was read and where in it each path stands, as (line, column) from 1.

    `files` names the other files in which paths stand that were inherited, and `bases` what was extended, the nearest
    first.
    """

    file: str = ""
    places: Mapping[str, tuple[int, int]] = field(default_factory=dict, hash=False)
    files: Mapping[str, str] = field(default_factory=dict, hash=False)
    bases: tuple[Base, ...] = ()

    def place_of(self, path: str) -> tuple[str, int, int] | None:
        """File, line and column of `path`, or of the nearest part that it lies in; None where nothing was read."""
        while path and path not in self.places:
            path = path[: max(path.rfind("."), path.rfind("["), 0)]
        if path not in self.places:
            return None
        return self.files.get(path, self.file), *self.places[path]


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

    @property
    def labels(self) -> dict[str, str]:
        """What parameters are called in sentences, by id."""
        return {one.id: one.label for one in self.parameters}

    def to_dict(self) -> dict[str, Any]:
        """Plain data in canonical form, numbers as "p/q"; where it was read from does not count."""
        return {"kind": "scenario"} | {
            item.name: plain(getattr(self, item.name)) for item in fields(self) if item.name != "origin"
        }

    @property
    def canonical(self) -> str:
        """The canonical form as compact JSON with sorted keys."""
        return canonical_text(self.to_dict())

    @property
    def digest(self) -> str:
        """SHA-256, in hexadecimal, over the canonical form as compact UTF-8 JSON with sorted keys."""
        return digest_of(self.to_dict())
