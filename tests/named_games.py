"""Hypothesis strategies for games whose names hold whatever a name may: spaces, quotation marks, commas, any script."""

import unicodedata
from math import prod

import numpy as np
import policygames as pg
from hypothesis import strategies as st
from strategies import HOSTILE, TIED, shapes

AWKWARD = [
    'say "no"',
    '"',
    ' "',
    "a,b",
    "a;b",
    "\\",
    "c:\\dir",
    '\\"',
    "{x}",
    " x ",
    "x  y",
    "1/3",
    "=1+1",
    "_x0041_",
    "中国",
    "ü",
]
CHARACTERS = st.characters(exclude_categories=["Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"])
NAMES = st.one_of(st.sampled_from(AWKWARD), st.text(CHARACTERS, min_size=1, max_size=12)).filter(str.strip)


def distinct_names(count):
    """As many names, all different once normalised."""
    return st.lists(NAMES, min_size=count, max_size=count, unique_by=lambda name: unicodedata.normalize("NFC", name))


@st.composite
def named_games(draw, players=st.integers(2, 3), entries=st.one_of(TIED, HOSTILE)):
    """Games with awkward names: small whole payoffs, thirds, decimals, negative, tiny and huge ones."""
    shape = draw(shapes(players))
    count = len(shape) * prod(shape)
    payoffs = draw(st.lists(entries, min_size=count, max_size=count))
    tensor = np.array(payoffs, dtype=object).reshape(len(shape), *shape).tolist()
    return pg.NormalFormGame(tensor, draw(distinct_names(len(shape))), [draw(distinct_names(m)) for m in shape])
