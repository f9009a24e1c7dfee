"""All equilibria of three and more players, support by support: exact where linear, else by cells and proven boxes."""

from __future__ import annotations

from collections.abc import Generator, Iterator
from dataclasses import dataclass, field

from policygames.budget import Budget
from policygames.certificates import Claim, Coverage
from policygames.games import Candidate, Game, NormalFormGame
from policygames.games.deciders import deciders
from policygames.games.enclosures import proposed
from policygames.games.profiles import pure_as_mixed
from policygames.numerics.best_responses import pure_equilibria
from policygames.numerics.multilinear.cells import Face
from policygames.numerics.multilinear.payoffs import gauged_tensors, unit_floats
from policygames.numerics.multilinear.pieces import MixedPieces
from policygames.numerics.multilinear.search import FaceSearch
from policygames.numerics.multilinear.supports import supports_by_size
from policygames.numerics.ties import Supports, Ties
from policygames.registry import Method, Proposals


def accepts(game: Game) -> str:
    """Empty for three and more players in normal form."""
    several = isinstance(game, NormalFormGame) and len(game.shape) > 2
    return "" if several else "it takes games of three and more players in normal form"


def propose(game: NormalFormGame, budget: Budget) -> Proposals:
    """The equilibria among those who have a choice, each with what the others cannot but play."""
    smaller = deciders(game, 3)
    return (yield from smaller.lifted(_among(smaller.game)))


def _among(game: NormalFormGame) -> Generator[Candidate | None, None, Claim]:
    """Pure equilibria, then per support all profiles at which the actions in use tie.

    Supports in which at most two players mix are polytopes, found exactly. In others the equations are multilinear:
    their zeros are isolated by cutting products of simplices, and proven one by one; a support is done when no cell is
    left. All equilibria are found if every support is done, since each has one.
    """
    for profile in pure_equilibria(game.numerators):
        yield profile and pure_as_mixed(profile, game.shape)
    search = Search(game)
    yield None
    for supports in supports_by_size(search.gauged):
        if supports is None:
            yield None
        elif sum(len(used) > 1 for used in supports) <= 2:
            yield from search.linear(supports)
        else:
            yield from search.multilinear(supports)
    return search.claim()


@dataclass
class Search:
    """A search under way: which supports are in doubt, and where a continuum was found."""

    game: NormalFormGame
    doubtful: list[Supports] = field(default_factory=list)
    continua: int = 0

    def __post_init__(self) -> None:
        self.gauged = gauged_tensors(self.game.numerators)
        self.floats = unit_floats(self.gauged)

    def linear(self, supports: Supports) -> Iterator[Candidate | None]:
        """The corners of the set of all equilibria with these supports, where at most two players mix."""
        pieces = MixedPieces(self.gauged, supports)
        found = 0
        for profile in pieces.profiles():
            yield profile
            found += profile is not None
        self.continua += found > 1
        if pieces.is_doubtful:
            self.doubtful.append(supports)

    def multilinear(self, supports: Supports) -> Iterator[Candidate | None]:
        """The zeros inside the simplices of these supports, as exact profiles or proven boxes."""
        equations = Ties(self.game.numerators, supports)  # their matrices prove boxes to the certifier
        search = FaceSearch(Face(self.floats, supports), equations)
        for zero in search.run():
            if zero is not None:
                yield proposed(zero, equations)
            yield None
        if search.doubtful or any(zero.is_inside(equations) is None for zero in search.zeros):
            self.doubtful.append(supports)

    def claim(self) -> Claim:
        """All, unless a support is in doubt or holds a continuum."""
        told = []
        if self.continua:
            told.append(f"{_counted(self.continua, 'holds', 'hold')} a continuum of equilibria: its corners are listed")
        if self.doubtful:
            told.append(f"{_counted(len(self.doubtful), 'is', 'are')} undecided: {self._named(self.doubtful[0])}")
        return Claim(Coverage.SOME if told else Coverage.ALL, warnings=tuple(told))

    def _named(self, supports: Supports) -> str:
        names = zip(self.game.players, self.game.actions, supports, strict=True)
        return "; ".join(f"{player}: {', '.join(own[action] for action in used)}" for player, own, used in names)


def _counted(count: int, one: str, several: str) -> str:
    return f"1 support {one}" if count == 1 else f"{count} supports {several}"


METHOD = Method(
    id="support_enumeration",
    concept="nash",
    source="Porter, Nudelman and Shoham, GEB 63 (2008) 642-662; Krawczyk, Computing 4 (1969) 187-201",
    accepts=accepts,
    propose=propose,
    rank=50,
)
