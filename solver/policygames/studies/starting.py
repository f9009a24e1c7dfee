"""Studies of a scenario begun: what is asked, where it lies, and its run."""

from __future__ import annotations

from concurrent.futures import Executor
from pathlib import Path
from typing import Any

from policygames.errors import GameError
from policygames.scenarios import Scenario, library
from policygames.studies.folder import Folder
from policygames.studies.planning import Wish, spec_of
from policygames.studies.stored import Study


def study(  # noqa: PLR0913 - options, by name
    scenario: Scenario | str,
    concept: str = "",
    *,
    out: str | Path | None = None,
    draws: int | None = None,
    design: str = "sobol",
    seed: int = 0,
    workers: int | None = None,
    executor: Executor | None = None,
    shard: tuple[int, int] = (1, 1),
    **wishes: Any,
) -> Study:
    """The study of `scenario` at many values of its parameters, solved as far as `out` does not hold it yet.

    A scenario is also named by its id in the catalogue, or given as the text of its file.

    `design` is one of sobol, lhs, monte_carlo, saltelli (for variance-based indices), grid (`levels` per parameter),
    csv (`table`: a file with a column per parameter) and cases (`cases`: name → values). Draws are snapped to decimals
    (`decimals` per parameter; by default those that the file declares); `fixed` holds parameters at values.
    `findings` names the stated findings to decide in every draw, by default all that can be; `limit` is the most
    steps of one game's search, `chunk_size` the draws of a part.

    Parts are Parquet files in `out`, by default a folder under runs/ named after scenario and spec. A run that was
    stopped in any way goes on when it is asked for again. It runs in `workers` processes, by default one per processor
    (0: in this one), or on any `executor`; `shard` (i, n) solves every n-th part only. A game that fails is a row with
    its error.

    Raises GameError, naming the option, for what cannot be, and where another study lies in `out`.
    """
    wish = Wish(concept=concept, draws=draws, design=design, seed=seed, **wishes)
    found = placed(_scenario(scenario), wish, out, shard)
    found.resume(workers=workers, executor=executor)
    return found


def _scenario(given: Scenario | str) -> Scenario:
    """What is given, or named, or written out, as servers take it too. Raises GameError for anything else."""
    if isinstance(given, Scenario):
        return given
    if isinstance(given, str):
        return library.parsed(given) if "\n" in given else library.scenario(given)
    message = f"type {type(given).__name__}; allowed: a scenario, its id, or the text of its file"
    raise GameError(message, reason="MISSING_GAME", path="scenario")


def placed(scenario: Scenario, wish: Wish, out: str | Path | None, shard: tuple[int, int]) -> Study:
    """The same in its folder, before anything is solved."""
    spec = spec_of(scenario, wish)
    path = Path("runs", f"{scenario.id}-{spec.digest[:8]}") if out is None else Path(out)
    return Study(Folder.made(path, spec, shard=shard[0], shards=shard[1]))
