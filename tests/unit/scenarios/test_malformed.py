"""Files that are refused: at the right line and column, for the right reason, before anything expensive happens."""

from __future__ import annotations

import pytest

BAD, LATER = "BAD_SCENARIO", "UNSUPPORTED_SCENARIO"
US = "{id: us, name: United States, attributes: {weight: 2}, actions: [{id: calm}, {id: race}]}"
EDGE = '{id: edge, to: all, when: "own == race", value: "gain - cost"}'
CHECK = "{kind: dominant, player: us, action: race}"
GAIN = "gain: {value: 3, range: [0, 5], basis: judgement}"

MALFORMED = {
    # what is wrong: (passage, replacement, line, words in the message)
    "unknown key at the top": ("topics:", "topic:", 7, "did you mean 'topics'"),
    "unknown key in a player": ("name: United States", "nam: United States", 11, "did you mean 'name'"),
    "unknown key in an action": (US, US.replace("{id: calm}", "{id: calm, cost: 1}"), 11, "'cost'"),
    "unknown key in a parameter": ("range: [0, 5]", "rang: [0, 5]", 14, "did you mean 'range'"),
    "unknown key in a term": ("to: all, when:", "to: all, wen:", 20, "did you mean 'when'"),
    "unknown key in the game": ("{type: normal}", "{type: normal, colour: red}", 22, "'colour'"),
    "unknown key in a finding": ("claim: Racing is dominant.", "claim: x, clam: y", 26, "did you mean 'claim'"),
    "unknown key in a check": (CHECK, CHECK.replace("action: race", "action: race, extra: 1"), 26, "'extra'"),
    "unknown option of an analysis": ("analysis: nash", "analysis: nash, colour: red", 24, "no option 'colour'"),
    "unknown analysis": ("analysis: nash", "analysis: nahs", 24, "did you mean 'nash'"),
    "unknown kind of check": ("kind: dominant", "kind: dominnt", 26, "did you mean 'dominant'"),
    "unknown player in a check": ("player: us", "player: usa", 26, "did you mean 'us'"),
    "unknown action in a check": ("action: race", "action: rase", 26, "did you mean 'race'"),
    "unknown source": ("sources: [paper]", "sources: [papers]", 15, "did you mean 'paper'"),
    "unknown parameter in a term": ('"gain - cost"', '"gain - costs"', 20, "did you mean 'cost'"),
    "unknown receiver": ("to: [us, china]", "to: [us, chna]", 21, "did you mean 'china'"),
    "receiver twice": ("to: [us, china]", "to: [us, us]", 21, "twice"),
    "all and one more": ("to: [us, china]", "to: [all, us]", 21, "alone"),
    "unknown basis": ("basis: derived", "basis: guess", 16, "allowed: sourced, derived, judgement"),
    "unknown game": ("{type: normal}", "{type: norml}", 22, "did you mean 'normal'"),
    "unknown form": ("form: terms", "form: matrix", 18, "allowed: terms, outcomes, table"),
    "judgement without a range": (GAIN, "gain: {value: 3, basis: judgement}", 14, "range"),
    "sourced without a source": (", sources: [paper]}", "}", 15, "source"),
    "value outside its range": ("value: 3, range: [0, 5]", "value: 6, range: [0, 5]", 14, "allowed: 0 to 5"),
    "range upside down": ("range: [0, 5]", "range: [5, 0]", 14, "lower one first"),
    "range of one number": ("range: [0, 5]", "range: [5]", 14, "two numbers"),
    "value and formula": (GAIN, GAIN.replace("value: 3", 'value: 3, formula: "1"'), 14, "either"),
    "neither value nor formula": ("value: 0.5, ", "", 15, "either"),
    "no number": ("value: 3,", "value: three,", 14, "'three' is not a number"),
    "infinite number": ("value: 3,", "value: .inf,", 14, "not a number"),
    "huge exponent": ("value: 3,", "value: 1e999999,", 14, "too long"),
    "a list for a number": ("value: 3,", "value: [3],", 14, "a list where one value is needed"),
    "a text for a mapping": (GAIN, "gain: 3", 14, "a mapping is needed"),
    "a mapping for a list": ("topics: [detente]", "topics: {a: b}", 7, "a list is needed"),
    "missing key at the top": ("question: Does it work?\n", "", 1, "'question' is missing"),
    "missing key in a term": (EDGE, EDGE.replace(', value: "gain - cost"', ""), 20, "'value' is missing"),
    "empty text": ("title: A small test", "title:", 5, "empty"),
    "bad version": ("1.0.0", "1.0", 4, "version"),
    "bad id": ("id: small", "id: Small-1", 3, "no id"),
    "reserved id": (GAIN, GAIN.replace("gain", "count"), 14, "reserved"),
    "no players": ("players:\n", "players: []\nx:\n", 10, "there are no players; allowed: 2 to 64"),
    "id twice": ("id: harm", "id: edge", 21, "already"),
    "player twice": ("{id: china, name: China", "{id: us, name: China", 12, "already"),
    "player called like a parameter": (GAIN, GAIN.replace("gain", "us"), 11, "already"),
    "action called like a player": (US, US.replace("{id: calm}", "{id: china}"), 11, "already"),
    "name twice": ("name: China", "name: United States", 12, "already"),
    "unreadable name": ("name: China", 'name: "Chi\\u202Ena"', 12, "U+202E"),
    "formulas in a circle": (GAIN, 'gain: {formula: "twice / 2", basis: derived}', 14, "circle"),
    "given an unknown parameter": ("check: {", "given: {gian: 1}, check: {", 26, "did you mean 'gain'"),
    "given outside the range": ("check: {", "given: {gain: 9}, check: {", 26, "allowed: 0 to 5"),
    "given a formula": ("check: {", "given: {twice: 1}, check: {", 26, "formula"),
    "discount in a one-shot game": ("{type: normal}", '{type: normal, discount: {us: "1/2"}}', 22, "repeated"),
    "no discount in a repeated game": ("{type: normal}", "{type: repeated}", 22, "us is missing"),
    "a truth for a number": ('"gain - cost"', '"gain > cost"', 20, "a number is needed"),
    "a number for a truth": ('"own == race"', '"gain"', 20, "a truth is needed"),
    "an action that nobody has": ('"own == race"', '"own == rase"', 20, "did you mean 'race'"),
    "a call of Python": ('"gain - cost"', '"__import__(1)"', 20, "no function"),
    "an attribute of Python": ('"gain - cost"', '"us.__class__"', 20, "no attribute"),
    "a huge power": ('"gain - cost"', '"__"', 20, "no '__'"),
    "a change without a base": ("version: 1.0.0", "version: 1.0.0\nset: {a: 1}", 5, "extends is missing"),
    "a base that is not there": (
        "version: 1.0.0",
        "version: 1.0.0\nextends: {id: other, version: ^1.0}",
        5,
        "no scenario 'other' to extend",
    ),
    "own in a relation": (CHECK, '{kind: relation, expr: "own == 1"}', 26, "own has no meaning"),
}

UNSUPPORTED = {
    "kind study": ("kind: scenario", "kind: study", 2, "kind: study"),
    "groups": ("version: 1.0.0", "version: 1.0.0\ngroups: []", 5, "groups"),
    "sqrt": ('"gain - cost"', '"sqrt(gain)"', 20, "sqrt"),
    "private monitoring": (
        "{type: normal}",
        '{type: repeated, monitoring: {type: private}, discount: {us: "1/2", china: "1/2"}}',
        22,
        "private monitoring",
    ),
    "points": ("basis: derived", "basis: derived, distribution: {type: points}", 16, "points"),
    "the format's next version": ("policygames: 1", "policygames: 2", 1, "version 2"),
}


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
