"""The JSON Schema and the reader keep step: what the reader takes the schema takes, and both refuse the same slips."""

from __future__ import annotations

import json
from typing import Any

import policygames as pg
import pytest
from jsonschema import Draft202012Validator
from malformed_scenarios import EXPRESSIONS, SMALL, malformed_files
from policygames.errors import ScenarioError
from policygames.scenarios import json_schema, parsed
from policygames.scenarios.catalogue_files import catalogue_file
from policygames.scenarios.check_schema import CHECKS
from policygames.scenarios.vocabulary import ANALYSES
from ruamel.yaml import YAML
from ruamel.yaml.error import YAMLError

SCHEMA = json_schema()
VALIDATOR = Draft202012Validator(SCHEMA)
FILES = malformed_files()
NAMES_AND_FORMULAS = {
    # what no JSON Schema can say: whether something is known, unique, in order, or a formula
    *(set(EXPRESSIONS) - {"an empty formula"}),
    *("unknown player in a check", "unknown action in a check", "unknown source", "unknown receiver", "receiver twice"),
    *("unknown parameter in a term", "all and one more", "value outside its range", "range upside down", "id twice"),
    *("infinite number", "huge exponent", "player twice", "player called like a parameter", "name twice"),
    *("action called like a player", "unreadable name", "formulas in a circle", "given an unknown parameter"),
    *("given outside the range", "given a formula", "a truth for a number", "a number for a truth"),
    *("an action that nobody has", "a call of Python", "an attribute of Python", "a huge power", "own in a relation"),
    *("a mode outside the ends", "a distribution beyond the range", "a deviation of nothing", "an action twice"),
    *("bidirectional marks in a name", "a discount factor of nobody", "types of nobody", "an unknown option value"),
    *("a merge key", "a circle of 1 formulas", "a circle of 3 formulas", "a circle of 400 formulas"),
    *("a typographic minus", "a typographic product", "a function by another name", "a missing bracket"),
    *("an analysis past the range", "a map past the range"),
    # numbers that YAML has another word for, and that an editor types before the schema sees them
    *("a number of YAML 1.1", "an octal number", "a hexadecimal number", "not a number", "minus infinity"),
    *("an endless fraction", "a tiny exponent"),
}


def typed(text: bytes | str) -> Any:
    """A file as an editor sees it: scalars typed by YAML 1.2."""
    return json.loads(json.dumps(YAML(typ="safe", pure=True).load(text), default=str))


def test_it_is_a_json_schema():
    Draft202012Validator.check_schema(SCHEMA)
    assert SCHEMA["$schema"].endswith("2020-12/schema")
    json.dumps(SCHEMA)


@pytest.mark.parametrize("scenario_id", pg.scenarios())
def test_every_file_of_the_catalogue_is_valid(scenario_id):
    content, _ = catalogue_file(scenario_id)
    assert [error.message for error in VALIDATOR.iter_errors(typed(content))] == []


@pytest.mark.parametrize("case", [case for case, (content, _, _) in FILES.items() if len(content) < 100_000])
def test_both_refuse_what_a_schema_can_refuse(case):
    content, _, _ = FILES[case]
    with pytest.raises(ScenarioError):
        parsed(content)
    try:
        data = typed(content.decode())
    except (YAMLError, UnicodeError, RecursionError, ValueError, TypeError, AssertionError):
        return  # no editor gets so far as to ask the schema
    assert VALIDATOR.is_valid(data) is (case in NAMES_AND_FORMULAS)


SET = """\
policygames: 1
kind: set
id: a_set
version: 1.0.0
title: A set
base: {id: chip_controls_repeated, version: ^1.0}
cases: [{id: one, set: {sales: 9}}]
draws:
  - {id: map, design: grid, over: {patience: {from: 0, to: 0.5, count: 3}, leverage: [7, 8]}}
  - {id: deep, design: sobol, seed: 1, draws: 8, over: all}
"""
CHILD = SMALL[: SMALL.index("topics:")] + "extends: {id: standards_blocs, version: ^1.0}\nset: {parameters: {}}\n"


@pytest.mark.parametrize("text", [SET, CHILD, SMALL])
def test_each_kind_of_file_is_valid_and_none_may_have_more(text):
    assert VALIDATOR.is_valid(typed(text))
    assert not VALIDATOR.is_valid(typed(text + "more: 1\n"))
    assert not VALIDATOR.is_valid(typed(text.replace("version: 1.0.0", "version: one")))
    assert not VALIDATOR.is_valid(typed(text.replace("title:", "titel:")))


@pytest.mark.parametrize(
    ("passage", "replacement"),
    [
        ("design: grid", "design: gird"),
        ("count: 3", "count: many"),
        ("over: all", "over: some"),
        ("{sales: 9}", "{sales: [9]}"),
        ("version: ^1.0}", "versoin: ^1.0}"),
    ],
)
def test_sets_are_checked_in_the_editor_too(passage, replacement):
    assert not VALIDATOR.is_valid(typed(SET.replace(passage, replacement)))


@pytest.mark.parametrize("kind", CHECKS)
def test_every_kind_of_check_is_there_with_its_fields(kind):
    schema = SCHEMA["$defs"][f"check_{kind}"]
    assert set(schema["properties"]) == set(CHECKS[kind].known_keys())
    assert schema["additionalProperties"] is False


@pytest.mark.parametrize("name", ANALYSES)
def test_every_analysis_has_its_options(name):
    text = SMALL.replace("analysis: nash", f"analysis: {name}, colour: red")
    assert not VALIDATOR.is_valid(typed(text))
    assert VALIDATOR.is_valid(typed(SMALL.replace("analysis: nash", f"analysis: {name}")))
