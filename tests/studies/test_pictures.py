"""Pictures of studies show the numbers that their frames hold, on the axes that are given."""

from __future__ import annotations

from fractions import Fraction
from itertools import pairwise

import numpy as np
import policygames as pg
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from matplotlib.figure import Figure
from policygames.errors import GameError
from policygames.studies.outcome_words import by_name, named
from policygames.studies.quantities import event, printed, shortest

BOYCOTT = pg.scenario("chip_controls_and_boycott")


@pytest.fixture(scope="module")
def study(tmp_path_factory):
    return pg.study(BOYCOTT, draws=256, seed=7, out=tmp_path_factory.mktemp("study"), workers=0)


def widths(axes):
    return [bar.get_width() for bar in axes.patches]


def intervals(axes):
    """Of every bar with an interval, its ends."""
    segments = [one.get_segments() for one in axes.collections]
    return [(line[0][0][0], line[0][1][0]) for line in segments if len(line)]


def test_outcomes_are_drawn_as_often_as_they_are(study):
    axes = study.plot()
    frame = study.frame()
    alone = (frame["outcome"] == "(ban, boycott)").mean()
    assert widths(axes)[0] == pytest.approx(alone)
    assert sum(widths(axes)) == pytest.approx(1)
    low, high = intervals(axes)[0]
    row = study.frequencies().iloc[0]
    assert (low, high) == pytest.approx((row.low, row.high))
    assert axes.texts[0].get_text() == "(Ban sales, Order firms to stop buying)"


def test_findings_are_drawn_by_their_claims_with_their_shares(study):
    axes = study.plot_findings()
    rows = study.findings()
    rows = rows[rows["share"].notna() & (rows["finding"] != "hostage_threshold")]  # an equation of the file's values
    assert widths(axes) == pytest.approx(rows["share"].tolist())
    assert intervals(axes) == [pytest.approx(pair) for pair in zip(rows["low"], rows["high"], strict=True)]
    told = [text.get_text().replace("\n", " ") for text in axes.texts]
    assert told[0] == "A boycott is China's strictly dominant strategy."
    fixed = "At a hostage value of 2 open trade is an equilibrium beside ban and boycott (with hostage value = 2)."
    assert fixed in told and fixed in study._repr_html_()  # a share at these values, and no other


def test_indices_are_drawn_the_largest_first(study):
    axes = study.plot_sensitivity("us_ban_is_a_reaction")
    frame = study.sensitivity()
    mine = frame[frame["quantity"] == "us_ban_is_a_reaction"].set_index("parameter")["first"]
    assert widths(axes) == sorted(widths(axes), reverse=True)
    assert axes.texts[0].get_text() == mine.idxmax() == "denial"
    assert widths(axes)[0] == pytest.approx(mine.max())
    with pytest.raises(GameError, match="there are boycott_dominates"):
        study.plot_sensitivity("boycott")


def test_a_tipping_point_is_drawn_with_the_shares_on_its_way(study):
    axes = study.plot_tipping("us_ban_is_a_reaction")
    tip = next(one for one in study.tippings() if one.finding == "us_ban_is_a_reaction")
    shown, line = axes.lines[0].get_xydata(), axes.get_lines()[-1]
    assert line.get_xdata()[0] == pytest.approx(tip.value)
    assert axes.get_xlabel() == "denial (USD bn/yr)"
    values, holds = study.frame(["denial"])["denial"].astype(float), event(study, "us_ban_is_a_reaction")
    size = len(holds) // len(shown)
    ordered = holds[np.argsort(values, kind="stable")]
    assert shown[0][1] == pytest.approx(ordered[:size].mean(), abs=1.5 / size)
    assert shown[-1][1] == pytest.approx(ordered[-size:].mean(), abs=1.5 / size)
    with pytest.raises(GameError, match="tips nowhere"):
        study.plot_tipping("denial_flips_the_reply")


def test_a_box_is_drawn_within_the_ranges(study):
    box = study.discover("both_lose")
    axes = box.plot()
    for whole, part, (name, (low, high)) in zip(axes.patches[::2], axes.patches[1::2], box.limits.items(), strict=True):
        least, most = box.ranges[name]
        assert whole.get_width() == 1
        assert part.get_x() == pytest.approx((low - least) / (most - least))
        assert part.get_x() + part.get_width() == pytest.approx((high - least) / (most - least))
    frame = box.to_frame()
    assert frame["parameter"].tolist() == list(box.limits)
    assert box.sentence.partition(":")[0] in box._repr_html_()


def test_two_runs_are_drawn_side_by_side(study, tmp_path):
    other = pg.study(BOYCOTT, draws=256, seed=7, out=tmp_path, workers=0, fixed={"leverage": 2})
    found = study.compare(other)
    axes = found.plot()
    before, after = (line.get_xdata() for line in axes.lines[-2:])
    told = {one.what: (one.before, one.after) for one in (*found.findings, *found.outcomes)}
    assert list(zip(before, after, strict=True)) == [told[text.get_text().replace("\n", " ")] for text in axes.texts]
    frame = found.to_frame()
    assert set(frame["kind"]) == {"input", "finding", "outcome"}
    assert frame["what"].tolist()[:2] == ["study.decimals", "study.fixed"]
    assert "no draw has the same values in both" in found._repr_html_()
    with pytest.raises(GameError, match="no share differs"):
        study.compare(study).plot()


def test_they_draw_on_axes_that_are_given_and_names_fit_into_them(study):
    figure = Figure(figsize=(9, 7))
    places = figure.subplots(2, 2).ravel()
    drawn = [study.plot, study.plot_findings, lambda ax: study.plot_tipping("both_lose", ax)]
    for draw, axes in zip([*drawn, study.discover("both_lose").plot], places, strict=True):
        assert draw(axes) is axes
    figure.canvas.draw()
    for axes in places[:2]:
        boxes = [text.get_window_extent() for text in axes.texts if not text.get_text().endswith("%")]
        assert all(one.y0 > two.y1 - 0.5 for one, two in pairwise(boxes))
        assert all(box.x1 <= axes.get_window_extent().x1 * 1.05 for box in boxes)


def test_sets_that_are_named_alike_are_counted_together(study):
    counts = by_name(study.outcomes(), BOYCOTT.document)
    assert sum(counts.values()) == 256
    assert len(counts) < len(study.outcomes())
    pure = {label: "(open, buy)" in label.split(" | ") for label in study.outcomes()}
    told = {named(label, BOYCOTT.document) for label, both in pure.items() if both}
    together = sum(counts[name] for name in told)
    assert together == sum(count for label, count in study.outcomes().items() if pure[label])
    assert named("at least: (open, buy)", BOYCOTT.document) == "at least: (Sell frontier chips, Buy what is allowed)"
    assert named("error: LIMIT", BOYCOTT.document) == "not solved: LIMIT"


@settings(deadline=None)
@given(st.floats(-1e9, 1e9), st.floats(0, 1e6), st.integers(0, 60))
def test_the_shortest_number_lies_between_and_is_printed_whole(low, width, shrink):
    high = low + width / 2**shrink
    if high <= low:
        return
    found = shortest(low, high)
    assert low <= found < high
    assert low <= float(printed(found)) < high


@pytest.mark.parametrize(
    ("low", "high", "told"),
    [(37.61, 38.2, "38"), (0.31349, 0.3136, "0.3135"), (-0.5, 0.25, "0"), (99.2, 100.5, "100"), (5.0, 5.5, "5")],
)
def test_the_shortest_number_is_what_a_person_would_write(low, high, told):
    assert printed(shortest(low, high)) == told
    assert Fraction(told) == Fraction(printed(shortest(low, high)))
