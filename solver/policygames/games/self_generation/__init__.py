"""Sets of payoffs that generate themselves: what is proven about the payoffs that patience can sustain.

Source: Abreu, Pearce and Stacchetti, Econometrica 58 (1990) 1041-1063; with public randomization and pure actions.
"""

from policygames.games.self_generation.contraction import Contraction, contraction_to
from policygames.games.self_generation.determined import MOST_STEPS, drawn_to, exact_set, is_all, lies_within
from policygames.games.self_generation.generation import generated, self_generating, ungenerated
from policygames.games.self_generation.inner import inner_polygon, polygons_within
from policygames.games.self_generation.outer import Iterate, iterates
from policygames.games.self_generation.planes import PlaneGame, plane_of

__all__ = [
    "MOST_STEPS",
    "Contraction",
    "Iterate",
    "PlaneGame",
    "contraction_to",
    "drawn_to",
    "exact_set",
    "generated",
    "inner_polygon",
    "is_all",
    "iterates",
    "lies_within",
    "plane_of",
    "polygons_within",
    "self_generating",
    "ungenerated",
]
