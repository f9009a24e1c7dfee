"""Look-ups by label, against the definition."""

from hypothesis import given
from hypothesis import strategies as st
from policygames.numerics.labelling import Labelled
from policygames.numerics.polytope import Vertex

masks = st.integers(0, 2**7 - 1)


@given(st.lists(masks), masks)
def test_those_found_have_all_labels_asked_for(labels, wanted):
    vertices = [Vertex(one, (place,)) for place, one in enumerate(labels)]
    assert list(Labelled(vertices).having(wanted)) == [one for one in vertices if one.labels & wanted == wanted]
