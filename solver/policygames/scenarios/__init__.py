"""Scenarios: data files → validated documents → games, findings and answers.

The package is also the public function `policygames.scenarios()`: importing a submodule binds its name in the parent
package, where the function would be looked for.
"""

import sys
from types import ModuleType

from policygames.scenarios.analyses import AnalysisResult
from policygames.scenarios.findings import Finding
from policygames.scenarios.library import load, parsed, scenario, scenarios
from policygames.scenarios.scenario import Scenario
from policygames.scenarios.welfare import Welfare

__all__ = ["AnalysisResult", "Finding", "Scenario", "Welfare", "load", "parsed", "scenario", "scenarios"]


class _Catalogue(ModuleType):
    """A package that lists the catalogue when it is called."""

    def __call__(self) -> tuple[str, ...]:
        return scenarios()


sys.modules[__name__].__class__ = _Catalogue
