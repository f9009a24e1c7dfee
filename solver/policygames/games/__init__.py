"""Games: what is played, by whom, for what; and the profiles and automata that may be played."""

from policygames.games.action_sets import ActionSets
from policygames.games.automaton import Automaton
from policygames.games.bayesian import BayesianGame
from policygames.games.commitments import Commitment
from policygames.games.distributions import Advice
from policygames.games.game import Candidate, Game, game_from_dict
from policygames.games.monitoring import PublicMonitoring
from policygames.games.normal_form import NormalFormGame
from policygames.games.payoff_polytope import PayoffPolytope, Point
from policygames.games.profiles import MixedProfile, PureProfile, Strategy
from policygames.games.repeated import RepeatedGame

__all__ = [
    "ActionSets",
    "Advice",
    "Automaton",
    "BayesianGame",
    "Candidate",
    "Commitment",
    "Game",
    "MixedProfile",
    "NormalFormGame",
    "PayoffPolytope",
    "Point",
    "PublicMonitoring",
    "PureProfile",
    "RepeatedGame",
    "Strategy",
    "game_from_dict",
]
