"""policygames: policy confrontations as games, solved exactly, with proofs that anyone can check.

Public names are imported when first used, so that importing the package loads nothing else.
"""

import sys
from importlib import import_module
from types import ModuleType

__version__ = "0.1.0"

_PUBLIC = {
    "Automaton": "policygames.games",
    "BayesianGame": "policygames.games",
    "CertificateError": "policygames.errors",
    "Certificate": "policygames.certificates",
    "Coverage": "policygames.certificates",
    "DeadlineError": "policygames.errors",
    "Deviation": "policygames.certificates",
    "Equilibrium": "policygames.results",
    "GameError": "policygames.errors",
    "NormalFormGame": "policygames.games",
    "PolicyGamesError": "policygames.errors",
    "Potential": "policygames.results.potential",
    "PublicMonitoring": "policygames.games",
    "Refusal": "policygames.certificates",
    "RegimeMap": "policygames.results.regime_map",
    "RegimePlane": "policygames.results.regime_plane",
    "RepeatedGame": "policygames.games",
    "Robustness": "policygames.results.robustness",
    "RoundRobin": "policygames.results.round_robin",
    "Scenario": "policygames.scenarios",
    "ScenarioError": "policygames.errors",
    "ServiceError": "policygames.errors",
    "Solution": "policygames.results",
    "Strategy": "policygames.results.strategy",
    "SymmetricGame": "policygames.games",
    "Termination": "policygames.certificates",
    "Threshold": "policygames.results",
    "UnsupportedError": "policygames.errors",
    "automaton": "policygames.analysis.automaton",
    "concepts": "policygames.registry",
    "connect": "policygames_client",
    "connect_async": "policygames_client",
    "critical_discount": "policygames.analysis.critical_discount",
    "estimate_precision": "policygames.analysis.estimate_precision",
    "fictitious_play": "policygames.analysis.fictitious_play",
    "fixation_probability": "policygames.analysis.moran_process",
    "folk_set": "policygames.analysis.folk_set",
    "intervene": "policygames.analysis.intervene",
    "limit_payoffs": "policygames.analysis.limit_payoffs",
    "load": "policygames.scenarios",
    "methods": "policygames.registry",
    "minmax": "policygames.analysis.minmax",
    "potential": "policygames.analysis.potential",
    "quantal_response_path": "policygames.analysis.quantal_response_path",
    "moran_process": "policygames.analysis.moran_process",
    "read": "policygames.results.files",
    "regimes": "policygames.analysis.regimes",
    "regret_matching": "policygames.analysis.regret_matching",
    "replicator_dynamics": "policygames.analysis.replicator_dynamics",
    "robustness": "policygames.analysis.robustness",
    "round_robin": "policygames.analysis.round_robin",
    "scenario": "policygames.scenarios",
    "scenarios": "policygames.scenarios",
    "select": "policygames.analysis.select",
    "solve": "policygames.search",
    "solve_many": "policygames.batch",
    "study": "policygames.studies",
    "transfer_schedule": "policygames.analysis.transfer_schedule",
    "value_of_information": "policygames.analysis.value_of_information",
}
"""Where each public name lives; `__init__.pyi` says the same to type checkers."""

__all__ = [*_PUBLIC]  # noqa: PLE0604 - computed, so that no list is kept twice


def __getattr__(name: str) -> object:
    if name not in _PUBLIC:
        raise AttributeError(f"module 'policygames' has no attribute {name!r}")
    try:
        module = import_module(_PUBLIC[name])
    except ModuleNotFoundError as error:
        raise _not_installed(error) from error
    found = globals()[name] = getattr(module, name)  # at hand the next time
    return found  # type: ignore[no-any-return]  # an attribute of a module is anything


def _not_installed(error: ModuleNotFoundError) -> Exception:
    errors = import_module("policygames.errors")
    return error if (error.name or "").startswith("policygames") else errors.not_installed(error)


def __dir__() -> list[str]:
    return sorted(["__version__", *_PUBLIC])


class _Package(ModuleType):
    """The package: `policygames.concepts` stays the public function, though a folder of that name is imported too."""

    def __setattr__(self, name: str, value: object) -> None:
        if not (name in _PUBLIC and isinstance(value, ModuleType)):
            super().__setattr__(name, value)


sys.modules[__name__].__class__ = _Package
