"""Changes to a scenario file that another one extends: remove, replace, set, add; refused where they do not fit."""

from __future__ import annotations

from dataclasses import dataclass

from policygames.scenarios.located import Fields, Items, Located, Text, joined
from policygames.scenarios.reading import Reading, nearest, shortened

_COLLECTIONS = ("parameters", "sources")
"""Mappings by id at the top of a file; every other mapping has fields that the format names."""
Part = Fields | Items


@dataclass(frozen=True, slots=True)
class Patching:
    """Changes a base in place as a file says; what does not fit is noted in that file's `reading`."""

    reading: Reading

    def remove(self, base: Part, patch: Fields) -> None:
        """Takes out of lists and mappings the ids that `patch` lists."""
        for key, value in patch.items():
            old = _part(base, key)
            if old is None:
                self._unknown(patch, key, base)
            elif isinstance(value, Items) and isinstance(old, Part):
                for item in value:
                    self._remove_one(old, item)
            elif isinstance(value, Fields) and isinstance(old, Part):
                self.remove(old, value)
            else:
                self.reading.add(value.path, "remove takes a list of ids")

    def _remove_one(self, owner: Part, item: Located) -> None:
        known = _names(owner)
        if not isinstance(item, Text) or str(item) not in known:
            name = shortened(str(item)) if isinstance(item, Text) else "such id"
            self.reading.add(item.path, f"there is no {name} to remove; {nearest(str(item), filter(None, known))}")
        elif isinstance(owner, Fields):
            del owner[str(item)]
        else:
            del owner[known.index(str(item))]

    def replace(self, base: Part, patch: Fields) -> None:
        """Puts whole lists of `patch` in the place of the base's."""
        for key, value in patch.items():
            old = _part(base, key)
            if old is None:
                self._unknown(patch, key, base)
            elif isinstance(value, Items) and isinstance(old, Items):
                _put(base, key, value, patch)
            elif isinstance(value, Fields) and isinstance(old, Part):
                self.replace(old, value)
            else:
                self.reading.add(value.path, "replace takes whole lists; set changes other values")

    def set(self, base: Part, patch: Fields, path: str = "", *, entry: bool = False) -> None:
        """Puts the values of `patch` in the place of those of the base, which must be there.

        Only what has an id (`entry`) may get a field that the format names and that it did not have.
        """
        for key, value in patch.items():
            old = _part(base, key)
            if old is None and not (entry and isinstance(base, Fields)):
                self._unknown(patch, key, base)
            elif isinstance(value, Fields) and isinstance(old, Part):
                inside = isinstance(base, Items) or path in _COLLECTIONS
                self.set(old, value, f"{path}.{key}" if path else key, entry=inside)
            else:
                _put(base, key, value, patch)

    def add(self, base: Part, patch: Fields) -> None:
        """Brings what `patch` has and the base has not: keys into mappings, things with ids into lists."""
        for key, value in patch.items():
            old = _part(base, key)
            if old is None and isinstance(base, Items):
                self._unknown(patch, key, base)
            elif old is None:
                _put(base, key, value, patch)
            elif isinstance(value, Items) and isinstance(old, Items):
                self._append(old, value)
            elif isinstance(value, Fields) and isinstance(old, Part):
                self.add(old, value)
            else:
                self._there(_key(patch, key), key)

    def _append(self, old: Items, new: Items) -> None:
        known = {name for name in _names(old) if name}
        for item in new:
            name = _id(item)
            if name in known:
                self._there(item.path, name)
            else:
                old.append(item)

    def _there(self, path: str, name: str) -> None:
        self.reading.add(path, f"{name} is there already; set changes it")

    def _unknown(self, patch: Fields, key: str, base: Part) -> None:
        known = filter(None, _names(base))
        self.reading.add(_key(patch, key), f"there is no {shortened(key)} in the base; {nearest(key, known)}")


def _part(base: Part, key: str) -> Located | None:
    """What stands in `base` under a key, or in a list under an id."""
    if isinstance(base, Fields):
        return base.get(key)
    return next((item for item in base if _id(item) == key), None)


def _put(base: Part, key: str, value: Located, patch: Fields) -> None:
    if isinstance(base, Fields):
        base[key] = value
        base.keys_at[key] = patch.keys_at[key]
    else:
        base[_names(base).index(key)] = value


def _names(owner: Part) -> list[str]:
    """The keys of a mapping; of a list the ids of what is in it, or what stands there if it is text."""
    return list(owner) if isinstance(owner, Fields) else [_id(item) for item in owner]


def _id(item: Located) -> str:
    if isinstance(item, Fields):
        return str(item["id"]) if isinstance(item.get("id"), Text) else ""
    return str(item) if isinstance(item, Text) else ""


def _key(patch: Fields, key: str) -> str:
    return f"{joined(patch.path, key)}:key"
