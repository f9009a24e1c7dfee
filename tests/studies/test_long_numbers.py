"""Answers whose numbers do not fit into 64 bits, beside those that do: every row says what its own game says."""

from pathlib import Path

import numpy as np
import policygames as pg
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from policygames.games.profiles import support
from policygames.results.columns import whole_numbers
from policygames.studies.answers import _lists

TEXT = (Path(pg.__file__).parent / "scenarios" / "catalogue" / "safety_race.yaml").read_text(encoding="utf-8")
LISTS = st.lists(st.none() | st.lists(st.integers(-(2**63), 2**63 - 1), max_size=3), max_size=12)


@settings(max_examples=300, deadline=None)
@given(LISTS, st.lists(st.integers(0, 3), min_size=12, max_size=12))
def test_lists_read_back_as_they_were_put_in_with_nulls_anywhere(lists, hidden):
    """Also where values lie under a null, as they do for numerators that did not fit."""
    spans = [[7] * hidden[place] if own is None else own for place, own in enumerate(lists)]
    offsets = np.cumsum([0, *map(len, spans)]).astype(np.int64)
    values = np.array([one for own in spans for one in own], dtype=np.int64)
    found = _lists(values, offsets, np.array([own is None for own in lists], dtype=np.bool_))
    found.validate(full=True)
    assert found.to_pylist() == lists
    assert found.flatten().to_pylist() == [one for own in lists if own is not None for one in own]
    stream = pa.BufferOutputStream()
    pq.write_table(pa.table({"it": found}), stream)
    assert pq.read_table(pa.BufferReader(stream.getvalue()))["it"].to_pylist() == lists


@pytest.mark.parametrize("root", ["sqrt(speed) - 1", "sqrt(risk - 0.3)"])
def test_draws_whose_payoffs_have_roots_say_what_each_says_alone(root, tmp_path):
    """Roots have numerators of more than 64 bits; of the second there is no game where the risk is below 0.3."""
    changed = TEXT.replace('china: "prize / 2"', f'china: "prize / 2 + {root}"', 1)
    assert changed != TEXT
    (tmp_path / "race.yaml").write_text(changed, encoding="utf-8")
    study = pg.study(pg.load(tmp_path / "race.yaml"), draws=96, seed=3, out=tmp_path / "out", workers=0)
    ids = [[action.id for action in player.actions] for player in study.scenario.document.players]
    long = 0
    for draw, row in enumerate(study.table().to_pylist()):
        if row["error"] is not None:
            assert float(study.values(draw)["risk"]) < 0.3
            assert row["numerators"] is row["long_numerators"] is row["payoffs"] is None
            continue
        solution = study.solution(draw)
        profiles = [one.exact for one in solution.equilibria]
        told = {
            f"({', '.join('+'.join(own[a] for a in support(s)) for own, s in zip(ids, one, strict=True))})"
            for one in profiles
        }
        assert row["outcome"] == " | ".join(sorted(told))
        assert row["equilibria"] == len(profiles)
        width = sum(map(len, ids))
        numbers = row["numerators"] if row["long_numerators"] is None else [*map(int, row["long_numerators"])]
        assert (row["numerators"] is None) != (row["long_numerators"] is None)
        found = {tuple(numbers[i : i + width]) for i in range(0, len(numbers), width)}
        assert found == {tuple(whole_numbers(one)) for one in profiles}
        paid = sorted(float(payoff) for one in solution.equilibria for payoff in one.exact_payoffs)
        assert sorted(row["payoffs"]) == pytest.approx(paid, rel=1e-12)
        long += row["long_numerators"] is not None
    assert long > 5
