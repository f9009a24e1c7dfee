"""The language of payoff formulas: text → tree → kind → exact value; never Python's own parser."""

from policygames.scenarios.expressions.evaluation import Situation, evaluate
from policygames.scenarios.expressions.kinds import Kind, kind_of, wanted
from policygames.scenarios.expressions.parser import parse
from policygames.scenarios.expressions.scope import Scope
from policygames.scenarios.expressions.tree import Tree, names_in, size

__all__ = ["Kind", "Scope", "Situation", "Tree", "evaluate", "kind_of", "names_in", "parse", "size", "wanted"]
