"""The format of scenario files as a JSON Schema, for editors that complete and check while one writes.

It is made from the records that the reader uses. What no JSON Schema can say, such as whether a name is known or a
formula can be read, the reader says.
"""

from __future__ import annotations

from copy import deepcopy
from typing import Any

from policygames.scenarios.check_schema import CHECKS
from policygames.scenarios.field_types import SCALAR
from policygames.scenarios.inheritance import CHANGES, OWN
from policygames.scenarios.schema import ScenarioRecord
from policygames.scenarios.set_schema import SetRecord
from policygames.scenarios.vocabulary import ANALYSES

DIALECT = "https://json-schema.org/draft/2020-12/schema"
Schema = dict[str, Any]
_FORMS = ("terms", "outcomes", "table")


def json_schema() -> Schema:
    """The JSON Schema (draft 2020-12) of a file: a scenario, one that extends another one, or a set of cases."""
    scenario = _cleaned(ScenarioRecord.model_json_schema())
    sets = _cleaned(SetRecord.model_json_schema())
    definitions = {**scenario.pop("$defs"), **sets.pop("$defs"), **_checks()}
    definitions["FindingRecord"]["properties"]["check"] = _one_check()
    definitions["AnalysisRecord"] = _analysis(definitions["AnalysisRecord"])
    _refine(definitions)
    definitions |= {"Scenario": scenario, "Extension": _extension(scenario), "Set": sets}
    return {
        "$schema": DIALECT,
        "title": "A policygames scenario, or a set of cases",
        "type": "object",
        "if": {"properties": {"kind": {"const": "set"}}, "required": ["kind"]},
        "then": {"$ref": "#/$defs/Set"},
        "else": {
            "if": {"required": ["extends"]},
            "then": {"$ref": "#/$defs/Extension"},
            "else": {"$ref": "#/$defs/Scenario"},
        },
        "$defs": definitions,
    }


def _cleaned(schema: Any) -> Any:
    """Without what is Python's: null for what is left out, titles, defaults; and names only where they are allowed."""
    if isinstance(schema, list):
        return [_cleaned(item) for item in schema if item != {"type": "null"}]
    if not isinstance(schema, dict):
        return schema
    kept = {key: value for key, value in schema.items() if key not in ("default", "title") or isinstance(value, dict)}
    cleaned = {key: _cleaned(value) for key, value in kept.items()}
    if len(cleaned.get("anyOf", ())) == 1:
        (only,) = cleaned.pop("anyOf")
        cleaned |= only
    if "patternProperties" in cleaned:
        cleaned["additionalProperties"] = False
    return cleaned


def _checks() -> Schema:
    """The definition of each kind of check."""
    found: Schema = {}
    for kind, record in CHECKS.items():
        schema = _cleaned(record.model_json_schema())
        found |= schema.pop("$defs", {})
        schema["properties"]["kind"] = {"const": kind}
        found[_check_name(kind)] = schema
    return found


def _check_name(kind: str) -> str:
    return f"check_{kind}"


def _one_check() -> Schema:
    """A check: one condition a kind, so that an editor tells what is wrong with the kind that is meant."""
    conditions = [
        {
            "if": {"properties": {"kind": {"const": kind}}, "required": ["kind"]},
            "then": {"$ref": f"#/$defs/{_check_name(kind)}"},
        }
        for kind in CHECKS
    ]
    return {"type": "object", "required": ["kind"], "properties": {"kind": {"enum": list(CHECKS)}}, "allOf": conditions}


def _analysis(schema: Schema) -> Schema:
    """An analysis with the options that it has."""
    conditions = [
        {
            "if": {"properties": {"analysis": {"const": name}}, "required": ["analysis"]},
            "then": {"propertyNames": {"enum": ["id", "analysis", *options]}},
        }
        for name, options in ANALYSES.items()
    ]
    return {**schema, "additionalProperties": True, "allOf": conditions}


def _refine(definitions: Schema) -> None:
    """Adds what fields mean for each other."""
    parameter = definitions["ParameterRecord"]
    parameter["properties"]["range"] |= {"minItems": 2, "maxItems": 2}
    parameter["oneOf"] = [{"required": ["value"]}, {"required": ["formula"]}]
    parameter["allOf"] = [
        _where("basis", "judgement", {"required": ["range"]}),
        _where("basis", "sourced", {"required": ["sources"], "properties": {"sources": {"minItems": 1}}}),
    ]
    payoffs = definitions["PayoffsRecord"]
    payoffs["allOf"] = [
        _where("form", form, {"required": [form], "not": _any_of(set(_FORMS) - {form})}) for form in _FORMS
    ]
    once, ever = (
        ("types", "prior"),
        ("periods", "discount", "monitoring", "public_randomization", "transfers", "mistakes"),
    )
    definitions["GameRecord"]["allOf"] = [
        _where("type", "normal", {"not": _any_of({*once, *ever})}),
        _where("type", "repeated", {"required": ["discount"], "not": _any_of(set(once))}),
        _where("type", "bayesian", {"required": ["types"], "not": _any_of(set(ever))}),
    ]
    definitions["DistributionRecord"]["allOf"] = [
        _where("type", "uniform", {"not": _any_of({"mode", "mean", "deviation"})}),
        _where("type", "discrete", {"not": _any_of({"mode", "mean", "deviation"})}),
        _where("type", "triangular", {"required": ["low", "mode", "high"]}),
        _where("type", "normal", {"required": ["mean", "deviation"]}),
    ]


def _where(key: str, value: str, then: Schema) -> Schema:
    return {"if": {"properties": {key: {"const": value}}, "required": [key]}, "then": then}


def _any_of(keys: set[str]) -> Schema:
    return {"anyOf": [{"required": [key]} for key in sorted(keys)]}


def _extension(scenario: Schema) -> Schema:
    """A scenario that extends another one."""
    own = {key: deepcopy(scenario["properties"][key]) for key in OWN}
    base = {"type": "object", "required": ["id", "version"], "additionalProperties": False}
    base["properties"] = {"id": deepcopy(own["id"]), "version": SCALAR}
    changes: Schema = {key: {"type": "object"} for key in CHANGES}
    return {
        "type": "object",
        "description": "A scenario that extends another one and says what is different.",
        "properties": {**own, "extends": base, **changes},
        "required": ["policygames", "kind", "id", "version", "title", "question", "extends"],
        "additionalProperties": False,
    }
