"""Files that extend another one: the base with what the file removes, replaces, sets and adds, as one resolved file.

`remove` names ids, `replace` brings whole lists, `set` changes what is there and `add` brings what is new, in this
order; in lists of things with ids an id stands for the place. What the file says of itself (id, title …) replaces what
the base says. Every part of the resolved file still knows in which file and where it stands.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import TypeAlias

from policygames.documents import Base
from policygames.errors import ScenarioError
from policygames.scenarios.located import Fields, Items, Located, Text, joined, located
from policygames.scenarios.patching import Patching
from policygames.scenarios.reading import Place, Reading, nearest, shortened
from policygames.scenarios.versions import read_range, read_version

MAX_DEPTH = 4
"""The most files that one rests on."""
CHANGES = ("remove", "replace", "set", "add")
OWN = ("policygames", "kind", "id", "version", "title", "question", "topics", "as_of", "summary")
"""What an extending file may say of itself; the rest it takes from the base or changes."""
BaseFiles: TypeAlias = Callable[[str], "tuple[bytes, str] | None"]
"""Id → the content and the name of that scenario's file, None where there is none."""


@dataclass(frozen=True, slots=True)
class Resolved:
    """A file after inheritance, and what it rests on, the nearest first."""

    root: Located
    bases: tuple[Base, ...] = ()


def resolved(root: Located, reading: Reading, files: BaseFiles) -> Resolved:
    """The file at `root` with everything that it inherits; `reading` then holds the places of the whole.

    Raises ScenarioError where a base is not there, of another version, extends itself in a circle or too deeply, and
    where a change does not fit; every change that does not fit is listed.
    """
    if not isinstance(root, Fields) or "extends" not in root:
        _check_alone(root, reading)
        return Resolved(root)
    whole = _resolved(root, reading, files, ())
    reading.finish()
    reading.places.clear()
    _place(whole.root, "", reading)
    return whole


def _check_alone(root: Located, reading: Reading) -> None:
    for key in CHANGES:
        if isinstance(root, Fields) and key in root:
            message = f"{key} changes what a file extends; here extends is missing"
            raise reading.stop(reading.place(f"{key}:key"), key, message)


def _resolved(root: Fields, reading: Reading, files: BaseFiles, above: tuple[str, ...]) -> Resolved:
    """The same; `above` are the ids of the files that rest on this one."""
    name, wanted = _asked(root, reading)
    chain = (*above, str(root.get("id", "")))
    if name in chain:
        raise _stop("extends", reading, f"files extend each other in a circle: {' → '.join((*chain, name))}")
    if len(chain) > MAX_DEPTH:
        raise _stop("extends", reading, f"more than {MAX_DEPTH} files on top of each other")
    inner, base = base_file("extends", (name, wanted), reading, files)
    below = _resolved(base, inner, files, chain) if "extends" in base else Resolved(base)
    inner.finish()
    if not isinstance(below.root, Fields):
        raise _stop("extends", reading, f"{name} is no scenario")
    extended = Base(name, str(base["version"]))
    _change(root, below.root, reading)
    _take_over(root, below.root, reading)
    return Resolved(below.root, (extended, *below.bases))


def _change(root: Fields, base: Fields, reading: Reading) -> None:
    patching = Patching(reading)
    changes = (patching.remove, patching.replace, patching.set, patching.add)
    for key, change in zip(CHANGES, changes, strict=True):
        patch = root.get(key)
        if isinstance(patch, Fields):
            change(base, patch)
        elif patch is not None:
            reading.add(patch.path, f"{key} is a mapping of the parts of the file to change")


def _asked(root: Fields, reading: Reading) -> tuple[str, str]:
    """The id of the base and the range of its versions."""
    wanted = root["extends"]
    fields = isinstance(wanted, Fields) and set(wanted) == {"id", "version"}
    if not fields or not all(isinstance(part, Text) for part in wanted.values()):
        raise _stop("extends", reading, "extends is written {id: the_base, version: ^1.0}")
    return str(wanted["id"]), str(wanted["version"])


def base_file(key: str, asked: tuple[str, str], reading: Reading, files: BaseFiles) -> tuple[Reading, Fields]:
    """The file of the scenario that is `asked` for, by id and range of versions, at `key` of the file being read.

    Raises ScenarioError where there is none, or of another version.
    """
    name, wanted = asked
    found = files(name)
    if found is None:
        raise _stop(f"{key}.id", reading, f"there is no scenario {shortened(name)} to extend", "NO_SUCH_FILE")
    content, file = found
    inner = Reading(file)
    base = located(content, inner)
    if not isinstance(base, Fields) or not isinstance(base.get("version"), Text):
        raise _stop(f"{key}.id", reading, f"{file} is no scenario")
    _check_base(base, name, wanted, partial(_stop, reading=reading), key)
    return inner, base


def _check_base(base: Fields, name: str, wanted: str, stop: Callable[..., ScenarioError], key: str) -> None:
    if base.get("kind") != "scenario" or base.get("id") != name:
        raise stop(f"{key}.id", message=f"the file of {name} holds the {base.get('kind')} {base.get('id')}")
    try:
        conditions = read_range(wanted)
    except ValueError as error:
        message = f"{shortened(wanted)} is no range of versions; allowed: ^1.0, ~1.2, >=1.1 <2, 1.0.0 or *"
        raise stop(f"{key}.version", message=message) from error
    try:
        version = read_version(base["version"])
    except ValueError as error:
        raise stop(f"{key}.id", message=f"{name} has no version such as 1.0.0") from error
    if not all(condition(version) for condition in conditions):
        message = f"{name} has version {base['version']}, which is not within {wanted}"
        raise stop(f"{key}.version", message=message)


def _take_over(root: Fields, base: Fields, reading: Reading) -> None:
    """What the file says of itself, in the place of what the base says of itself."""
    for key, value in root.items():
        if key in OWN:
            base[key] = value
            base.keys_at[key] = root.keys_at[key]
        elif key not in (*CHANGES, "extends"):
            hint = f"a file that extends another one changes it by {', '.join(CHANGES)}"
            known = nearest(key, (*OWN, "extends", *CHANGES))
            reading.add(f"{joined('', key)}:key", f"there is no place for {shortened(key)} here: {hint}; {known}")
    for key in OWN[:6]:
        if key not in root:
            reading.add("", f"the key {key!r} is missing")


def _stop(path: str, reading: Reading, message: str, reason: str = "BAD_SCENARIO") -> ScenarioError:
    return reading.stop(reading.place(path), path, message, reason)


def _place(node: Located, path: str, reading: Reading) -> None:
    """Writes paths and places of the resolved file anew."""
    node.path = path
    reading.places[path] = node.place
    if isinstance(node, Fields):
        for key, value in node.items():
            reading.places[f"{joined(path, key)}:key"] = node.keys_at.get(key, Place())
            _place(value, joined(path, key), reading)
    elif isinstance(node, Items):
        for index, value in enumerate(node):
            _place(value, f"{path}[{index}]", reading)
