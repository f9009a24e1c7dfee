"""Files that are refused: at the right line and column, for the right reason, before anything expensive happens."""

from __future__ import annotations

import pytest
from malformed_scenarios import LATER, MALFORMED, UNSUPPORTED


@pytest.mark.parametrize("case", MALFORMED)
def test_a_malformed_file_is_refused_at_its_line(case, changed, refusal):
    passage, replacement, line, words = MALFORMED[case]
    error = refusal(changed(passage, replacement))
    assert error.line == line
    assert words in str(error)


@pytest.mark.parametrize("case", UNSUPPORTED)
def test_what_is_not_supported_says_so_by_name(case, changed, refusal):
    passage, replacement, line, words = UNSUPPORTED[case]
    error = refusal(changed(passage, replacement))
    assert (error.reason, error.line) == (LATER, line)
    assert words in str(error)
    assert "not supported yet" in str(error)


def test_all_mistakes_come_at_once_in_the_order_of_the_file(changed, refusal):
    text = changed("topics:", "topic:").replace("value: 3,", "value: x,").replace("1.0.0", "1")
    lines = str(refusal(text)).splitlines()
    assert [line.split(":")[:2] for line in lines] == [["bad.yaml", number] for number in ["4", "7", "14"]]


def test_mistakes_in_different_parts_do_not_hide_each_other(changed, refusal):
    text = changed("value: 3,", "value: x,").replace('"gain - cost"', '"gain - costs"')
    text = text.replace("player: us", "player: usa").replace("to: [us, china]", "to: [us, chna]")
    text = text.replace("name: United States", "nam: United States")
    lines = str(refusal(text)).splitlines()
    assert [int(line.split(":")[1]) for line in lines] == [11, 14, 20, 21, 26]


def test_the_column_is_that_of_the_character_in_a_formula(changed, refusal):
    error = refusal(changed('"gain - cost"', '"gain - costs"'))
    line = changed('"gain - cost"', '"gain - costs"').splitlines()[error.line - 1]
    assert line[error.column - 1 :].startswith("costs")
    assert error.path == "payoffs.terms[0].value"


def test_an_unknown_key_is_pointed_at_itself(changed, refusal):
    text = changed("range: [0, 5]", "rang: [0, 5]")
    error = refusal(text)
    assert text.splitlines()[error.line - 1][error.column - 1 :].startswith("rang:")
    assert error.path == "parameters.gain.rang"


def test_a_long_list_of_mistakes_is_cut(small, refusal):
    error = refusal(small + "".join(f"extra_{number}: x\n" for number in range(300)))
    assert len(str(error).splitlines()) == 201
    assert "and 100 more" in str(error)


def test_unreadable_keys_are_quoted(small, refusal):
    assert "\u202e" not in str(refusal(small + '"a\\u202Eb": 1\n'))
