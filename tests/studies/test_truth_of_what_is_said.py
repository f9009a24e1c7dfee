"""What a study says, said again from the formulas in the scenario's text and from its rows, by other means."""

from __future__ import annotations

import math
import re
from fractions import Fraction
from typing import Any

import numpy as np
import pandas as pd
import policygames as pg
import pytest
from policygames.report.content import Points
from policygames.studies.reporting import gathered
from scipy import stats

BOYCOTT = pg.scenario("chip_controls_and_boycott")
OPENNESS, PURCHASE = np.array([1.0, 0.4, 0.0]), np.array([1.0, 0.5, 0.0])
OPEN, BAN, BUY, BOYCOTTS = 0, 2, 0, 2
RANGES = {
    "sales": stats.triang(9 / 42, 8, 42),
    "margin": stats.uniform(0.6, 0.16),
    "denial": stats.uniform(3, 27),
    "erosion": stats.uniform(0.1, 0.8),
    "stranded": stats.triang(2.5 / 6, 2, 6),
    "access": stats.uniform(10, 50),
    "offshore": stats.uniform(0.2, 0.5),
    "grey": stats.triang(9 / 39, 0.01, 0.39),
    "dependence": stats.uniform(0, 10),
    "learning": stats.uniform(0, 15),
    "leverage": stats.uniform(0, 15),
}
"""The declared distributions, as scipy has them."""

IDS = {one.label: one.id for one in BOYCOTT.document.parameters}
"""What sentences call a parameter → its id."""


def paid(values: Any) -> tuple[np.ndarray, np.ndarray]:
    """What both get, shape (N, 3, 3) each, by the formulas of the scenario, written again."""
    p = {name: np.asarray(values[name], dtype=float)[:, None, None] for name in RANGES}
    o, q = OPENNESS[None, :, None], PURCHASE[None, None, :]
    us = p["margin"] * p["sales"] * o * q + p["denial"] * (1 - o) * (1 - p["erosion"] * (1 - q))
    us = us - p["stranded"] * o * (1 - q)
    china = p["access"] * (o * q + p["offshore"] * o * (1 - q) + p["grey"] * (1 - o)) - p["dependence"] * q
    return us, china + (p["learning"] + p["leverage"] * o) * (1 - q)


def both_lose(values: Any) -> np.ndarray:
    us, china = paid(values)
    return (us[:, OPEN, BUY] > us[:, BAN, BOYCOTTS]) & (china[:, OPEN, BUY] > china[:, BAN, BOYCOTTS])


def stable(us: np.ndarray, china: np.ndarray) -> np.ndarray:
    """Which cells are pure equilibria, shape (N, 3, 3)."""
    return (us >= us.max(axis=1, keepdims=True) - 1e-9) & (china >= china.max(axis=2, keepdims=True) - 1e-9)


@pytest.fixture(scope="module")
def study(tmp_path_factory):
    return pg.study(BOYCOTT, draws=1024, seed=7, out=tmp_path_factory.mktemp("study"), workers=0)


@pytest.fixture(scope="module")
def frame(study):
    found = study.frame()
    return found.assign(**{name: found[name].astype(float) for name in RANGES})


def test_findings_hold_where_the_formulas_say_so(frame):
    us, china = paid(frame)
    assert np.array_equal(frame["both_lose"].astype(bool), both_lose(frame))
    assert np.array_equal(frame["us_ban_is_a_reaction"].astype(bool), ~(us[:, [BAN]] > us[:, :2]).all(axis=(1, 2)))
    dominates = (china[:, :, [BOYCOTTS]] > china[:, :, :2]).all(axis=(1, 2))
    assert np.array_equal(frame["boycott_dominates"].astype(bool), dominates)
    cells = stable(us, china)
    assert np.array_equal(frame["unique_outcome"].astype(bool), cells[:, BAN, BOYCOTTS] & (cells.sum(axis=(1, 2)) == 1))


def test_draws_follow_the_declared_distributions(frame):
    for name, law in RANGES.items():
        assert stats.kstest(frame[name], law.cdf).statistic < 0.01, name  # Sobol points are more even than chance


def test_shares_have_wilsons_intervals(study, frame):
    """(p + z²/2n ± z √(p(1-p)/n + z²/4n²)) / (1 + z²/n), Wilson (1927)."""
    z, n = stats.norm.ppf(0.975), len(frame)
    for row in study.findings().dropna().itertuples():
        p = frame[row.finding].astype(float).mean()
        middle, spread = p + z * z / (2 * n), z * math.sqrt(p * (1 - p) / n + z * z / (4 * n * n))
        if 0 < p < 1:
            wanted = (p, (middle - spread) / (1 + z * z / n), (middle + spread) / (1 + z * z / n))
            assert (row.share, row.low, row.high) == pytest.approx(wanted, abs=1e-12)


def test_indices_are_those_of_draws_of_ones_own(tmp_path):
    """scipy's own draws of the formulas, by another seed and without a study."""
    names = list(RANGES)
    wanted = stats.sobol_indices(
        func=lambda x: both_lose(dict(zip(names, x, strict=True)))[None].astype(float),
        n=2**14,
        dists=[RANGES[name] for name in names],
        rng=np.random.default_rng(5),
    )
    drawn = {
        "saltelli": pg.study(
            BOYCOTT, draws=13 * 2**12, design="saltelli", seed=7, out=tmp_path / "a", workers=0, findings=["both_lose"]
        ),
        "sobol": pg.study(BOYCOTT, draws=2**14, seed=7, out=tmp_path / "b", workers=0, findings=["both_lose"]),
    }
    for design, one in drawn.items():
        found = one.sensitivity()
        found = found[found["quantity"] == "both_lose"].set_index("parameter").loc[names]
        assert found["first"].to_numpy() == pytest.approx(np.ravel(wanted.first_order), abs=0.03)
        if design == "saltelli":
            assert found["total"].to_numpy() == pytest.approx(np.ravel(wanted.total_order), abs=0.03)
    assert np.ravel(wanted.first_order).max() > 0.1


_LIMIT = re.compile(r"(\w+) (?:at most (?P<high>[-\d.e]+)|at least (?P<low>[-\d.e]+)|from ([-\d.e]+) to ([-\d.e]+))")


def inside(text: str, frame: pd.DataFrame) -> np.ndarray:
    """The draws within the limits that a sentence states, as they are printed, in exact decimals."""
    rows = np.ones(len(frame), dtype=bool)
    for found in _LIMIT.finditer(text):
        exact = [Fraction(str(one)) for one in frame[found[1]]]
        low, high = found["low"] or found[4], found["high"] or found[5]
        rows &= np.array([(not low or one >= Fraction(low)) and (not high or one <= Fraction(high)) for one in exact])
    return rows


def shares_of(happens: np.ndarray, rows: np.ndarray) -> tuple[float, float, float]:
    """Density, the share of all, and coverage."""
    return happens[rows].mean(), happens.mean(), (happens & rows).sum() / happens.sum()


@pytest.mark.parametrize("fails", [False, True])
def test_sentences_of_boxes_are_true_as_they_stand(study, frame, fails):
    exact = study.frame()
    for name in ("both_lose", "us_ban_is_a_reaction", "boycott_dominates", "unique_outcome"):
        sentence = study.discover(name, fails=fails).sentence
        where = sentence.split("draws with ", 1)[1].split(", against")[0]
        happens = frame[name].astype(bool).to_numpy() != fails
        told = re.findall(r"(\d+)%", sentence)
        wanted = shares_of(happens, inside(where, exact))
        assert [f"{100 * one:.0f}" for one in wanted] == told, sentence
        assert wanted[0] > wanted[1]


def test_sentences_of_tipping_points_are_true_and_no_other_cut_tells_more(study, frame):
    exact = study.frame()
    for tip in study.tippings():
        if not tip.parameter:
            continue
        happens, values = frame[tip.finding].astype(bool).to_numpy(), frame[tip.parameter].to_numpy()
        found = re.search(
            r"holds in (\d+)%; with (\w+) (below|of at least) ([-\d.e]+) in (\d+)%, else in", tip.sentence
        )
        assert found[2] == tip.parameter
        under = np.array([Fraction(str(one)) < Fraction(found[4]) for one in exact[tip.parameter]])
        told = under if found[3] == "below" else ~under
        shares = (happens.mean(), happens[told].mean(), happens[~told].mean())
        assert [f"{100 * one:.0f}" for one in shares] == re.findall(r"(\d+)%", tip.sentence)
        assert _between(happens, under) == pytest.approx(
            max(_between(happens, values < cut) for cut in np.unique(values))
        )


def _between(happens: np.ndarray, under: np.ndarray) -> float:
    """The variance between two groups."""
    if under.all() or not under.any():
        return 0.0
    return under.mean() * (1 - under.mean()) * (happens[under].mean() - happens[~under].mean()) ** 2


def test_what_breaks_a_finding_most_explains_most_of_it(study, frame):
    """By the correlation ratio over ten equally filled bins."""
    for tip in study.tippings():
        if tip.parameter:
            happens = frame[tip.finding].astype(float)
            ratios = {name: happens.groupby(pd.qcut(frame[name], 10)).mean().var() for name in RANGES}
            assert ratios[tip.parameter] >= 0.85 * max(ratios.values()), tip.finding


def test_two_runs_differ_in_what_they_are_said_to(study, frame, tmp_path):
    other = pg.study(BOYCOTT, "pure_nash", draws=1024, seed=7, out=tmp_path / "other", workers=0)
    seed = pg.study(BOYCOTT, draws=700, seed=8, out=tmp_path / "seed", workers=0)
    found = study.compare(other)
    assert {one.what: (one.before, one.after) for one in found.inputs}["study.concept"] == ("nash", "pure_nash")
    assert (found.same, found.changed) == (1024, int((frame["outcome"] != other.frame()["outcome"]).sum()))
    found, after = study.compare(seed), seed.frame()
    assert found.same == 0
    for change in found.findings:
        before, later = (one[change.what].dropna().astype(float) for one in (frame, after))
        assert (change.before, change.after) == pytest.approx((before.mean(), later.mean()))
        low, high = _newcombe(int(before.sum()), len(before), int(later.sum()), len(later))
        assert (change.low, change.high) == pytest.approx((low, high), abs=1e-9)


def _newcombe(held: int, size: int, held_after: int, size_after: int) -> tuple[float, float]:
    """Newcombe (1998), method 10, from Wilson's roots of |x - p| = z √(x(1-x)/n)."""
    p, q = held / size, held_after / size_after
    (l1, u1), (l2, u2) = _roots(p, size), _roots(q, size_after)
    return q - p - math.hypot(q - l2, u1 - p), q - p + math.hypot(u2 - q, p - l1)


def _roots(p: float, n: int) -> tuple[float, float]:
    z2 = stats.norm.ppf(0.975) ** 2
    low, high = sorted(np.roots([1 + z2 / n, -(2 * p + z2 / n), p * p]).real)
    return low, high


def test_long_tables_say_what_the_rows_and_the_formulas_say(study, frame):
    long = study.long()
    keys = ["scenario", "case", "draw", "player", "variable"]
    assert not long.duplicated(keys).any()
    units = long.groupby("variable")["unit"].unique()
    assert units["Parameter|sales"].tolist() == ["USD bn/yr"]
    assert units["Payoff|Equilibrium 1"].tolist() == ["USD bn per year"]
    assert units["Equilibria"].tolist() == ["1"]
    wide = long[long["player"] == ""].pivot_table(index="draw", columns="variable", values="value", aggfunc="first")
    for name in RANGES:
        assert wide[f"Parameter|{name}"].astype(float).tolist() == frame[name].tolist()
    assert wide["Equilibria"].astype(int).tolist() == frame["equilibria"].tolist()
    us, china = paid(frame)
    alone = frame.index[frame["outcome"] == "(ban, boycott)"]
    got = long[long["draw"].isin(frame["draw"][alone]) & long["variable"].str.startswith("Payoff")]
    for player, wanted in (("us", us), ("china", china)):
        mine = got[got["player"] == player]["value"].astype(float)
        assert mine.to_numpy() == pytest.approx(wanted[alone, BAN, BOYCOTTS])


def test_sentences_of_a_report_are_true_of_the_rows(study, frame):
    report, exact, checked = gathered(BOYCOTT, study), study.frame(), 0
    claims = {one.claim.rstrip("."): one.id for one in BOYCOTT.document.findings if not one.given}
    for said in (one for block in report.blocks() if isinstance(block, Points) for one in block.items):
        found = re.match(
            r"holds in ([\d.]+)\s% of the draws with (.*), against ([\d.]+)\s% of all; ([\d.]+)\s%", said.text
        )
        if found and (name := claims.get(said.lead.strip("“”"))):
            wanted = shares_of(frame[name].astype(bool).to_numpy(), inside(found[2], exact))
            assert [f"{100 * one:.1f}" for one in wanted] == [found[1], found[3], found[4]]
            checked += 1
    assert checked >= 3
    tip = next(one for one in report.headline.change if one.lead == "Tipping point.").text
    parts = re.match(r"What decides most: (.+?)\. .* in ([\d.]+)\s% of draws below ([\d.]+), and in ([\d.]+)\s%", tip)
    same, under = frame["outcome"] == "(ban, boycott)", frame[IDS[parts[1]]] < float(parts[3])
    assert [f"{100 * same[rows].mean():.1f}" for rows in (under, ~under)] == [parts[2], parts[4]]
    sure = next(one for one in report.headline.certainty if one.lead == "Over the ranges.").text
    assert f"In {100 * same.mean():.1f}\u00a0% of 1024 draws" in sure
