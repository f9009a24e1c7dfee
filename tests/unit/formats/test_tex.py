"""LaTeX tables: every payoff in its cell, names escaped, one table per action of a third player."""

import re
import shutil
import subprocess

import policygames as pg
import pytest
from hypothesis import given
from named_games import named_games
from policygames.formats import tex


def test_two_players_give_one_table():
    game = pg.NormalFormGame(
        [[[3, "1/3"], ["0.1", -2]], [[3, 4], [1, "-2/7"]]],
        players=("US & EU", "China"),
        actions=(("sell", "ban_all"), ("buy", "100 %")),
    )
    assert tex.write(game).decode().splitlines() == [
        "% \\usepackage{booktabs}",
        "\\begin{tabular}{lcc}",
        "\\toprule",
        " & \\multicolumn{2}{c}{China} \\\\",
        "\\cmidrule(l){2-3}",
        "US \\& EU & buy & 100 \\% \\\\",
        "\\midrule",
        "sell & $3,\\; 3$ & $\\frac{1}{3},\\; 4$ \\\\",
        "ban\\_all & $0.1,\\; 1$ & $-2,\\; -\\frac{2}{7}$ \\\\",
        "\\bottomrule",
        "\\end{tabular}",
    ]


def test_three_players_give_a_table_for_each_action_of_the_third():
    game = pg.NormalFormGame([[[[f"{i}{a}{b}{c}" for c in "12"] for b in "123"] for a in "12"] for i in "123"])
    text = tex.write(game).decode()
    assert text.count("\\begin{tabular}{lccc}") == 2
    first, second = text.split("player 2: action 1")
    assert "$1231,\\; 2231,\\; 3231$" in first
    assert "$1122,\\; 2122,\\; 3122$" in second


@given(named_games())
def test_nothing_in_a_name_is_a_command(game):
    text = tex.write(game).decode()
    plain = re.sub(r"\\(text\w+\{\}|[&%$#_{}])", "", text.split("\n", 1)[1])
    assert plain.count("{") == plain.count("}")
    assert plain.count("$") == 2 * game.numerators[0].size
    assert not set(plain) & set("%#_^~")


def test_too_many_cells_are_refused():
    with pytest.raises(pg.UnsupportedError, match="too many to print"):
        tex.write(pg.NormalFormGame([[[0] * 200] * 100] * 2))


@pytest.mark.skipif(shutil.which("pdflatex") is None, reason="there is no LaTeX here")
def test_latex_takes_the_tables(tmp_path):
    special = "\\ & % $ # _ { } ~ ^ < > |"
    two = pg.NormalFormGame(
        [[["1/3", -2], ["0.1", 10**30]]] * 2, players=("US & EU", "100 %"), actions=((special, "b"), ("é", "_"))
    )
    three = pg.NormalFormGame([[[[f"{i}{a}{b}{c}" for c in "12"] for b in "123"] for a in "12"] for i in "123"])
    tables = "\n\n".join(tex.write(game).decode() for game in (two, three))
    document = (
        f"\\documentclass{{article}}\n\\usepackage{{booktabs}}\n\\begin{{document}}\n{tables}\n\\end{{document}}\n"
    )
    (tmp_path / "game.tex").write_text(document, encoding="utf-8")
    command = ["pdflatex", "-interaction=nonstopmode", "-halt-on-error", "game.tex"]
    done = subprocess.run(
        command, check=False, cwd=tmp_path, capture_output=True, text=True, errors="replace", timeout=120
    )
    assert done.returncode == 0, done.stdout[-2000:]
    assert "Missing character" not in (tmp_path / "game.log").read_text(encoding="latin-1")
