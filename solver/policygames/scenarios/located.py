"""YAML 1.2 as a tree of texts that know where they stand; what could hide or multiply content is refused."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Any, TypeAlias

from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError, YAMLError
from ruamel.yaml.events import (
    AliasEvent,
    CollectionEndEvent,
    CollectionStartEvent,
    DocumentStartEvent,
    Event,
    MappingStartEvent,
    NodeEvent,
    ScalarEvent,
)
from ruamel.yaml.reader import ReaderError

from policygames.errors import ScenarioError
from policygames.scenarios.reading import Place, Reading, shortened

MAX_BYTES = 2**20
MAX_DEPTH = 20
MAX_NODES = 10_000
_NO_TEXT = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff]")  # escapes can spell what a file cannot hold
_SIMPLE_KEY = re.compile(r"[A-Za-z0-9_-]{1,64}", re.ASCII)


class Text(str):
    """A scalar, always text, its path and its place."""

    __slots__ = ("path", "place")
    path: str
    place: Place


class Items(list[Any]):
    """A list, its path and its place."""

    path: str
    place: Place


class Fields(dict[str, Any]):
    """A mapping, its path and its place, and where each key stands."""

    path: str
    place: Place
    keys_at: dict[str, Place]


Located: TypeAlias = Text | Items | Fields


def located(content: bytes, reading: Reading) -> Located:
    """The one document in `content`; its places are noted in `reading`.

    Raises ScenarioError for what is no YAML 1.2 in UTF-8, for tags, anchors, aliases, repeated keys, a second document,
    and for more than MAX_BYTES, MAX_DEPTH or MAX_NODES: each at its place, before the rest is looked at.
    """
    if len(content) > MAX_BYTES:
        raise reading.stop(Place(), "", f"the file has {len(content)} bytes; allowed: up to {MAX_BYTES}")
    text = _decoded(content, reading)
    try:
        return _Tree(reading).grown(_events(text, reading))
    except ReaderError as error:
        place = _place_of(text, int(error.position))
        raise reading.stop(place, "", "a control character is no part of a text file") from error
    except MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        place = Place(mark.line + 1, mark.column + 1) if mark else Place()
        raise reading.stop(place, "", f"this is no YAML: {error.problem or error.context}") from error
    except (YAMLError, ValueError) as error:
        raise reading.stop(Place(), "", f"this is no YAML: {shortened(str(error))}") from error


def _events(text: str, reading: Reading) -> Iterator[Event]:
    """The events of the text; what the library trips over, such as %YAML 1.4, is refused where the text begins."""
    events = YAML(typ="safe", pure=True).parse(text)
    while True:
        try:
            event = next(events, None)
        except (AssertionError, AttributeError, LookupError, TypeError) as error:
            message = f"this is no YAML 1.2: {shortened(str(error))}"
            raise reading.stop(_directive(text), "", message) from error
        if event is None:
            return
        yield event


def _directive(text: str) -> Place:
    """Where the first directive stands, or the text begins."""
    lines = text.split("\n")
    return Place(next((number for number, line in enumerate(lines, 1) if line.startswith("%")), 1))


def _decoded(content: bytes, reading: Reading) -> str:
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        place = _place_of(content[: error.start].decode("utf-8", "replace"), -1)
        raise reading.stop(place, "", "the file is not UTF-8") from error


def _place_of(text: str, position: int) -> Place:
    before = text[:position] if position >= 0 else text
    return Place(before.count("\n") + 1, len(before) - before.rfind("\n"))


class _Tree:
    """Grows the tree from events, one open collection within the other."""

    def __init__(self, reading: Reading) -> None:
        self.reading = reading
        self.open: list[Items | Fields] = []
        self.keys: list[Text | None] = []
        self.root: Located | None = None
        self.nodes = self.documents = 0

    def grown(self, events: Iterator[Event]) -> Located:
        for event in events:
            if isinstance(event, DocumentStartEvent):
                self._begin(event)
            elif isinstance(event, NodeEvent):
                self._add(event)
            elif isinstance(event, CollectionEndEvent):
                self.open.pop()
                self.keys.pop()
        if self.root is None:
            raise self.reading.stop(Place(), "", "the file is empty")
        return self.root

    def _begin(self, event: DocumentStartEvent) -> None:
        self.documents += 1
        if self.documents > 1:
            raise self._refused(event, "a second document; allowed: one a file")
        if event.version not in (None, (1, 2)):
            raise self._refused(event, "another version of YAML; allowed: %YAML 1.2")
        if event.tags:
            raise self._refused(event, "tags are not allowed")

    def _add(self, event: NodeEvent) -> None:
        self._check(event)
        if self.open and isinstance(self.open[-1], Fields) and self.keys[-1] is None:
            self.keys[-1] = self._key(event, self.open[-1])
            return
        path = self._path()
        place = self._place(event)
        nothing = isinstance(event, ScalarEvent) and not event.value and event.style is None
        node = _node(event, path)
        node.place = self.reading.places.get(f"{path}:key", place) if nothing else place
        self.reading.places[path] = node.place
        self._attach(node)

    def _check(self, event: NodeEvent) -> None:
        self.nodes += 1
        if self.nodes > MAX_NODES:
            raise self._refused(event, f"more than {MAX_NODES} values; allowed: up to {MAX_NODES}")
        if isinstance(event, AliasEvent) or event.anchor is not None:
            raise self._refused(event, "anchors and aliases are not allowed; write the value out")
        if getattr(event, "ctag", None) is not None:
            raise self._refused(event, "tags are not allowed; every value is read as text and typed by its field")
        if isinstance(event, ScalarEvent) and _NO_TEXT.search(event.value):
            raise self._refused(event, "a control character is no part of a text")
        if isinstance(event, CollectionStartEvent) and len(self.open) >= MAX_DEPTH:
            raise self._refused(event, f"nesting is deeper than {MAX_DEPTH} levels")

    def _key(self, event: NodeEvent, owner: Fields) -> Text:
        if not isinstance(event, ScalarEvent):
            raise self._refused(event, "a key is text")
        key = _text(event.value, joined(owner.path, event.value))
        if key in owner:
            raise self.reading.stop(self._place(event), key.path, f"the key {shortened(key)} is here a second time")
        self.reading.places[f"{key.path}:key"] = owner.keys_at[str(key)] = self._place(event)
        return key

    def _path(self) -> str:
        if not self.open:
            return ""
        owner, key = self.open[-1], self.keys[-1]
        return f"{owner.path}[{len(owner)}]" if key is None else key.path

    def _attach(self, node: Located) -> None:
        if not self.open:
            self.root = node
        elif isinstance(owner := self.open[-1], Fields):
            owner[str(self.keys[-1])] = node
            self.keys[-1] = None
        else:
            owner.append(node)
        if isinstance(node, (Items, Fields)):
            self.open.append(node)
            self.keys.append(None)

    def _refused(self, event: Event, message: str) -> ScenarioError:
        return self.reading.stop(self._place(event), self._path() if self.open else "", message)

    def _place(self, event: Event) -> Place:
        return replace(_place(event), file=self.reading.file)


def joined(path: str, key: str) -> str:
    """The path of `key` in the mapping at `path`."""
    step = key if _SIMPLE_KEY.fullmatch(key) else shortened(key)  # what is unreadable is quoted in messages
    return f"{path}.{step}" if path else step


def unlocated(value: Any) -> Any:
    """What was read from YAML as plain lists, mappings and texts."""
    if isinstance(value, dict):
        return {str(key): unlocated(entry) for key, entry in value.items()}
    return [unlocated(entry) for entry in value] if isinstance(value, list) else str(value)


def _node(event: NodeEvent, path: str) -> Located:
    if isinstance(event, ScalarEvent):
        return _text(event.value, path)
    node: Items | Fields = Fields() if isinstance(event, MappingStartEvent) else Items()
    node.path = path
    if isinstance(node, Fields):
        node.keys_at = {}
    return node


def _text(value: str, path: str) -> Text:
    text = Text(value)
    text.path = path
    return text


def _place(event: Any) -> Place:
    start, end = event.start_mark, event.end_mark
    quotes = 2 if getattr(event, "style", None) in ("'", '"') else 0
    one_line = isinstance(event, ScalarEvent) and start.line == end.line
    as_written = one_line and end.column - start.column - quotes == len(event.value)
    return Place(start.line + 1, start.column + 1, start.column + 1 + quotes // 2 if as_written else 0)
