"""Games: what is played, by whom, for what; and the profiles and automata that may be played."""

from policygames.games.action_sets import ActionSets
from policygames.games.automaton import Automaton
from policygames.games.bayesian import BayesianGame
from policygames.games.commitments import Commitment
from policygames.games.crowds import Crowd
from policygames.games.distributions import Advice
from policygames.games.enclosures import Enclosure
from policygames.games.game import Candidate, Game, game_from_dict
from policygames.games.monitoring import PublicMonitoring
from policygames.games.normal_form import NormalFormGame
from policygames.games.payoff_polytope import PayoffPolytope, Point
from policygames.games.profiles import MixedProfile, PureProfile, Strategy
from policygames.games.quantal import QuantalResponse
from policygames.games.repeated import RepeatedGame
from policygames.games.symmetric import SymmetricGame

__all__ = [
    "ActionSets",
    "Advice",
    "Automaton",
    "BayesianGame",
    "Candidate",
    "Commitment",
    "Crowd",
    "Enclosure",
    "Game",
    "MixedProfile",
    "NormalFormGame",
    "PayoffPolytope",
    "Point",
    "PublicMonitoring",
    "PureProfile",
    "QuantalResponse",
    "RepeatedGame",
    "Strategy",
    "SymmetricGame",
    "game_from_dict",
]
