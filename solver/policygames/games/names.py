"""Names of players, actions and signals: what may be a name, and which one a caller meant."""

from __future__ import annotations

import difflib
import unicodedata
from collections.abc import Mapping, Sequence

from policygames.errors import GameError
from policygames.games.limits import MAX_LABEL_BYTES

_UNSEEN = {
    "Cc",
    "Cf",
    "Cs",
    "Co",
    "Cn",
    "Zl",
    "Zp",
}  # controls, bidi overrides, surrogates: they can hide or reorder text


def player_names(players: Sequence[str] | None, count: int) -> tuple[str, ...]:
    """The names of `count` players, numbered from 0 where none are given. Raises GameError as `checked_names`."""
    return checked_names(players, count, "players") if players is not None else _numbered("player", count)


def action_names(actions: Sequence[Sequence[str]] | None, shape: Sequence[int]) -> tuple[tuple[str, ...], ...]:
    """Each player's names of actions, numbered from 0 where none are given. Raises GameError as `checked_names`."""
    if actions is None:
        return tuple(_numbered("action", count) for count in shape)
    if isinstance(actions, str) or not isinstance(actions, Sequence) or len(actions) != len(shape):
        message = f"actions hold {len(shape)} lists of names, one per player"
        raise GameError(message, reason="SHAPE_DATA_MISMATCH", path="actions", variables={"players": len(shape)})
    return tuple(
        own_names(names, shape[player], f"actions[{player}]", {"player": player})
        for player, names in enumerate(actions)
    )


def own_names(names: Sequence[str], count: int, path: str, whose: Mapping[str, object]) -> tuple[str, ...]:
    """As `checked_names`; the GameError says as well `whose` names they are."""
    try:
        return checked_names(names, count, path)
    except GameError as error:
        error.add_variables(whose)
        raise


def _numbered(word: str, count: int) -> tuple[str, ...]:
    return tuple(f"{word} {index}" for index in range(count))


def checked_names(names: Sequence[str], count: int, path: str) -> tuple[str, ...]:
    """The `count` names in NFC. Raises GameError for a wrong count, and for empty, unreadable or repeated names."""
    if isinstance(names, str) or not isinstance(names, Sequence) or len(names) != count:
        given = repr(names) if isinstance(names, str) or not isinstance(names, Sequence) else f"{len(names)} names"
        message, variables = f"{given} where {count} names are needed", {"given": given, "wanted": count}
        raise GameError(message, reason="SHAPE_DATA_MISMATCH", path=path, variables=variables)
    checked = tuple(_checked(name, f"{path}[{index}]") for index, name in enumerate(names))
    for index, name in enumerate(checked):
        if (first := checked.index(name)) != index:
            message = f"{name!r} is the name of {path}[{first}] already; names must differ"
            variables = {"label": name, "first": f"{path}[{first}]"}
            raise GameError(message, reason="DUPLICATE_LABEL", path=f"{path}[{index}]", variables=variables)
    return checked


def _checked(name: str, path: str) -> str:
    if not isinstance(name, str):
        kind = type(name).__name__
        message = f"type {kind} is no name; allowed: text"
        raise GameError(message, reason="BAD_LABEL", path=path, variables={"kind": kind, "allowed": "text"})
    if not name.strip():
        raise GameError("the name is empty", reason="BAD_LABEL", path=path)
    normal = unicodedata.normalize("NFC", name)
    if max(len(name), len(normal.encode(errors="replace"))) > MAX_LABEL_BYTES:
        message = f"the name is longer than {MAX_LABEL_BYTES} bytes"
        raise GameError(message, reason="LABEL_TOO_LONG", path=path, variables={"limitBytes": MAX_LABEL_BYTES})
    for character in name:
        if unicodedata.category(character) in _UNSEEN:
            point = f"U+{ord(character):04X}"
            message = f"the name holds the unreadable character {point}"
            raise GameError(message, reason="BAD_LABEL", path=path, variables={"codePoint": point})
    return normal


def index_of(name: str | int, names: Sequence[str], path: str) -> int:
    """The index that `name` stands for, itself allowed. Raises GameError, with the nearest names, for any other."""
    if isinstance(name, str):
        normal = unicodedata.normalize("NFC", name)
        if normal in names:
            return names.index(normal)
    elif not isinstance(name, bool) and hasattr(name, "__index__") and 0 <= name < len(names):
        return int(name)
    near = difflib.get_close_matches(str(name), names, n=1)
    hint = f"did you mean {near[0]!r}? " if near else ""
    allowed = ", ".join(map(repr, names[:20])) + (", …" if len(names) > 20 else "")
    variables = {"name": name, "allowed": allowed} | ({"nearest": near[0]} if near else {})
    message = f"there is no {name!r}; {hint}allowed: {allowed}"
    raise GameError(message, reason="UNKNOWN_NAME", path=path, variables=variables)
