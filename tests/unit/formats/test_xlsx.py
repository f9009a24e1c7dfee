"""Excel files as people fill them in: text, numbers, formulas, dates; and files that are none."""

import datetime
import io
import warnings
import zipfile
from contextlib import suppress
from fractions import Fraction

import policygames as pg
import pytest
import xlsxwriter
from hypothesis import given
from hypothesis import strategies as st
from policygames.formats import extensions, template, xlsx
from python_calamine import CalamineWorkbook

NAMES = [["a", "b"], ["x", "y"], ["", "z"]]
HEAD = ["a", "b", "payoff to a", "payoff to b"]
ROWS = [HEAD, ["x", "y", 1, 2], ["x", "z", 3, 4]]


def workbook(**sheets):
    """A workbook with these rows; a text that begins with = is a formula whose value is the pair's second entry."""
    stream = io.BytesIO()
    with xlsxwriter.Workbook(stream, {"in_memory": True}) as book:
        date = book.add_format({"num_format": "yyyy-mm-dd"})
        for name, rows in sheets.items():
            sheet = book.add_worksheet(name)
            for line, cells in enumerate(rows):
                for column, cell in enumerate(cells):
                    write(sheet, line, column, cell, date)
    return stream.getvalue()


def write(sheet, line, column, cell, date):
    """Writes one cell by its kind."""
    if isinstance(cell, tuple):
        sheet.write_formula(line, column, cell[0], None, cell[1])
    elif isinstance(cell, datetime.date):
        sheet.write_datetime(line, column, cell, date)
    elif isinstance(cell, str):
        sheet.write_string(line, column, cell)
    else:
        sheet.write(line, column, cell)


def changed(line, column, cell):
    """The valid rows with one cell changed, counted from 1."""
    rows = [list(row) for row in ROWS]
    rows[line - 1][column - 1 :] = [cell, *rows[line - 1][column:]]
    return rows


def payoff(cell):
    """What a payoff cell is read as."""
    return xlsx.read(workbook(actions=NAMES, payoffs=changed(2, 3, cell))).payoff(0, (0, 0))


@pytest.mark.parametrize(
    ("cell", "value"),
    [
        ("1/3", Fraction(1, 3)),
        (" 0.1 ", Fraction(1, 10)),
        (0.1, Fraction(1, 10)),
        (-2, -2),
        (1e22, 10**22),
        (-0.0, 0),
        (1.25e-7, Fraction(1, 8 * 10**6)),
        (("=1+1", 2), 2),
        (("=A1", "2/7"), Fraction(2, 7)),
    ],
)
def test_a_cell_is_the_number_that_it_shows(cell, value):
    assert payoff(cell) == value


@pytest.mark.parametrize("cell", [("=1/3", 1 / 3), 2 / 7])
def test_a_float_that_is_no_short_decimal_is_warned_about(cell):
    with pytest.warns(UserWarning, match=r"payoffs!C2 is read as 0\.\d{15}, the decimal that Excel shows"):
        assert payoff(cell).denominator > 10**9


def test_one_warning_tells_of_all_cells():
    rows = [HEAD, ["x", "y", 1 / 3, 2 / 3], ["x", "z", 3, 2 / 7]]
    with pytest.warns(UserWarning, match=r"\(and 2 cells more\)") as caught:
        xlsx.read(workbook(actions=NAMES, payoffs=rows))
    assert len(caught) == 1


def test_names_may_be_numbers():
    game = xlsx.read(workbook(actions=[["a", "b"], [2024, "y"]], payoffs=[HEAD, [2024, "y", 1, 2]]))
    assert game.actions == (("2024",), ("y",))


def test_the_sheet_of_actions_gives_the_order():
    rows = [HEAD, ["x", "z", 3, 4], [], ["x", "y", 1, 2]]
    game = xlsx.read(workbook(actions=NAMES, payoffs=rows, other=[["ignored"]]))
    assert game.actions == (("x",), ("y", "z"))
    assert game.payoffs.tolist() == [[[1, 3]], [[2, 4]]]


MALFORMED = [
    ({"actions": NAMES}, (1, 1), "there is no sheet 'payoffs'"),
    ({"payoffs": ROWS}, (1, 1), "there is no sheet 'actions'"),
    ({"actions": [], "payoffs": ROWS}, (1, 1), "the sheet is empty"),
    ({"actions": NAMES, "payoffs": []}, (1, 1), "the table is empty"),
    ({"actions": NAMES[:1], "payoffs": ROWS}, (1, 1), "there are no actions beneath"),
    ({"actions": [["a", "b"], ["x", "y"], ["x"]], "payoffs": ROWS}, (3, 1), "the action 'x' is there twice"),
    ({"actions": [["a", "b"], ["x", ""], ["", "z"]], "payoffs": ROWS}, (2, 2), "an action is missing"),
    ({"actions": [["a", "c"], ["x", "y"]], "payoffs": ROWS}, (1, 2), "called 'b'; allowed: 'c'"),
    ({"actions": [["a", "b", "payoff to a"], ["x", "y", "z"]], "payoffs": ROWS}, (1, 4), "4 columns; allowed: two for"),
    ({"actions": NAMES, "payoffs": ROWS[:1]}, (1, 1), "no profile follows"),
    ({"actions": NAMES, "payoffs": ROWS[:2]}, (2, 1), "no row for 'x', 'z'"),
    ({"actions": NAMES, "payoffs": [*ROWS, ROWS[1]]}, (4, 1), "the profile of line 2 a second time"),
    ({"actions": NAMES, "payoffs": changed(2, 2, "yy")}, (2, 2), "there is no 'yy'; did you mean 'y'"),
    ({"actions": NAMES, "payoffs": changed(3, 4, "")}, (3, 4), "a payoff is missing"),
    ({"actions": NAMES, "payoffs": changed(3, 4, "four")}, (3, 4), "'four' is not a number"),
    ({"actions": NAMES, "payoffs": changed(3, 4, "1e999999999")}, (3, 4), "the number is too long"),
    ({"actions": NAMES, "payoffs": changed(2, 3, True)}, (2, 3), "a truth value is no number"),
    ({"actions": NAMES, "payoffs": changed(2, 3, datetime.date(2026, 1, 3))}, (2, 3), "a date is no number"),
    ({"actions": NAMES, "payoffs": changed(2, 3, ("=1/0", "#DIV/0!"))}, (2, 3), "is missing"),
    ({"actions": NAMES, "payoffs": [HEAD, ["x", "y", 1, 2, 3], ROWS[2]]}, (2, 5), "a cell beyond the 4 columns"),
    ({"actions": NAMES, "payoffs": changed(1, 4, "payoff")}, (1, 4), "is called 'payoff'; allowed: 'payoff to b'"),
    ({"actions": [["a", "a"], ["x", "y"]], "payoffs": [["a", "a", "payoff to a", "payoff to a"], ["x", "y", 1, 2]]},
     (1, 2), "is the name of players[0] already"),
]  # fmt: skip


@pytest.mark.parametrize(("sheets", "place", "said"), MALFORMED, ids=[said for _, _, said in MALFORMED])
def test_the_mistake_is_told_at_its_cell(sheets, place, said):
    with pytest.raises(pg.ScenarioError) as refusal:
        xlsx.read(workbook(**sheets), "game.xlsx")
    assert said in str(refusal.value)
    assert (refusal.value.line, refusal.value.column) == place


def test_a_filled_template_is_the_game(tmp_path):
    template(tmp_path / "form.xlsx", ("a", "b"), (("x",), ("y", "z")))
    rows = CalamineWorkbook.from_path(tmp_path / "form.xlsx").get_sheet_by_name("payoffs").to_python()
    assert rows == [HEAD, ["x", "y", "", ""], ["x", "z", "", ""]]
    game = xlsx.read(workbook(actions=NAMES, payoffs=[HEAD, ["x", "y", "1/3", 2], ["x", "z", 3, "0.1"]]))
    assert game.payoffs.tolist() == [[[Fraction(1, 3), 3]], [[2, Fraction(1, 10)]]]


GAME = xlsx.write(pg.NormalFormGame([[[1, 2]], [[3, "1/3"]]]))


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "the file is empty"),
        (b"a,b\n", "this is no Excel file"),
        (GAME[:2000], "this is no Excel file"),
        (GAME[:-100], "this is no Excel file"),
    ],
)
def test_what_is_no_workbook_is_refused(content, said):
    with pytest.raises(pg.ScenarioError, match=said):
        xlsx.read(content)


def rewritten(change):
    """The game's file with each part changed by `change(name, content)`."""
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(GAME)) as old, zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(name, change(name, old.read(name)))
    return stream.getvalue()


def test_a_cell_far_away_is_refused_before_the_sheet_is_read():
    content = rewritten(lambda _, part: part.replace(b'r="B2"', b'r="XFD1048576"'))
    with pytest.raises(pg.ScenarioError, match="1048576 rows and 16384 columns; allowed"):
        xlsx.read(content)


def test_a_file_that_unpacks_to_too_much_is_refused():
    zeros = b"\0" * 2**28
    content = rewritten(lambda name, part: zeros if name.endswith("sheet1.xml") else part)
    assert len(content) < 2**20
    with pytest.raises(pg.ScenarioError, match="holds more than"):
        xlsx.read(content)


@given(data=st.data())
def test_no_damage_gives_another_error(data):
    name = data.draw(st.sampled_from(["xl/worksheets/sheet1.xml", "xl/worksheets/sheet2.xml", "xl/sharedStrings.xml"]))
    start, length = data.draw(st.integers(0, 2000)), data.draw(st.integers(0, 40))
    inserted = data.draw(st.sampled_from([b"", b"<", b">", b'"', b"\xff", b"&x;", b"<c>", b"</row>", b"9"]))
    content = rewritten(lambda part, old: old[:start] + inserted + old[start + length :] if part == name else old)
    with suppress(pg.ScenarioError), warnings.catch_warnings():
        warnings.simplefilter("ignore")
        xlsx.read(content)


def test_too_many_profiles_for_a_sheet_are_refused():
    game = pg.NormalFormGame([[[0] * 2**10] * 2**10] * 2)
    with pytest.raises(pg.UnsupportedError, match="1048576 profiles"):
        xlsx.write(game)
    assert "xlsx" in extensions("write")
