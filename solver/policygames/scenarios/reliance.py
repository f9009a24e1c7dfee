"""On what the payoffs of a scenario rest: how much of them on sources, and how much on judgement."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from math import prod

from policygames.documents import Parameter, ScenarioDocument
from policygames.errors import ScenarioError
from policygames.numerics.compositions import number_of
from policygames.numerics.exact import exact, nearest_float
from policygames.scenarios.expressions import Situation, evaluate, names_in, parse
from policygames.scenarios.expressions.numbers import STRUCTURE, Used, numbers_used
from policygames.scenarios.expressions.tree import Number, nodes
from policygames.scenarios.interests import Interest, check_work, interests_of
from policygames.scenarios.roster import has_groups
from policygames.scenarios.situations import situations
from policygames.scenarios.values import located

JUDGEMENT, SOURCED, NOTHING = "judgement", "sourced", "nothing"


@dataclass(frozen=True, slots=True)
class Reliance:
    """A number, its basis and unit, and the share of payoff mass that it enters.

    `basis` is `sourced` or `judgement`; of a derived parameter, `judgement` where its formula uses one.
    """

    name: str
    kind: str
    basis: str
    unit: str
    share: Fraction


@dataclass(frozen=True, slots=True)
class ParameterReport:
    """How much of the payoff mass rests on what: the sizes of all terms, over all players and profiles, added up.

    `judgement` is the share of terms that at least one judgement enters, `sourced` that of terms which rest on sourced
    numbers alone, `nothing` that of terms without a number of their own. Literals in formulas and attributes other than
    0 and 1 are judgements.
    """

    unit: str
    mass: Fraction
    judgement: Fraction
    sourced: Fraction
    nothing: Fraction
    numbers: tuple[Reliance, ...]

    def explain(self) -> str:
        """A sentence that can be read aloud."""
        judged = [one for one in self.numbers if one.basis == JUDGEMENT]
        first = f"{_percent(self.judgement)} of the payoff mass ({self.unit or 'no unit'}) rests on judgement"
        largest = ", ".join(f"{one.name} ({_percent(one.share)})" for one in judged[:3])
        return f"{first}: {len(judged)} of {len(self.numbers)} numbers{f', first {largest}' if largest else ''}."


def parameter_report(document: ScenarioDocument, values: Mapping[str, Fraction]) -> ParameterReport:
    """The report at these parameter values. Raises GameError where payoffs are not defined, or are too many."""
    check_work(interests_of(document), _cases(document))
    mass: dict[str, Fraction] = defaultdict(Fraction)
    entered: dict[Used, Fraction] = defaultdict(Fraction)
    for size, used in _terms(document, values):
        mass[_basis_of(used, document)] += size
        for number in used:
            entered[number] += size
    total = sum(mass.values(), Fraction(0))
    shares = {basis: (one / total if total else Fraction(0)) for basis, one in mass.items()}
    numbers = [_reliance(number, document, one / total if total else Fraction(0)) for number, one in entered.items()]
    return ParameterReport(
        document.payoffs.unit,
        total,
        shares.get(JUDGEMENT, Fraction(0)),
        shares.get(SOURCED, Fraction(0)),
        shares.get(NOTHING, Fraction(0)),
        tuple(sorted(numbers, key=lambda one: (-one.share, one.name))),
    )


def _cases(document: ScenarioDocument) -> int:
    types = prod(len(kinds) for kinds in document.game.types.values())
    if has_groups(document):
        return max(len(one.actions) for one in document.players) * prod(
            number_of(one.count, len(one.actions)) for one in document.players
        )
    return types * prod(len(player.actions) for player in document.players)


def _terms(document: ScenarioDocument, values: Mapping[str, Fraction]) -> Iterator[tuple[Fraction, frozenset[Used]]]:
    """The size of each term wherever it is paid, and the numbers that it rests on."""
    interests = interests_of(document)
    for player in document.players:
        for situation in situations(document, player, values):
            profile = tuple(action.id for action in situation.play.values())
            for one in interests[player.id].at(profile):
                yield _term(document, one, situation)


def _term(document: ScenarioDocument, one: Interest, situation: Situation) -> tuple[Fraction, frozenset[Used]]:
    try:
        if one.when is not None and not evaluate(one.when, situation):
            return Fraction(0), frozenset()
        used = set(numbers_used(one.value, situation))
        used |= set(numbers_used(one.when, situation)) if one.when else set()
        return abs(exact(evaluate(one.value, situation))), frozenset(used)
    except ScenarioError as error:
        raise located(document, one.path, error.message, error.reason) from error


def _basis_of(used: frozenset[Used], document: ScenarioDocument) -> str:
    bases = {_basis(number, document) for number in used}
    if JUDGEMENT in bases:
        return JUDGEMENT
    return SOURCED if bases else NOTHING


def _basis(number: Used, document: ScenarioDocument) -> str:
    if number.kind != "parameter":
        return JUDGEMENT
    parameters = {parameter.id: parameter for parameter in document.parameters}
    return JUDGEMENT if _is_judged(parameters[number.name], parameters) else SOURCED


def _is_judged(parameter: Parameter, parameters: Mapping[str, Parameter]) -> bool:
    if not parameter.formula:
        return parameter.basis == JUDGEMENT
    tree = parse(parameter.formula)
    literal = any(isinstance(node, Number) and node.value not in STRUCTURE for node in nodes(tree))
    unsourced = literal and not parameter.sources  # a source for the formula is one for the numbers in it
    return unsourced or any(_is_judged(parameters[name], parameters) for name in names_in(tree))


def _reliance(number: Used, document: ScenarioDocument, share: Fraction) -> Reliance:
    units = {parameter.id: parameter.unit for parameter in document.parameters}
    unit = units[number.name] if number.kind == "parameter" else ""
    return Reliance(number.name, number.kind, _basis(number, document), unit, share)


def _percent(share: Fraction) -> str:
    return f"{nearest_float(100 * share):.0f} %"
