"""Numbers in a workbook: out and in again the same scenario, changed as the cells are, refused at the cell."""

from __future__ import annotations

import io
from fractions import Fraction

import policygames as pg
import pytest
import xlsxwriter
from malformed_scenarios import SMALL
from policygames.errors import ScenarioError
from policygames.formats import xlsx
from policygames.scenarios import parsed
from policygames.scenarios.resolved_text import resolved_file
from policygames.scenarios.workbook import COLUMNS, PARAMETERS, PAYOFFS, filled, workbook

TABLE = """\
policygames: 1
kind: scenario
id: tabled
version: 1.0.0
title: A table
question: Which cells?
topics: [detente]
players:
  - {id: us, actions: [{id: calm}, {id: race}]}
  - {id: china, actions: [{id: buy}, {id: wait}, {id: stop}]}
parameters:
  x: {value: 1/3, range: [0, 1], basis: judgement}
payoffs:
  form: table
  table:
    us: [[3, 0, x], [4, 1, "2 * x"]]
    china: [[1, 2, 3], [4, 5, -6]]
game: {type: normal}
"""


def cells(content: bytes, name: str = PARAMETERS) -> list[list[str]]:
    rows = xlsx.sheet(content, "numbers.xlsx", name).rows
    return [[row.cell(column) for column in range(1, rows[0].width + 1)] for row in rows]


def changed(content: bytes, parameter: str, column: str, text: str) -> bytes:
    rows = cells(content)
    row = next(row for row in rows if row[0] == parameter)
    row[COLUMNS.index(column)] = text
    return xlsx.written_sheets({PARAMETERS: rows})


@pytest.mark.parametrize("name", pg.scenarios())
def test_out_and_in_again_is_the_same_scenario(name):
    text = resolved_file(name)
    again = parsed(filled(text, workbook(text), "numbers.xlsx", name))
    assert again.digest == pg.scenario(name).digest


def test_cells_are_what_the_file_says():
    head, gain, cost, twice = cells(workbook(SMALL))
    assert tuple(head) == COLUMNS
    assert gain == ["gain", "3", "", "", "0", "5", "judgement", "", ""]
    assert cost == ["cost", "0.5", "", "", "", "", "sourced", "paper", ""]
    assert twice == ["twice", "", "2 * gain", "", "", "", "derived", "", ""]


def test_a_changed_cell_changes_the_payoffs():
    scenario = parsed(filled(SMALL, changed(workbook(SMALL), "gain", "value", "10/3"), "numbers.xlsx", "mine"))
    assert scenario.id == "mine"
    assert scenario.parameters["gain"].value == Fraction(10, 3)
    assert scenario.game() == parsed(SMALL).game(gain="10/3")


def test_number_cells_are_the_decimals_that_excel_shows():
    stream = io.BytesIO()
    with xlsxwriter.Workbook(stream, {"in_memory": True}) as book:
        sheet = book.add_worksheet(PARAMETERS)
        sheet.write_row(0, 0, ["parameter", "value"])
        sheet.write_row(1, 0, ["gain", 0.1])
    scenario = parsed(filled(SMALL, stream.getvalue(), "numbers.xlsx", "mine"))
    assert scenario.parameters["gain"].value == Fraction(1, 10)
    assert scenario.parameters["gain"].range == (0, 5)  # what has no column stays
    assert scenario.parameters["cost"].value == Fraction(1, 2)  # what has no row stays


def test_a_row_more_is_a_parameter_more():
    rows = [*cells(workbook(SMALL)), ["extra", "1", "", "index", "0", "2", "judgement", "", "A new one."]]
    scenario = parsed(filled(SMALL, xlsx.written_sheets({PARAMETERS: rows}), "numbers.xlsx", "mine"))
    assert scenario.parameters["extra"].note == "A new one."


WRONG = {
    "no number": ("gain", "value", "three", "parameters!B2", "is not a number"),
    "outside the range": ("gain", "value", "7", "parameters!B2", "outside its range"),
    "a range upside down": ("gain", "low", "6", "parameters!E2", "the lower one first"),
    "half a range": ("gain", "high", "", "parameters!E2", "is not a number"),
    "no value": ("gain", "value", "", "parameters!A2", "either a value or a formula"),
    "an unknown basis": ("cost", "basis", "guess", "parameters!G3", "'guess'"),
    "an unknown source": ("cost", "sources", "papers", "parameters!H3", "did you mean 'paper'?"),
    "a judgement without a range": ("cost", "basis", "judgement", "parameters!A3", "a judgement needs a range"),
    "a bad formula": ("twice", "formula", "2 * gains", "parameters!C4", "did you mean 'gain'?"),
    "an id there twice": ("twice", "parameter", "cost", "parameters!A4", "there twice"),
}


@pytest.mark.parametrize("case", WRONG)
def test_a_mistake_is_told_with_its_cell(case):
    parameter, column, text, cell, words = WRONG[case]
    with pytest.raises(ScenarioError) as caught:
        filled(SMALL, changed(workbook(SMALL), parameter, column, text), "numbers.xlsx", "mine")
    assert caught.value.path == cell
    assert words in str(caught.value)


def test_unknown_columns_are_refused_with_the_nearest():
    with pytest.raises(ScenarioError, match="did you mean 'value'"):
        filled(SMALL, xlsx.written_sheets({PARAMETERS: [["parameter", "valu"]]}), "numbers.xlsx", "mine")
    with pytest.raises(ScenarioError, match="no column 'parameter'"):
        filled(SMALL, xlsx.written_sheets({PARAMETERS: [["value"]]}), "numbers.xlsx", "mine")


def test_a_table_of_payoffs_goes_out_and_in_again_in_any_order():
    content = workbook(TABLE)
    assert parsed(filled(TABLE, content, "numbers.xlsx", "tabled")).digest == parsed(TABLE).digest
    head, *rows = cells(content, PAYOFFS)
    assert head == ["us", "china", "payoff to us", "payoff to china"]
    rows[1][2] = "1/7"  # (calm, wait)
    again = xlsx.written_sheets({PARAMETERS: cells(content), PAYOFFS: [head, *reversed(rows)]})
    game = parsed(filled(TABLE, again, "numbers.xlsx", "tabled")).game()
    assert [game.payoff(0, (0, column)) for column in range(3)] == [3, Fraction(1, 7), Fraction(1, 3)]
    assert [game.payoff(1, (1, column)) for column in range(3)] == [4, 5, -6]


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (lambda rows: rows.pop(), "the profile race, stop is missing"),
        (lambda rows: rows.append(rows[1]), "the profile calm, buy is there twice"),
        (lambda rows: rows[1].__setitem__(0, "clam"), "did you mean 'calm'"),
        (lambda rows: rows[1].__setitem__(3, ""), "a payoff is missing"),
        (lambda rows: rows[0].__setitem__(2, "us gets"), "the first row is to be us, china, payoff to us"),
        (lambda rows: rows[3].__setitem__(2, "2 * y"), "there is no 'y'"),
    ],
)
def test_a_table_with_a_mistake_is_refused(change, words):
    content = workbook(TABLE)
    rows = cells(content, PAYOFFS)
    change(rows)
    with pytest.raises(ScenarioError, match=words):
        filled(TABLE, xlsx.written_sheets({PARAMETERS: cells(content), PAYOFFS: rows}), "numbers.xlsx", "tabled")
