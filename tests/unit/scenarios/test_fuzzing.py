"""Whatever a file or a formula holds, it is read or refused by a ScenarioError: nothing else comes out."""

from __future__ import annotations

import contextlib

from hypothesis import given
from hypothesis import strategies as st
from malformed_scenarios import SMALL
from policygames.errors import GameError, ScenarioError
from policygames.scenarios import parsed, parsed_set
from policygames.scenarios.expressions import parse
from policygames.scenarios.expressions.tokens import RESERVED

WORDS = st.sampled_from(
    [
        *RESERVED,
        "gain",
        "us",
        "race",
        "own.weight",
        "1",
        "0.5",
        "2e3",
        "+",
        "-",
        "*",
        "/",
        "**",
        "==",
        "<=",
        "(",
        ")",
        "[",
        "]",
        ",",
        ".",
    ]
)
YAML = st.sampled_from(
    [
        ": ",
        "- ",
        "{",
        "}",
        "[",
        "]",
        ", ",
        "\n",
        "  ",
        "'",
        '"',
        "#",
        "&a",
        "*a",
        "!!str",
        "|",
        ">",
        "?",
        "%YAML 1.1",
        "---",
        "\\",
        "\t",
        "~",
    ]
)
MARKS = st.one_of(
    YAML, WORDS, st.text(max_size=6), st.sampled_from(["extends", "set", "kind", "members", "types", "table"])
)


def read(text: str | bytes) -> None:
    """Reads and plays a file; what is refused is refused by name."""
    with contextlib.suppress(ScenarioError):
        scenario = parsed(text)
        with contextlib.suppress(GameError):
            scenario.game()


@given(st.one_of(st.text(max_size=300), st.lists(WORDS, max_size=60).map(" ".join)))
def test_formulas(text):
    with contextlib.suppress(ScenarioError):
        parse(text)


@given(st.one_of(st.binary(max_size=400), st.text(max_size=400), st.lists(MARKS, max_size=60).map("".join)))
def test_files(text):
    read(text)
    with contextlib.suppress(ScenarioError):
        parsed_set(text)


@given(st.data())
def test_files_with_a_passage_changed(data):
    start = data.draw(st.integers(0, len(SMALL)))
    length = data.draw(st.integers(0, 40))
    read(SMALL[:start] + "".join(data.draw(st.lists(MARKS, max_size=5))) + SMALL[start + length :])


@given(st.data())
def test_files_with_lines_out_of_place(data):
    lines = SMALL.splitlines(keepends=True)
    chosen = data.draw(st.lists(st.sampled_from(lines), min_size=len(lines) - 4, max_size=len(lines) + 4))
    read("".join(chosen))
    shuffled = data.draw(st.permutations(lines))
    read("".join(shuffled))


@given(st.data())
def test_files_with_values_swapped(data):
    words = SMALL.split(" ")
    places = st.integers(0, len(words) - 1)
    for _ in range(data.draw(st.integers(1, 4))):
        one, other = data.draw(places), data.draw(places)
        words[one], words[other] = words[other], words[one]
    read(" ".join(words))


@given(st.lists(WORDS, min_size=1, max_size=12).map(" ".join))
def test_formulas_in_a_file(formula):
    read(SMALL.replace('"gain - cost"', f'"{formula}"'))
