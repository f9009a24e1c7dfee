"""Studies: many games solved in chunks, each a Parquet part that is whole or not there, so that runs can be resumed."""

from policygames.studies.chunks import Chunk, Spec, solve_chunk
from policygames.studies.given_games import GamesSpec

__all__ = ["Chunk", "GamesSpec", "Spec", "solve_chunk"]
