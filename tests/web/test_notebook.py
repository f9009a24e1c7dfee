"""Games, answers and studies as a notebook shows them: whole, escaped, and looked at in a browser."""

from __future__ import annotations

from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import policygames as pg
import pytest

VOID = {"br", "path", "use", "rect", "meta", "line"}


class Balanced(HTMLParser):
    """Whether every tag that opens closes, in order."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.texts: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: Any) -> None:
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag not in VOID:
            assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.texts.append(data)


def _things(folder: Path) -> dict[str, Any]:
    chips, repeated = pg.scenario("chip_controls_and_boycott"), pg.scenario("chip_controls_repeated")
    study = pg.study(chips, draws=160, seed=1, out=folder / "study", workers=0)
    low = pg.study(chips, draws=160, seed=1, out=folder / "low", workers=0, fixed={"leverage": 2})
    return {
        "game": chips.game(),
        "solution": pg.solve(chips.game(), "nash"),
        "repeated": repeated.game(),
        "payoff set": pg.solve(pg.RepeatedGame(repeated.stage_game(), discount="1/2"), "subgame_perfect"),
        "symmetric": pg.scenario("safety_agreement").game(),
        "bayesian": pg.scenario("nvidia_two_fires").game(),
        "map": pg.regimes(chips, over={"leverage": (0, 15)}),
        "study": study,
        "box": study.discover("us_ban_is_a_reaction"),
        "comparison": study.compare(low),
    }


def test_everything_shows_itself(tmp_path: Path, browser: Any) -> None:
    shown = {name: thing._repr_html_() for name, thing in _things(tmp_path).items()}
    for name, html in shown.items():
        assert not Balanced(html).open, name
    assert "<b>5; 8</b>" in shown["game"] and "12.24; 17" in shown["game"]
    assert "There is exactly one Nash equilibrium." in shown["solution"]
    assert _things(tmp_path)["payoff set"].payoff_set._repr_html_().startswith("<svg")
    assert "<svg" in shown["payoff set"] and "Ban sales, Order firms to stop buying" in shown["study"]
    assert "of the draws with denial at most" in shown["box"] and "findings" in shown["comparison"]
    page = browser.new_page(viewport={"width": 1000, "height": 800})
    page.set_content("".join(f"<h2>{name}</h2>{html}" for name, html in shown.items()))
    assert page.locator("table").count() >= 9
    page.screenshot(path=tmp_path / "notebook.png", full_page=True)
    assert (tmp_path / "notebook.png").stat().st_size > 20_000
    page.close()


@pytest.mark.parametrize("bad", ["<script>alert(1)</script>", "a & b", '"quoted"'])
def test_names_cannot_become_markup(bad: str) -> None:
    game = pg.NormalFormGame([[[3, 1], [4, 2]], [[3, 4], [1, 2]]], players=(bad, "B"), actions=((bad, "y"), ("l", "r")))
    for html in (game._repr_html_(), pg.solve(game, "nash")._repr_html_()):
        assert "<script" not in html
        assert any(bad in text for text in Balanced(html).texts)
