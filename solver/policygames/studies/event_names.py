"""What an event of a study may be called: a finding by id or claim, an outcome by its label, and that it fails."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Mapping, Sequence

from policygames.errors import GameError

_ENDINGS = ((" does not hold", True), (" fails", True), (" holds", False))
"""After the name of an event, and whether it turns round."""
_MOST = 12
"""Outcomes that an error names."""


def known_event(name: str, claims: Mapping[str, str], outcomes: Sequence[str]) -> tuple[str, bool]:
    """The id of a finding or the outcome that `name` stands for, and whether what it says is that this does not hold.

    `claims` are those of the findings, by id. Case, blanks, underscores and a closing full stop do not matter.
    "X holds" is X, or what finding X_fails denies; "X fails" and "X does not hold" turn X round.

    Raises GameError, with the nearest name and what there is, for anything else.
    """
    known = {_plain(one): one for one in outcomes}
    known |= {_plain(claim): one for one, claim in claims.items()}
    known |= {_plain(one): one for one in claims}
    if name in outcomes or name in claims:
        return name, False
    given = _plain(name)
    if given in known:
        return known[given], False
    for ending, turned in _ENDINGS:
        subject = given.removesuffix(ending)
        if subject == given:
            continue
        if subject in known:
            return known[subject], turned
        for other, turns in _ENDINGS:
            if turns is not turned and f"{subject}{other}" in known:
                return known[f"{subject}{other}"], True
    raise GameError(_unknown(name, claims, outcomes), reason="UNKNOWN_NAME", path="event")


def _plain(name: str) -> str:
    return " ".join(name.replace("_", " ").casefold().strip(" .").split())


def _unknown(name: str, claims: Mapping[str, str], outcomes: Iterable[str]) -> str:
    told = [*claims, *outcomes]
    spelled = {_plain(one): one for one in (*claims.values(), *told)}
    near = difflib.get_close_matches(_plain(name), spelled, n=1)
    hint = f"; did you mean {spelled[near[0]]!r}?" if near else ""
    more = f" and {len(told) - len(claims) - _MOST} more outcomes" if len(told) - len(claims) > _MOST else ""
    listed = ", ".join(told[: len(claims) + _MOST])
    return f"{name!r} is neither a finding nor an outcome{hint}; there are {listed}{more}"
