from policygames_client import connect as connect
from policygames_client import connect_async as connect_async

from policygames.analysis.automaton import automaton as automaton
from policygames.analysis.critical_discount import critical_discount as critical_discount
from policygames.analysis.transfer_schedule import transfer_schedule as transfer_schedule
from policygames.batch import solve_many as solve_many
from policygames.certificates import Certificate as Certificate
from policygames.certificates import Coverage as Coverage
from policygames.certificates import Deviation as Deviation
from policygames.certificates import Refusal as Refusal
from policygames.certificates import Termination as Termination
from policygames.errors import CertificateError as CertificateError
from policygames.errors import DeadlineError as DeadlineError
from policygames.errors import GameError as GameError
from policygames.errors import PolicyGamesError as PolicyGamesError
from policygames.errors import ScenarioError as ScenarioError
from policygames.errors import ServiceError as ServiceError
from policygames.errors import UnsupportedError as UnsupportedError
from policygames.games import Automaton as Automaton
from policygames.games import NormalFormGame as NormalFormGame
from policygames.games import PublicMonitoring as PublicMonitoring
from policygames.games import RepeatedGame as RepeatedGame
from policygames.registry import concepts as concepts
from policygames.registry import methods as methods
from policygames.results import Equilibrium as Equilibrium
from policygames.results import Solution as Solution
from policygames.results import Threshold as Threshold
from policygames.results.files import read as read
from policygames.results.strategy import Strategy as Strategy
from policygames.scenarios import Scenario as Scenario
from policygames.scenarios import load as load
from policygames.scenarios import scenario as scenario
from policygames.scenarios import scenarios as scenarios
from policygames.search import solve as solve

__version__: str
