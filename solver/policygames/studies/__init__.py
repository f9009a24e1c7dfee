"""Studies: many games solved in chunks, each a Parquet part that is whole or not there, so that runs can be resumed."""

from importlib import import_module
from typing import TYPE_CHECKING, Any

from policygames.studies.chunks import Chunk, Spec, solve_chunk
from policygames.studies.folder import Folder
from policygames.studies.given_games import GamesSpec
from policygames.studies.spec import StudySpec

if TYPE_CHECKING:
    from policygames.studies.stored import Study, study

__all__ = ["Chunk", "Folder", "GamesSpec", "Spec", "Study", "StudySpec", "solve_chunk", "study"]


def __getattr__(name: str) -> Any:  # Any: a class or a function; workers, who need neither, start faster without
    if name not in ("Study", "study"):
        raise AttributeError(f"module 'policygames.studies' has no attribute {name!r}")
    return getattr(import_module("policygames.studies.stored"), name)
