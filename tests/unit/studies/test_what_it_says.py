"""Indices, boxes, tipping points and comparisons, against functions whose answers are known."""

import csv
from fractions import Fraction

import numpy as np
import pandas as pd
import policygames as pg
import pyarrow.compute as pc
import pytest
from policygames.errors import GameError
from policygames.studies.breaking import tipping
from policygames.studies.comparison import held_of_decided
from policygames.studies.designs import Plan, monte_carlo, saltelli, sobol
from policygames.studies.discovery import discovered
from policygames.studies.frequencies import difference
from policygames.studies.quantities import Sample, event, sample_of
from policygames.studies.sensitivity import GIVEN, SALTELLI, _first, from_given, from_saltelli
from policygames.studies.stored_document import canonical, document_from

BOYCOTT = pg.scenario("chip_controls_and_boycott")


def ishigami(points):
    """Ishigami and Homma (1990) with a = 7, b = 0.1, on the cube scaled to [-π, π]."""
    x = (2 * points - 1) * np.pi
    return np.sin(x[:, 0]) + 7 * np.sin(x[:, 1]) ** 2 + 0.1 * x[:, 2] ** 4 * np.sin(x[:, 0])


FIRST, TOTAL = (0.3139, 0.4424, 0.0), (0.5576, 0.4424, 0.2437)
"""Its indices in closed form (Saltelli et al., Global Sensitivity Analysis, 2008, section 4.6)."""


def test_given_draws_show_the_first_indices():
    points = sobol(Plan(2**13, 3, 1), 0, 2**13)
    found = list(from_given(Sample(("a", "b", "c"), points), "y", ishigami(points)))
    assert [one.first for one in found] == pytest.approx(FIRST, abs=0.02)
    assert found[2].first < 2 * found[2].high
    assert {one.method for one in found} == {GIVEN}


def test_saltellis_design_shows_first_and_total_indices():
    plan = Plan(5 * 2**12, 3, 1)
    points = saltelli(plan, 0, plan.draws)
    found = list(from_saltelli("y", ishigami(points), ("a", "b", "c")))
    assert [one.first for one in found] == pytest.approx(FIRST, abs=0.02)
    assert [one.total for one in found] == pytest.approx(TOTAL, abs=0.02)
    assert all(one.low - 1e-9 <= one.first <= one.high + 1e-9 for one in found)
    assert {one.method for one in found} == {SALTELLI}
    values = ishigami(points).reshape(-1, 5)
    assert _first(values) == pytest.approx([one.first for one in found], abs=1e-12)  # scipy's estimator


def test_what_does_not_vary_has_no_index():
    points = sobol(Plan(256, 2, 1), 0, 256)
    assert all(np.isnan(one.first) for one in from_given(Sample(("a", "b"), points), "y", np.ones(256)))
    plan = Plan(4 * 64, 2, 1)
    assert all(np.isnan(one.first) for one in from_saltelli("y", np.ones(plan.draws), ("a", "b")))


def test_chance_alone_rarely_reaches_what_is_said_of_it():
    rng, exceeded = np.random.default_rng(1), 0
    for _ in range(300):
        points = rng.random((600, 1))
        (one,) = from_given(Sample(("a",), points), "y", rng.random(600))
        exceeded += one.first > one.high
    assert 3 <= exceeded <= 32  # of 300 at 5 %: within four standard errors


def test_a_planted_box_is_found():
    points = monte_carlo(Plan(4000, 4, 2), 0, 4000)
    inside = (points[:, 1] > 0.6) & (points[:, 3] < 0.5)
    noise = np.random.default_rng(3).random(4000) < 0.03
    box = discovered(Sample(("a", "b", "c", "d"), points), "it", inside ^ noise)
    assert set(box.limits) == {"b", "d"}
    assert box.limits["b"][0] == pytest.approx(0.6, abs=0.05)
    assert box.limits["d"][1] == pytest.approx(0.5, abs=0.05)
    assert box.density > 0.9
    assert box.coverage > 0.75
    assert "b at least 0." in box.sentence
    assert "d at most 0." in box.sentence


def test_the_numbers_of_a_box_are_those_of_the_draws_in_it():
    points = monte_carlo(Plan(2000, 2, 2), 0, 2000)
    happens = points[:, 0] + points[:, 1] < 0.7
    box = discovered(Sample(("a", "b"), points), "it", happens)
    rows = np.ones(2000, dtype=bool)
    for name, (low, high) in box.limits.items():
        column = points[:, "ab".index(name)]
        rows &= (low <= column) & (column <= high)
    assert box.density == pytest.approx(happens[rows].mean())
    assert box.coverage == pytest.approx(happens[rows].sum() / happens.sum())
    assert box.mass == pytest.approx(rows.mean())


def test_no_box_tells_more_of_what_always_is():
    points = monte_carlo(Plan(100, 2, 2), 0, 100)
    with pytest.raises(GameError, match="all of the draws"):
        discovered(Sample(("a", "b"), points), "it", np.ones(100, dtype=bool))


def test_a_tipping_point_is_where_it_tips():
    points = monte_carlo(Plan(3000, 3, 4), 0, 3000)
    found = tipping(Sample(("a", "b", "c"), points), "it", points[:, 1] < 0.3)
    below = points[points[:, 1] < 0.3, 1].max()
    assert found.parameter == "b"
    assert below < found.value
    assert (points[:, 1] < found.value).sum() == (points[:, 1] < 0.3).sum()
    assert (found.below, found.above) == (1, 0)
    assert "b of at least 0.3 in 0%, else in 100%" in found.sentence
    always = tipping(Sample(("a",), points[:, :1]), "it", np.ones(3000, dtype=bool))
    assert "nothing breaks it" in always.sentence


def test_newcombes_published_interval_of_a_difference():
    low, high = difference((48, 80), (56, 70))  # Newcombe (1998), table II, first column, method 10, sides swapped
    assert (low, high) == pytest.approx((0.0524, 0.3339), abs=1e-4)


@pytest.fixture(scope="module")
def study(tmp_path_factory):
    return pg.study(BOYCOTT, draws=512, seed=7, out=tmp_path_factory.mktemp("study"), chunk_size=200)


def test_the_sample_holds_the_draws_rounded_once(study):
    sample = sample_of(study)
    draws = study.spec.rows(0, 512)
    exact = [[float(draws.values(row)[name]) for name in sample.names] for row in range(512)]
    assert np.array_equal(sample.inputs, exact)


def test_every_quantity_has_an_index_of_every_parameter(study):
    table = study.sensitivity()
    assert list(table.columns) == ["quantity", "parameter", "first", "total", "low", "high", "method"]
    assert {*study.spec.findings, "equilibria", "least payoff of China"} <= set(table["quantity"])
    assert (table.groupby("quantity").size() == len(BOYCOTT.parameters)).all()
    # a dominance of China depends on nothing that only the United States is paid
    mine = table[table["quantity"] == "boycott_dominates"].set_index("parameter")["first"]
    assert mine["access"] > 0.2
    assert mine[["sales", "margin", "denial", "stranded"]].max() < 0.05


def test_events_are_findings_claims_outcomes_and_equilibria(study):
    frame = study.frame()
    assert np.array_equal(event(study, "both_lose"), frame["both_lose"])
    claim = next(one.claim for one in BOYCOTT.document.findings if one.id == "both_lose")
    assert np.array_equal(event(study, claim), frame["both_lose"])
    assert np.array_equal(
        event(study, "(open, buy)"),
        frame["outcome"].str.split(" | ", regex=False).map(lambda one: "(open, buy)" in one),
    )
    with pytest.raises(GameError, match="neither a finding nor an outcome"):
        study.discover("(open, bye)")


def test_boxes_and_tipping_points_of_a_study(study):
    box = study.discover("unique_outcome", fails=True)
    assert box.share == pytest.approx(1 - study.frame()["unique_outcome"].mean())
    assert box.density > box.share
    table = study.tipping_points().set_index("finding")
    assert table["parameter"]["us_ban_is_a_reaction"] == "denial"


def test_long_tables_hold_every_number_once_with_its_unit(study, tmp_path):
    study.write_long(tmp_path / "long.csv")
    with (tmp_path / "long.csv").open(encoding="utf-8", newline="") as stream:
        rows = list(csv.reader(stream))
    assert rows[0] == ["scenario", "case", "draw", "player", "variable", "unit", "value"]
    frame, long = study.frame(), study.long()
    assert len(rows) - 1 == len(long) == 512 * 12 + 2 * frame["equilibria"].sum()
    one = long[(long["draw"] == 5) & (long["variable"] == "Parameter|leverage")].iloc[0]
    assert (one["unit"], Fraction(one["value"])) == ("USD bn/yr", study.values(5)["leverage"])
    paid = long[(long["draw"] == 5) & (long["player"] == "china")]["value"]
    assert sorted(paid) == sorted(frame["payoffs"][5][1::2])


def test_what_changed_between_two_versions_is_named(study, tmp_path):
    text = canonical(BOYCOTT.document).replace('"version":"1.0.0"', '"version":"1.1.0"')
    text = text.replace("leverage * us.openness", "0 * us.openness")
    other = pg.study(pg.Scenario(document_from(text)), draws=512, seed=7, out=tmp_path, chunk_size=200)
    found = study.compare(other)
    assert {"scenario.version"} <= {one.what for one in found.inputs}
    assert any(one.what.startswith("scenario.payoffs") for one in found.inputs)
    assert found.same == 512
    assert found.changed == (study.frame()["outcome"] != other.frame()["outcome"]).sum() > 0
    shares = {one.what: one for one in found.findings}["unique_outcome"]
    before, after = (one.frame()["unique_outcome"].mean() for one in (study, other))
    assert (shares.before, shares.after) == (before, after)
    assert shares.low < shares.after - shares.before < shares.high
    assert study.compare(study).changed == 0
    assert study.compare(study).inputs == study.compare(study).outcomes == study.compare(study).findings == ()


def test_frames_are_frames(study):
    for table in (study.frame(), study.frequencies(), study.findings(), study.sensitivity(), study.tipping_points()):
        assert isinstance(table, pd.DataFrame)


@pytest.mark.parametrize(("design", "parts_read"), [("monte_carlo", [0, 3, 6]), ("saltelli", [0, 1, 2])])
def test_estimates_of_many_draws_read_some_parts_only(design, parts_read, tmp_path, monkeypatch):
    found = pg.study(
        BOYCOTT, draws=104, design=design, seed=7, out=tmp_path, chunk_size=13, findings=["unique_outcome"]
    )
    monkeypatch.setattr("policygames.studies.stored.SAMPLED", 40)
    assert [draw // 13 for draw in found.sampled(["draw"])["draw"].to_pylist()[::13]] == parts_read
    assert len(event(found, "unique_outcome")) == len(sample_of(found).inputs) == 39


def test_draws_are_compared_part_by_part_whatever_the_parts(study, tmp_path):
    wishes = {"draws": 512, "seed": 7, "workers": 0, "findings": []}
    other = pg.study(BOYCOTT, "pure_nash", out=tmp_path, chunk_size=77, **wishes)
    found = study.compare(other)
    pairs = zip(study.frame(["outcome"])["outcome"], other.frame(["outcome"])["outcome"], strict=True)
    assert (found.same, found.changed) == (512, sum(one != two for one, two in pairs))
    assert found.changed > 0
    chosen = study.frame(["draw", "unique_outcome"])
    assert list(chosen.columns) == ["draw", "unique_outcome"]


def test_what_is_not_decided_counts_neither_way_in_shares_tipping_points_and_boxes(tmp_path):
    found = pg.study(BOYCOTT, draws=40, seed=7, out=tmp_path, workers=0, findings=["leverage_flips"])
    (share,), (tip,) = found.findings()["share"], found.tippings()
    column = found.table(["finding:leverage_flips"])["finding:leverage_flips"]
    assert 0 < column.null_count < 40
    assert tip.share == pytest.approx(share)
    assert held_of_decided(found) == {"leverage_flips": (pc.sum(column).as_py(), 40 - column.null_count)}
    holding, failing = (found.discover("leverage_flips", fails=fails) for fails in (False, True))
    assert (holding.share, failing.share) == (pytest.approx(share), pytest.approx(1 - share))
    for box, verdict in ((holding, True), (failing, False)):
        decided = [
            column[row].as_py() is verdict
            for row in range(40)
            if column[row].as_py() is not None
            and all(low <= found.values(row)[name] <= high for name, (low, high) in box.limits.items())
        ]
        assert box.density == pytest.approx(np.mean(decided))


def test_what_is_decided_in_no_draw_has_no_share_in_a_comparison(tmp_path):
    alone = pg.study(BOYCOTT, draws=1, seed=7, out=tmp_path, workers=0)
    assert held_of_decided(alone)["leverage_flips"] == (0, 0)
    few = pg.study(BOYCOTT, draws=30, seed=7, out=tmp_path / "few", workers=0)
    shares = {one.what: (one.before, one.after) for one in few.compare(alone).findings}
    assert shares["leverage_flips"] == (few.findings().set_index("finding")["share"]["leverage_flips"], None)


def test_what_is_decided_in_no_draw_is_said_so(study, monkeypatch):
    monkeypatch.setattr("policygames.studies.quantities.truths", lambda column: np.full(len(column), np.nan))
    assert "decided nowhere" in study.tippings()[0].sentence
    for fails in (False, True):
        with pytest.raises(GameError, match="decided in none of the draws"):
            study.discover("unique_outcome", fails=fails)


def test_parameters_that_do_not_vary_among_some_draws_are_left_out_of_them():
    sample = Sample(("a", "b"), np.array([[0.0, 1.0], [0.0, 2.0], [3.0, 4.0]]))
    kept = sample.among(np.array([True, True, False]))
    assert (kept.names, kept.inputs.tolist()) == (("b",), [[1.0], [2.0]])


def test_draws_that_are_all_alike_break_nothing(tmp_path):
    found = pg.study(BOYCOTT, draws=1, seed=7, out=tmp_path, workers=0)
    tips = {one.finding: one for one in found.tippings()}
    assert set(tips) == set(found.spec.findings)
    (row,) = found.frame([*tips]).to_dict("records")
    assert {True, False, None} == set(row.values())
    assert all(
        np.isnan(tips[name].share) if holds is None else tips[name].share == holds for name, holds in row.items()
    )
    with pytest.raises(GameError, match="no parameter varies"):
        found.sensitivity()


def test_an_equilibrium_is_found_in_a_list_that_may_be_incomplete(tmp_path):
    found = pg.study(pg.scenario("standards_blocs"), draws=6, seed=1, workers=0, limit=20, out=tmp_path)
    labels, first = found.frame()["outcome"], "(parallel, parallel, parallel)"
    assert f"at least: {first} | (western, western, western)" in set(labels)
    assert event(found, first).tolist() == [first in label for label in labels]
