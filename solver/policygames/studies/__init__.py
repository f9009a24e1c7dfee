"""Studies: many games solved in chunks, each a Parquet part that is whole or not there, so that runs can be resumed."""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from policygames.studies.chunks import Chunk, Spec, solve_chunk
    from policygames.studies.folder import Folder
    from policygames.studies.given_games import GamesSpec
    from policygames.studies.spec import StudySpec
    from policygames.studies.starting import study
    from policygames.studies.stored import Study

__all__ = ["Chunk", "Folder", "GamesSpec", "Spec", "Study", "StudySpec", "solve_chunk", "study"]

_WHERE = {
    "Chunk": "chunks",
    "Folder": "folder",
    "GamesSpec": "given_games",
    "Spec": "chunks",
    "Study": "stored",
    "StudySpec": "spec",
    "solve_chunk": "chunks",
    "study": "starting",
}


def __getattr__(name: str) -> Any:  # Any: classes and functions; workers load what they need, and start faster
    if name not in _WHERE:
        raise AttributeError(f"module 'policygames.studies' has no attribute {name!r}")
    return getattr(import_module(f"policygames.studies.{_WHERE[name]}"), name)
