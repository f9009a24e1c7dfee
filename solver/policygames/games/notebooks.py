"""How games, answers and analyses show themselves in notebooks: one function for all classes."""

from __future__ import annotations

from importlib import import_module
from typing import Any


def repr_html(thing: Any) -> str:  # Any: of whatever class it is a method
    """HTML for a notebook; classes take it as their `_repr_html_`. What draws is loaded when it is asked for."""
    html: str = import_module("policygames.report.notebook").shown(thing)
    return html
