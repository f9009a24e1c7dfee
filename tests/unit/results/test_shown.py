"""Games and answers as notebooks show them, and as pictures: what stands there is what the mathematics says."""

import re
import subprocess
import sys
from html.parser import HTMLParser

import policygames as pg
import pytest

HOSTILE = ("<b>US</b>", "China & <script>alert(1)</script>")
GAME = pg.NormalFormGame([[[3, 1], [4, 2]], [[3, 4], [1, 2]]], HOSTILE, (("<i>trade", "control"), ("buy", "boy&cott")))
REPEATED = pg.RepeatedGame(GAME, "3/4")
LIKE = pg.SymmetricGame(3, ["in", "<out>"], lambda action, counts: 2 - counts["in"] if action == "in" else 0)
TYPES = pg.BayesianGame(
    [[[[[3, 0], [0, 1]]], [[[1, 0], [2, 4]]]], [[[[1, 0], [0, 2]]], [[[1, 0], [0, 2]]]]], [["1/2"], ["1/2"]]
)


def shown():
    nash = pg.solve(GAME, "nash")
    patient = pg.solve(REPEATED, "subgame_perfect", method="grim_trigger")
    yield "payment", pg.intervene(GAME, (0, 0))
    yield "commitment", pg.intervene(GAME, (0, 0), lever="commitment")
    yield "patience", pg.intervene(GAME, (0, 0), lever="discount")
    yield "monitoring", pg.intervene(REPEATED, (0, 0), lever="monitoring")
    yield "parameters", pg.intervene(GAME, (0, 0), lever="parameters", over={(HOSTILE[0], (0, 0)): (0, 9)})
    yield "robustness", pg.robustness(nash.equilibria[0])
    yield "grim threshold", pg.critical_discount(GAME, (0, 0), punishment="grim")
    yield "optimal threshold", pg.critical_discount(GAME, (0, 0))
    yield "threshold of a path", pg.critical_discount(GAME, [(0, 0), (1, 1)])
    yield "threshold with transfers", pg.critical_discount(GAME, (0, 0), transfers=True)
    yield "equilibrium", nash.equilibria[0]
    yield "equilibrium of types", pg.solve(TYPES, "bayes_nash").equilibria[0]
    yield "equilibrium of like players", pg.solve(LIKE, "pure_nash").equilibria[0]
    yield "advice", pg.solve(GAME, "correlated").equilibria[0]
    yield "strategies", patient.equilibria[0]
    yield "survivors", pg.solve(GAME, "rationalizable").equilibria[0]
    yield "finding", pg.scenario("safety_race").findings()[0]
    yield "minmax", pg.minmax(GAME, player=0)
    yield "folk set", pg.folk_set(GAME, strategies="pure")


SHOWN = dict(shown())


class Tags(HTMLParser):
    """Which elements stand in a text, and whether each that is opened is closed."""

    def __init__(self):
        super().__init__()
        self.open, self.seen, self.text = [], set(), []

    def handle_starttag(self, tag, attrs):
        self.open.append(tag)
        self.seen.add(tag)

    def handle_endtag(self, tag):
        assert self.open.pop() == tag

    def handle_data(self, data):
        self.text.append(data)


@pytest.mark.parametrize("name", SHOWN)
def test_everything_shows_itself_in_notebooks_and_runs_nothing(name):
    tags = Tags()
    tags.feed(SHOWN[name]._repr_html_())
    assert not tags.open
    assert tags.seen <= {"p", "b", "ul", "li", "pre", "table", "caption", "thead", "tbody", "tr", "th", "td"}
    assert "pre" not in tags.seen  # words, not what repr says
    assert "object at 0x" not in "".join(tags.text)


def test_an_equilibrium_is_a_table_of_who_plays_what():
    text = re.sub(r"<[^>]+>", "|", SHOWN["equilibrium"]._repr_html_())
    assert re.search(r"&lt;b&gt;US&lt;/b&gt;\|+control\|+2\|", text)
    of_three = SHOWN["equilibrium of like players"]
    assert re.search(r"of 3 players", of_three._repr_html_())


def test_the_game_after_payments_is_shown():
    text = SHOWN["payment"]._repr_html_()
    assert "<b>4; 4</b>" in text  # both are paid 1 at (trade, buy), an equilibrium then


def test_findings_say_whether_they_hold():
    assert SHOWN["finding"]._repr_html_().startswith("<p><b>Holds:</b>")


def test_scenarios_compared_are_a_sentence_and_a_table():
    from policygames.scenarios.comparison import compare

    scenario = pg.scenario("safety_race")
    found = compare(scenario, scenario)
    assert found.sentence.startswith("0 inputs differ")
    other = compare(pg.scenario("chip_controls_and_boycott"), pg.scenario("chip_controls_low_hostage_value"))
    assert len(other.to_frame()) == len(other.inputs) + sum(one.changed for one in other.findings)
    assert other._repr_html_().count("<tr>") >= len(other.to_frame())


def texts(axes):
    return [one.get_text() for one in axes.texts if one.get_text()]


def framed(axes):
    return [one.get_text() for one in axes.texts if one.get_bbox_patch() is not None]


def shaded(axes):
    white = (1.0, 1.0, 1.0, 1.0)
    return [one.get_xy() for one in axes.patches if one.get_facecolor() != white]


def test_a_game_is_drawn_as_its_table_with_best_responses_framed_and_equilibria_shaded():
    axes = GAME.plot()
    told = texts(axes)
    assert {*HOSTILE, "<i>trade", "control", "buy", "boy&cott"} <= set(told)
    assert sorted(one for one in told if one.isdigit()) == sorted("31423412")
    assert sorted(framed(axes)) == ["2", "2", "4", "4"]  # control and boycott are dominant
    assert len(shaded(axes)) == 1


def test_players_after_the_second_have_a_table_for_each_of_their_actions():
    game = pg.NormalFormGame([[[[1, 2], [3, 4]], [[5, 6], [7, 8]]]] * 3)
    axes = game.plot()
    assert len(axes.patches) == 8
    assert len(framed(axes)) == 3 * 4  # 8 profiles, a best response for each of 4 profiles of the others
    assert len(shaded(axes)) == 1
    assert sum("player 2: action" in one.lower() for one in texts(axes)) == 2


def test_large_games_are_points_of_two_players_and_refused_of_more():
    large = pg.NormalFormGame([[[i * j for j in range(9)] for i in range(9)]] * 2)
    assert large.plot().get_xlabel() == large.players[0]
    with pytest.raises(pg.UnsupportedError) as refused:
        pg.NormalFormGame([[[[0] * 5] * 5] * 5] * 3).plot()
    assert refused.value.reason == "UNSUPPORTED_GAME"


def test_other_games_are_drawn_too():
    assert len(REPEATED.plot().patches) == 4
    assert len(TYPES.plot().patches) == 8  # a table for each type
    three = pg.BayesianGame([[[[[[[0] * 4] * 2] * 2]]] * 2] * 3, [[["1/2"]], [["1/2"]]])
    assert len(three.plot().patches) == 32  # and for each thing that the third player does
    assert [line.get_label() for line in LIKE.plot().lines] == ["in", "<out>"]


@pytest.mark.parametrize(
    ("game", "concept"),
    [
        (GAME, "nash"),
        (pg.NormalFormGame([[[1, -1], [-1, 1]], [[-1, 1], [1, -1]]]), "nash"),
        (LIKE, "nash"),
        (TYPES, "bayes_nash"),
    ],
)
def test_a_solution_is_drawn_as_bars_that_fill_up_to_one(game, concept):
    solution = pg.solve(game, concept)
    bars = solution.plot().patches
    rows = {}
    for bar in bars:
        rows.setdefault(round(bar.get_y(), 6), []).append(bar.get_width())
    assert all(sum(widths) == pytest.approx(1) for widths in rows.values())
    if not isinstance(game, pg.SymmetricGame):
        chances = sorted(float(c) for one in solution.equilibria for own in one.exact_profile for c in own if c)
        assert sorted(bar.get_width() for bar in bars) == pytest.approx(chances)


def test_a_mediator_and_sustained_payoffs_and_strategies_are_drawn():
    drawn = pg.solve(GAME, "correlated")
    assert sum(bar.get_width() for bar in drawn.plot().patches) == pytest.approx(1)
    assert pg.solve(REPEATED, "subgame_perfect").plot().get_xlabel().endswith("per period")
    grim = pg.solve(REPEATED, "subgame_perfect", method="grim_trigger")
    stars = grim.plot().lines[-1]
    assert stars.get_xydata().tolist() == [one.payoffs.tolist() for one in grim.equilibria]


def test_what_a_picture_leaves_out_is_said():
    wins = [[(i != j) * (1 if (i - j) % 5 < 3 else -1) for j in range(5)] for i in range(5)]  # each beats two
    cyclic = pg.NormalFormGame([wins, [[-one for one in row] for row in wins]])
    axes = pg.solve(cyclic, "correlated").plot()  # all 25 profiles are drawn: the only equilibrium is the even mix
    assert len(axes.patches) == 24
    assert axes.get_xlabel() == "how likely the mediator draws it; 24 of 25 profiles"
    assert "of" not in pg.solve(GAME, "correlated").plot().get_xlabel()


def test_nothing_to_draw_is_said():
    empty = pg.solve(pg.NormalFormGame([[[1, -1], [-1, 1]], [[-1, 1], [1, -1]]]), "pure_nash")
    with pytest.raises(pg.UnsupportedError, match="no equilibrium was found"):
        empty.plot()


def test_axes_that_are_given_are_drawn_on():
    from matplotlib.figure import Figure

    first, second = Figure().subplots(1, 2)
    assert GAME.plot(first) is first
    assert pg.solve(GAME, "nash").plot(second) is second


def test_matplotlib_is_loaded_only_to_draw():
    code = (
        "import sys, policygames as pg; s = pg.solve(pg.NormalFormGame([[[1]], [[1]]]), 'nash');"
        "s.equilibria[0]._repr_html_(); assert 'matplotlib' not in sys.modules; s.plot();"
        "assert 'matplotlib' in sys.modules"
    )
    subprocess.run([sys.executable, "-c", code], check=True)
