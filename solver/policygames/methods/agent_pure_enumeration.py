"""The pure Bayesian equilibria of any number of players: pure equilibria of the game between their types."""

from __future__ import annotations

from policygames.budget import Budget
from policygames.certificates import Claim, Coverage
from policygames.games import BayesianGame
from policygames.games.limits import MAX_PAYOFFS
from policygames.games.profiles import pure_as_mixed
from policygames.numerics.best_responses import pure_equilibria
from policygames.registry import Method, Proposals

WARNING = "only pure equilibria are sought, and all of them are found: mixed ones may exist"


def accepts(game: BayesianGame) -> str:
    """Empty where the game between the types is small enough to be written down."""
    return "" if game.has_agent_form else f"it takes games whose types play for up to {MAX_PAYOFFS} payoffs"


def propose(game: BayesianGame, budget: Budget) -> Proposals:
    """All pure equilibria, which are only some of the equilibria."""
    yield None
    agents = game.agent_form()
    yield None
    for profile in pure_equilibria(agents.numerators):
        yield profile and pure_as_mixed(profile, agents.shape)
    return Claim(Coverage.SOME, warnings=(WARNING,))


METHOD = Method(
    id="agent_pure_enumeration",
    concept="bayes_nash",
    source="by definition; Harsanyi, Management Science 14 (1968) 320-334",
    accepts=accepts,
    propose=propose,
)
