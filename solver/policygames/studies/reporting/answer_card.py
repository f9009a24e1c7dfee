"""The answer on the first screen: the claims that answer the question, and what was computed, in as many letters."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from policygames.documents import StatedFinding
from policygames.report.content import Said
from policygames.results import Solution, Threshold
from policygames.studies.reporting.answers import Answer, threshold_words
from policygames.studies.reporting.material import Gathered

CLAIMS, LONGEST, SHORT = 400, 330, 200
"""Letters of all claims together, of a paragraph, and of one that goes before claims, about; sentences stay whole."""
_ONCE = ("critical_discount", "nash", "bayes_nash", "pure_nash", "strongly_symmetric", "correlated")
_REPEATED = ("critical_discount", "strongly_symmetric", "public_perfect", "subgame_perfect", "nash", "pure_nash")
"""What answers a question first, of games that are played once or again and again; others follow in their order."""
_DULL = ("relation", "flips", "equilibrium_count")
"""Kinds of claims that explain others, or say where an answer ends."""
_ASIDE = ("pareto_dominates", "potential", "symmetric_equilibrium")
"""Kinds that tell something beside who plays what: none of them leads."""
_EMPTY = re.compile(
    r"and|are|but|can|for|has|how|its|not|the|too|was|who|why|one|two|all|any|both|does|each|from|have|into|many|most|much|only|others?|over|than|that|their|them(selves)?|there|they|this|"
    r"under|what|when|which|whom|whose|with(out)?|would"
)
"""Words of three letters or more that tell nothing of what is asked."""


def answer(found: Gathered) -> Iterator[Said]:
    """The claims that answer the question, what was computed, then other claims, and what is left of both.

    The file marks which answer; where it marks none, the claim that speaks most of the question leads.
    """
    claims = telling(found)
    ranked = sorted(found.answers, key=lambda one: _rank(one, found.scenario.document.game.type))
    computed = list(_told(ranked[0], found.scenario.unit)) if ranked else []
    if not claims and not computed:
        yield Said("No declared analysis could be computed in this version; the findings below are what is known.")
        return
    is_threshold = bool(ranked) and isinstance(ranked[0].result.result, Threshold)
    lead = [one for one in found.holding() if one.tells == "answer"]
    lead = lead or ([] if is_threshold else _lead(found.scenario.question, claims))
    yield from map(found.claim, lead)
    claims = [one for one in claims if one not in lead]
    early = [one for one in computed[: 2 if is_threshold else 1] if len(one.text) <= SHORT]
    yield from early
    yield from map(found.claim, claims)
    yield from (one for one in computed if one not in early)
    yield from _second(ranked)


def _lead(question: str, claims: Sequence[StatedFinding]) -> list[StatedFinding]:
    """The claim without conditions that speaks most of the question, of equal ones the first stated; none without."""
    leads = [one for one in claims if not one.given and one.kind not in _ASIDE]
    return [max(leads, key=lambda one: relevance(question, one))] if leads else []


def telling(found: Gathered) -> list[StatedFinding]:
    """The claims that hold and have most to do with the question, in their order, as many as have room."""
    question = found.scenario.question
    held = [one for one in found.holding() if one.kind not in _DULL and not (found.elsewhere(one) and found.is_bare)]
    held = [one for place, one in enumerate(held) if not any(_again(one, other) for other in held[:place])]
    scores = {one.id: relevance(question, one) for one in held}
    useful = [one for one in held if scores[one.id] or not (found.elsewhere(one) or one.kind == "potential")]
    kept, room = set(), CLAIMS
    for one in sorted(useful, key=lambda one: (one.tells != "answer", -min(scores[one.id], 2))):
        length = len(found.claim(one).text)
        if length <= room:
            kept.add(one.id)
            room -= length
    return [one for one in held if one.id in kept]


def _again(one: StatedFinding, other: StatedFinding) -> bool:
    """Whether both state the odds of the same mixed equilibrium: as numbers and, once more, as formulas."""
    return one.kind == other.kind == "mixed_equilibrium" and one.given == other.given


def relevance(question: str, stated: StatedFinding) -> int:
    """How many words of the question the claim speaks of."""
    said = _words(stated.claim)
    return sum(any(_alike(word, one) for one in said) for word in _words(question))


def _words(text: str) -> set[str]:
    return {word for word in re.findall(r"[a-z]{3,}", text.lower()) if not _EMPTY.fullmatch(word)}


def _alike(one: str, other: str) -> bool:
    """Whether two words begin alike: boycott and boycotting, long and longer."""
    size = min(len(one), len(other), 5)
    return one[:size] == other[:size]


def _rank(one: Answer, game: str) -> tuple[int, bool]:
    """Lists that are proven complete go before others."""
    first = _REPEATED if game == "repeated" else _ONCE
    place = first.index(one.result.analysis) if one.result.analysis in first else len(first)
    listing = isinstance(one.result.result, Solution) and not one.is_complete
    return place + (2 * listing if place < len(first) else 0), listing


def _told(one: Answer, unit: str) -> Iterator[Said]:
    """The first lines of the main answer: which equilibria there are, or how many, in which unit they pay."""
    if isinstance(one.result.result, Threshold):
        yield from (Said(words, one.evidence) for words in threshold_words(one.result.result))
        return
    paid = f" Unit of payoffs: {unit}." if unit and unit != "index" else ""
    if not isinstance(one.result.result, Solution) or one.result.result.payoff_set is not None:
        yield Said(shortened(core(one)) + paid, one.evidence)
        return
    lines = [line for line in one.words if not line.startswith(("Proven", "Note", "Round"))]
    if len(lines) == 2:  # how many, and the only one: that first
        first, _, rest = lines[1].partition(". ")
        lines = [f"{first.rstrip('.')}.", shortened(f"{lines[0]} {rest}".strip(), 260)]
    yield Said(shortened(lines[0], 260) + paid, one.evidence)
    for line in lines[1:3]:
        yield Said(shortened(line, 260), one.evidence)
    if len(lines) > 3:
        yield Said("Others are listed below.", one.evidence)


def _second(ranked: Sequence[Answer]) -> Iterator[Said]:
    """Another analysis than the first one."""
    for one in ranked[1:]:
        known = one.result.analysis in (*_ONCE, *_REPEATED, "stackelberg")
        if known and one.result.analysis != ranked[0].result.analysis:
            yield Said(shortened(core(one), 240), one.evidence, f"{one.title}.")
            return


def core(one: Answer) -> str:
    """What an answer says, without its proof and notes."""
    return " ".join(line for line in one.words if not line.startswith(("Proven", "Note")))


def shortened(text: str, most: int = LONGEST) -> str:
    """The first sentences of a text, whole, as many as have room; one at least."""
    numbered = re.match(r"\d+\. ", text)
    start = numbered.end() if numbered else 0
    sentences = text[start:].replace("\n", " ").split(". ")
    kept = text[:start] + sentences[0]
    for one in sentences[1:]:
        if len(kept) + len(one) + 2 > most:
            return f"{kept}."
        kept += f". {one}"
    return kept if kept.endswith((".", ":", "!")) else f"{kept}."
