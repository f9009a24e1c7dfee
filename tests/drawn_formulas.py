"""Formulas of every kind, drawn at random, and a scenario that pays by one of them."""

from __future__ import annotations

from hypothesis import strategies as st
from policygames.scenarios import Scenario, parsed

HEAD = """\
policygames: 1
kind: scenario
id: drawn
version: 1.0.0
title: Drawn formulas
question: What is it worth?
topics: [detente]
players:
  - id: us
    attributes: {weight: 2}
    actions: [{id: low, attributes: {level: 0}}, {id: high, attributes: {level: 1/3}}]
  - id: china
    attributes: {weight: 3}
    actions: [{id: low, attributes: {level: 1}}, {id: high, attributes: {level: -2}}]
parameters:
  a: {value: 1, range: [-3, 3], decimals: 1, basis: judgement}
  b: {value: 2, range: [-3, 3], decimals: 0, basis: judgement}
  c: {value: 3, range: [-10, 10], decimals: 2, basis: judgement}
  sum: {formula: "a + b / 7", basis: derived}
"""

IN_PIECES = (
    "max(a, 2 * b)",
    "if(a > 1, 3, if(a >= 0, a, -a))",
    "abs(a - 1) - min(a, 1 / 2) * c",
    "if(a == 1, 5, -1)",
    "if(a in [0, 2], 4, 1 - a)",
    "if(a < -1 or a > 2, a * a - 5, a * a - 2)",
    "if(1 / (a + 40) > 1 / 41, 1 - a, a)",
)
"""Formulas that change their form at rational values of `a`."""


def scenario_of(value: str, when: str = "us == high or a < b") -> Scenario:
    term = f'    - {{id: one, to: all, when: "{when}", value: "{value}"}}\n'
    return parsed(f"{HEAD}payoffs:\n  form: terms\n  terms:\n{term}game: {{type: normal}}\n")


names = st.sampled_from(["a", "b", "c", "sum", "own.level", "own.weight", "us.level", "count(low)", "others(high)"])
numbers = st.one_of(st.integers(-3, 3).map(lambda n: f"({n})"), st.sampled_from(["0.5", "1/3", "0.001"]), names)


def deeper(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    truths = st.one_of(
        st.tuples(inner, st.sampled_from(["==", "!=", "<", "<=", ">", ">="]), inner).map(lambda p: f"({' '.join(p)})"),
        st.tuples(inner, inner, inner).map(lambda p: f"({p[0]} in [{p[1]}, {p[2]}])"),
        st.sampled_from(["own == low", "us in [high]", "china != low", "not (a < 0)", "a > 0 and 1 / a > b"]),
    )
    both = st.tuples(truths, st.sampled_from(["and", "or"]), truths).map(lambda p: f"({' '.join(p)})")
    return st.one_of(
        st.tuples(inner, st.sampled_from(["+", "-", "*", "/"]), inner).map(lambda p: f"({' '.join(p)})"),
        st.tuples(inner, st.sampled_from(["** 2", "** 0", "** (-1)", "** 3"])).map(lambda p: f"({' '.join(p)})"),
        st.tuples(st.sampled_from(["min", "max"]), inner, inner).map(lambda p: f"{p[0]}({p[1]}, {p[2]})"),
        inner.map(lambda text: f"abs({text})"),
        inner.map(lambda text: f"(-{text})"),
        st.tuples(st.one_of(truths, both), inner, inner).map(lambda p: f"if({', '.join(p)})"),
    )


formulas = st.recursive(numbers, deeper, max_leaves=7).filter(lambda text: len(text) < 600)
