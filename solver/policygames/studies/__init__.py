"""Studies: many games solved in chunks, each a Parquet part that is whole or not there, so that runs can be resumed."""

from policygames.studies.chunks import Chunk, Spec, solve_chunk
from policygames.studies.folder import Folder
from policygames.studies.given_games import GamesSpec
from policygames.studies.spec import StudySpec
from policygames.studies.study import Study, study

__all__ = ["Chunk", "Folder", "GamesSpec", "Spec", "Study", "StudySpec", "solve_chunk", "study"]
