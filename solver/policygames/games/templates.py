"""Automata by name: the file in `games/automata` that holds one builds it for any stage game that suits it."""

from __future__ import annotations

import difflib
import inspect
import pkgutil
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from typing import Any

from policygames.errors import GameError, UnsupportedError
from policygames.games.automaton import Automaton
from policygames.games.normal_form import NormalFormGame


@dataclass(frozen=True, slots=True)
class Template:
    """A well-known strategy; `build(game, **keywords)` writes it out, its keyword-only parameters are what it takes.

    `source` is where it was described. `build` raises GameError for a bad keyword and UnsupportedError where the game
    does not suit.
    """

    id: str
    source: str
    build: Callable[..., Automaton]

    def keywords(self) -> dict[str, bool]:
        """The keywords that it takes, and whether each must be given."""
        parameters = inspect.signature(self.build).parameters.values()
        return {one.name: one.default is one.empty for one in parameters if one.kind is one.KEYWORD_ONLY}


def templates() -> tuple[str, ...]:
    """The names of all templates, in alphabetical order."""
    return _names()


def template(name: str) -> Template:
    """The template with this name. Raises UnsupportedError, with the nearest names, for an unknown one."""
    known = _names()
    if name not in known:
        near = difflib.get_close_matches(str(name), known, n=1)
        hint = f"; did you mean {near[0]!r}?" if near else ""
        message = f"there is no automaton {name!r}{hint or ';'} there are {', '.join(known)}"
        raise UnsupportedError(
            message,
            reason="UNKNOWN_AUTOMATON",
            path="template",
            choices=known,
            variables={"automaton": name} | ({"nearest": near[0]} if near else {}),
        )
    found: Template = import_module(f"policygames.games.automata.{name}").TEMPLATE
    return found


def built(name: str, game: NormalFormGame, keywords: Mapping[str, Any]) -> Automaton:
    """The automaton of a template for `game`.

    Raises UnsupportedError for an unknown name or an unsuited game, GameError for missing, unknown and bad keywords.
    """
    one = template(name)
    known = one.keywords()
    allowed = ", ".join(f"{keyword}=" for keyword in known)
    for keyword in keywords:
        if keyword not in known:
            raise GameError(
                f"{name} takes no {keyword}=; it takes {allowed}",
                reason="UNKNOWN_FIELD",
                path=keyword,
                variables={"automaton": name, "field": keyword, "allowed": allowed},
            )
    for keyword, needed in known.items():
        if needed and keyword not in keywords:
            raise GameError(
                f"{name} needs {keyword}=",
                reason="UNSPECIFIED_VALUE",
                path=keyword,
                variables={"automaton": name, "field": keyword},
            )
    return one.build(game, **keywords)


@cache
def _names() -> tuple[str, ...]:
    folders = import_module("policygames.games.automata").__path__
    return tuple(sorted(found.name for found in pkgutil.iter_modules(folders)))
