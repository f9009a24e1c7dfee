"""The declared analyses as sentences, each with its certificate; what was not computed is said as such."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from policygames.certificates import Coverage
from policygames.errors import CertificateError, PolicyGamesError
from policygames.games import NormalFormGame
from policygames.games.profiles import support
from policygames.report.content import Block, Points, Said, Table
from policygames.results import Equilibrium, Solution, Threshold
from policygames.results.wording import listed, number, ratio
from policygames.scenarios.tasks import AnalysisResult
from policygames.studies.reporting.ledger import Ledger, plain

MOST = 12
"""Paragraphs of an answer that stand in the text; the evidence holds all."""
_TITLES = {
    "nash": "Nash equilibria",
    "pure_nash": "Pure equilibria",
    "bayes_nash": "Bayesian equilibria",
    "rationalizable": "What survives elimination",
    "critical_discount": "The patience that is needed",
    "intervene": "What it would take",
    "correlated": "What a mediator can bring about",
    "stackelberg": "Commitment",
    "value_of_information": "The value of information",
}


@dataclass(frozen=True, slots=True)
class Answer:
    """One result: its paragraphs, the ids of its evidence, and whether every certificate was confirmed again."""

    result: AnalysisResult
    words: tuple[str, ...]
    evidence: tuple[str, ...]
    confirmed: bool

    @property
    def title(self) -> str:
        """What was asked."""
        name = self.result.analysis
        told = _TITLES.get(name, name.replace("_", " ").capitalize())
        return f"{told} ({self.result.variant})" if self.result.variant else told

    @property
    def is_complete(self) -> bool:
        """Whether it is a list that is proven complete."""
        return isinstance(self.result.result, Solution) and self.result.result.coverage is not Coverage.SOME


def entered(results: Sequence[AnalysisResult], ledger: Ledger) -> tuple[Answer, ...]:
    """The results that there are, each entered with its certificate, after that was checked once more."""
    given = [one for one in results if one.result is not None]
    return tuple(_entered(one, f"answer-{place}", ledger) for place, one in enumerate(given, 1))


def _entered(result: AnalysisResult, id_: str, ledger: Ledger) -> Answer:
    confirmed = _confirmed(result.result)
    answer = Answer(result, tuple(condensed(result.result).splitlines()), (), confirmed)
    about: dict[str, Any] = {
        "id": result.id,
        "analysis": result.analysis,
        "variant": result.variant,
        "checked_again": confirmed,
    }
    ledger.counted(f"paragraphs of {id_}", len(answer.words))
    about |= _of_set(result.result)
    ids = [
        ledger.data(
            id_,
            f"{answer.title}: answer and certificates",
            about | {"answer": plain(result.result), "in_words": condensed(result.result)},
        )
    ]
    if rows := list(_deviations(result.result)):
        head = ("equilibrium", "player", "instead", "pays", "loses")
        ids.append(ledger.rows(f"{id_}-deviations", f"{answer.title}: what every deviation loses", head, rows))
    return Answer(result, answer.words, tuple(ids), confirmed)


def _of_set(result: Any) -> dict[str, Any]:
    """What words say of a set of payoffs beside its corners."""
    found = result.payoff_set if isinstance(result, Solution) else None
    return {} if found is None else {"joint_maximum": found.joint_maximum, "punishments": found.punishments}


def _confirmed(result: Any) -> bool:
    """Whether the proof was checked again. Raises CertificateError where it fails: such a report is not written."""
    if not hasattr(result, "verify"):
        return False
    try:
        result.verify()
    except CertificateError:
        raise
    except PolicyGamesError:
        return False
    return True


def _deviations(result: Any) -> Iterator[tuple[Any, ...]]:
    if not isinstance(result, Solution) or not isinstance(result.game, NormalFormGame) or result.payoff_set is not None:
        return
    for index, one in enumerate(result.equilibria, 1):
        profile = one.exact_profile
        if profile is None:
            continue
        for player in range(len(result.game.players)):
            for action, paid in enumerate(result.game.deviation_payoffs(player, profile)):
                names = result.game.players[player], result.game.actions[player][action]
                yield index, *names, paid, one.exact_payoffs[player] - paid


def condensed(result: Any) -> str:
    """What the result says, of many players those together who do the same."""
    if isinstance(result, Solution) and isinstance(result.game, NormalFormGame) and len(result.game.players) > 4:
        pure = [one for one in result.equilibria if one.exact_profile and _is_pure(one)]
        if len(pure) == len(result.equilibria):
            end = "the list is proven complete." if result.coverage is not Coverage.SOME else "there may be others."
            lines = [_grouped(result.game, one) for one in pure]
            return "\n".join([*lines, f"Proven: each was checked against every deviation, exactly; {end}"])
    said: str = result.explain() if hasattr(result, "explain") else str(result)
    return said


def _is_pure(one: Equilibrium) -> bool:
    return all(len(support(strategy)) == 1 for strategy in one.exact_profile or ())


def _grouped(game: NormalFormGame, one: Equilibrium) -> str:
    groups: dict[tuple[str, Fraction], list[str]] = {}
    for player, strategy in enumerate(one.exact_profile or ()):
        name = game.actions[player][support(strategy)[0]]
        groups.setdefault((name, one.exact_payoffs[player]), []).append(game.players[player])
    size = len(game.players)
    told = [
        f"{'all' if len(names) == size else 'of'} {size} players{'' if len(names) == size else f' {len(names)}'} "
        f"play “{action}” and get {number(paid)} each"
        for (action, paid), names in groups.items()
    ]
    return f"{listed(told)[0].upper()}{listed(told)[1:]}."


def threshold_words(found: Threshold) -> tuple[str, ...]:
    """What is sustained from which patience on, and who needs most, in two short paragraphs."""
    game = found.stage_game
    path = f"“{', '.join(game.actions[player][action] for player, action in enumerate(found.path))}”"
    if len(set(zip(game.actions, found.path, strict=True))) == 1:
        path = f"“{game.actions[0][found.path[0]]}” by all players"
    if found.exact is None:
        return (f"No patience sustains {path} when deviations are punished for ever.",)
    first = f"{path} holds for ever exactly when the discount factor is at least {ratio(found.exact)}"
    first += "." if found.ceiling is None else f" and at most {ratio(found.ceiling)}."
    rest = "Deviations are answered by the punishment for ever after."
    if found.weak_link is not None and len(game.players) == 2:
        rest += f" {found.weak_link} is the weak link: it needs the most patience."
    return first, rest


def answer_blocks(answers: Sequence[Answer], results: Sequence[AnalysisResult], ledger: Ledger) -> tuple[Block, ...]:
    """Every answer in words, and a list of what there is none to."""
    blocks: list[Block] = []
    for one in answers:
        first, *rest = one.words
        blocks.append(Said(first, one.evidence, f"{one.title}."))
        if rest:
            blocks.append(Points(tuple(Said(words, one.evidence) for words in rest[:MOST])))
        if len(rest) > MOST:
            blocks.append(Said(f"Shown are {MOST} of {len(rest)} paragraphs; the evidence holds all.", one.evidence))
    blocks += [Said("No declared analysis could be computed here.")] if not answers else []
    lacking = tuple(
        (f"{one.id} {one.variant}".strip(), one.analysis.replace("_", " "), one.unsupported)
        for one in results
        if one.result is None and one.analysis != "study"
    )
    if lacking:
        head, caption = ("analysis", "what", "why not"), "Declared, and not computed"
        blocks.append(Table("not-computed", caption, head, lacking, (ledger.rows("lacking", caption, head, lacking),)))
    return tuple(blocks)
