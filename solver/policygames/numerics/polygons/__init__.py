"""Exact convex geometry in the plane: polygons, and what degenerates to segments, points and nothing."""

from policygames.numerics.polygons.convex import Facet, HalfPlane, clip, contains, facets, hull, includes
from policygames.numerics.polygons.distances import gap_between
from policygames.numerics.polygons.rounding import outward, simplest_rational, whole_points

__all__ = [
    "Facet",
    "HalfPlane",
    "clip",
    "contains",
    "facets",
    "gap_between",
    "hull",
    "includes",
    "outward",
    "simplest_rational",
    "whole_points",
]
