"""Records that were read without a mistake, as the document that they say."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TypeVar

from policygames.documents import (
    Action,
    Analysis,
    Base,
    Distribution,
    GameForm,
    Origin,
    Outcome,
    Parameter,
    Payoffs,
    Player,
    PlayerType,
    PublicSignals,
    ScenarioDocument,
    SignalRule,
    Source,
    StatedFinding,
    Term,
    TypesDrawn,
)
from policygames.scenarios.located import unlocated
from policygames.scenarios.reading import Reading
from policygames.scenarios.schema import (
    AnalysisRecord,
    DistributionRecord,
    FindingRecord,
    GameRecord,
    MonitoringRecord,
    ParameterRecord,
    PayoffsRecord,
    PlayerRecord,
    ScenarioRecord,
    TermRecord,
    TypeRecord,
)
from policygames.scenarios.schema_values import ALL

R = TypeVar("R")
_AS_WRITTEN = ("id", "version", "title", "question", "topics", "summary", "as_of")


def document_of(record: ScenarioRecord, reading: Reading, bases: tuple[Base, ...] = ()) -> ScenarioDocument:
    """The document; every part of `record` must have been read."""
    players = tuple(player_of(player) for player in present(record.players))
    return ScenarioDocument(
        **{name: getattr(record, name) for name in _AS_WRITTEN},
        sources=tuple(Source(id=key, **dict(source)) for key, source in record.sources.items() if source),
        parameters=tuple(_parameter(key, item) for key, item in record.parameters.items() if item),
        players=players,
        payoffs=_payoffs(record.payoffs, [player.id for player in players]),
        game=_game(record.game, [player.id for player in players]),
        analyses=tuple(_analysis(analysis) for analysis in present(record.analyses)),
        findings=tuple(_finding(finding) for finding in present(record.expected)),
        origin=origin_of(reading, bases),
    )


def origin_of(reading: Reading, bases: tuple[Base, ...] = ()) -> Origin:
    """Where every value of the file stands."""
    places = {path: place for path, place in reading.places.items() if not path.endswith(":key")}
    return Origin(
        reading.file,
        {path: (place.line, place.column) for path, place in places.items()},
        {path: place.file for path, place in places.items() if place.file not in ("", reading.file)},
        bases,
    )


def present(items: Iterable[R | None]) -> list[R]:
    """The items that were read."""
    return [item for item in items if item is not None]


def player_of(record: PlayerRecord) -> Player:
    """The player, called by its id where it has no name; so are its actions."""
    actions = (Action(item.id, item.name or item.id, item.attributes) for item in present(record.actions))
    return Player(record.id, record.name or record.id, tuple(actions), record.attributes, record.members)


def _parameter(key: str, record: ParameterRecord) -> Parameter:
    return Parameter(
        id=key,
        **{
            name: getattr(record, name)
            for name in ("value", "formula", "unit", "basis", "sources", "note", "decimals", "name")
        },
        range=(record.range[0], record.range[1]) if record.range else None,
        distribution=_distribution(record.distribution),
    )


def _distribution(record: DistributionRecord | None) -> Distribution | None:
    if record is None:
        return None
    numbers = {name: number for name, number in record if name != "type" and number is not None}
    return Distribution(record.type, numbers)


def _payoffs(record: PayoffsRecord | None, players: list[str]) -> Payoffs:
    assert record is not None  # noqa: S101 — read without a mistake
    terms = (_term(term, players) for term in present(record.terms))
    outcomes = (Outcome(item.at, item.payoff) for item in present(record.outcomes))
    return Payoffs(record.form, record.unit, tuple(terms), tuple(outcomes), record.table)


def _term(record: TermRecord, players: list[str]) -> Term:
    receivers = tuple(players) if "all" in record.to else record.to
    return Term(record.id, receivers, record.value, record.when, record.why)


def _game(record: GameRecord | None, players: list[str]) -> GameForm:
    assert record is not None  # noqa: S101 — read without a mistake
    return GameForm(
        record.type,
        record.periods,
        _by_player(record.discount, players),
        record.public_randomization is not False,
        transfers=record.transfers is True,
        monitoring=_signals(record.monitoring),
        mistakes=_by_player(record.mistakes, players),
        types={name: tuple(_type(kind) for kind in present(kinds)) for name, kinds in record.types.items()},
        prior=tuple(TypesDrawn(entry.types, entry.probability) for entry in present(record.prior)),
        symmetry=record.symmetry,
    )


def _by_player(formulas: Mapping[str, str], players: list[str]) -> Mapping[str, str]:
    return dict.fromkeys(players, formulas[ALL]) if ALL in formulas else formulas


def _signals(record: MonitoringRecord | None) -> PublicSignals | None:
    if record is None or record.type != "public":
        return None
    rules = ({name: chance for name, chance in rule.items() if name != "when"} for rule in record.probabilities)
    conditions = (rule.get("when", "") for rule in record.probabilities)
    return PublicSignals(record.signals, tuple(map(SignalRule, rules, conditions)))


def _type(record: TypeRecord) -> PlayerType:
    return PlayerType(record.id, record.name or record.id, record.probability)


def _analysis(record: AnalysisRecord) -> Analysis:
    options = {key: unlocated(value) for key, value in (record.model_extra or {}).items()}
    return Analysis(record.id, record.analysis, options)


def _finding(record: FindingRecord) -> StatedFinding:
    check = dict(record.check or {})
    return StatedFinding(record.id, record.claim, check.pop("kind", ""), check, record.given, record.tells)
