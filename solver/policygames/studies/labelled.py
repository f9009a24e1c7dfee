"""The outcome of one game as a label, where rows of numerators do not say it: always what is true of the game."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from fractions import Fraction

from policygames import registry
from policygames.certificates import Coverage
from policygames.games import BayesianGame, RepeatedGame, SymmetricGame
from policygames.games.profiles import PureProfile, support
from policygames.results import Equilibrium, Solution
from policygames.studies.lasting import is_for_ever, lasting
from policygames.studies.outcomes import DRAWN, FOR_EVER, NONE, NOT_LISTED, PLAYED, SEPARATOR, UNPROVEN

Actions = Sequence[Sequence[str]]
"""What the actions of each player are called in labels."""
_MOST_DRAWN = 64
"""Profiles that a label of a mediator names."""


def label_of(solution: Solution, actions: Actions) -> str | None:
    """The outcome; None where the numerators of exact equilibria say it."""
    if isinstance(solution.game, RepeatedGame):
        return _repeated(solution, actions)
    found = list(solution.equilibria)
    if isinstance(solution.game, BayesianGame) and found and all(one.exact_profile is not None for one in found):
        return _partly(solution, _joined(_by_type(one, solution.game) for one in found))
    sets = solution.action_sets if solution.concept in ("rationalizable", "undominated") else None
    if sets is not None:
        return _partly(solution, "; ".join(", ".join(names) for names in sets))
    if not found or all(one.exact_profile is not None for one in found):
        return None
    told = [_told(one, actions) for one in found]
    if None in told:
        return _partly(solution, f"{len(found)} {registry.concept(solution.concept).plural}")
    return _partly(solution, _joined(one for one in told if one is not None))


def _partly(solution: Solution, label: str) -> str:
    return UNPROVEN + label if solution.coverage is Coverage.SOME else label


def _joined(words: Iterable[str]) -> str:
    return SEPARATOR.join(sorted(set(words)))


def _repeated(solution: Solution, actions: Actions) -> str:
    """What can be played, where that is decided of some profile: sets of payoffs list no equilibria."""
    found = lasting(solution)
    if found is None:
        return NOT_LISTED
    kind = FOR_EVER if is_for_ever(solution) else PLAYED
    held = _joined(_pure(profile, actions) for profile, holds in found.items() if holds)
    if None not in found.values():
        return kind + (held or NONE)
    return UNPROVEN + kind + held if held else NOT_LISTED


def _pure(profile: PureProfile, actions: Actions) -> str:
    return f"({', '.join(names[action] for names, action in zip(actions, profile, strict=True))})"


def _told(equilibrium: Equilibrium, actions: Actions) -> str | None:
    """Who plays what, or what a mediator draws; None of candidates of other kinds, such as sets."""
    if equilibrium.advice is not None:
        drawn = [_pure(profile, actions) for profile, _ in equilibrium.advice.chances]
        return None if len(drawn) > _MOST_DRAWN else DRAWN + " or ".join(drawn)
    supports = _supports(equilibrium)
    if supports is None or len(supports) != len(actions):
        return None
    plays = ("+".join(names[action] for action in used) for names, used in zip(actions, supports, strict=True))
    return f"({', '.join(plays)})"


def _supports(equilibrium: Equilibrium) -> list[tuple[int, ...]] | None:
    """Per player the actions that are played sometimes, of boxes too: these tell which."""
    if equilibrium.enclosure is not None:
        used = equilibrium.enclosure.supports()
        game = equilibrium.game
        sizes = game.sizes if isinstance(game, SymmetricGame) else (1,) * len(used)
        return [own for own, size in zip(used, sizes, strict=True) for _ in range(size)]
    profile = equilibrium.quantal.profile if equilibrium.quantal is not None else equilibrium.exact_profile
    return None if profile is None else [tuple(support(strategy)) for strategy in profile]


def _by_type(equilibrium: Equilibrium, game: BayesianGame) -> str:
    """What each player does, type by type: (hold / yield, buy)."""
    pairs = zip(equilibrium.exact, game.actions, strict=True)
    plays = [" / ".join(_played(strategy, names) for strategy in types) for types, names in pairs]
    return f"({', '.join(plays)})"


def _played(strategy: Sequence[Fraction], names: Sequence[str]) -> str:
    return "+".join(name for name, chance in zip(names, strategy, strict=True) if chance > 0)
