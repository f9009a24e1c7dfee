"""Figures without a window, and as text that is the same whenever it is drawn."""

from __future__ import annotations

import io
from typing import Any

from policygames.errors import not_installed

_STABLE: Any = {  # Any: its type lists every setting of one version
    "svg.hashsalt": "policygames",
    "svg.fonttype": "none",
}
"""Ids that do not change from run to run, and letters as text, whatever fonts there are."""


def new_axes(width: float = 6.4, height: float = 4.2) -> Any:
    """Axes of a new figure, in inches. Raises UnsupportedError where matplotlib is not installed."""
    try:
        from matplotlib.figure import Figure
    except ModuleNotFoundError as error:
        raise not_installed(error) from error
    return Figure(figsize=(width, height), layout="constrained").subplots()


def svg(axes: Any) -> str:
    """The figure of `axes` as SVG, without a date: equal pictures are equal texts under one version of matplotlib."""
    import matplotlib as mpl

    stream = io.StringIO()
    with mpl.rc_context(_STABLE):
        axes.figure.savefig(stream, format="svg", metadata={"Date": None})
    return "\n".join(line.rstrip() for line in stream.getvalue().splitlines()) + "\n"
