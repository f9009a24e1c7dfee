"""A scenario file read and checked: text in, document out, or one error that lists every mistake."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from pydantic import ValidationError

from policygames.documents import ScenarioDocument
from policygames.scenarios.analysis_options import check_analyses
from policygames.scenarios.catalogue_files import catalogue_file, file_beside
from policygames.scenarios.conversion import document_of
from policygames.scenarios.fields import note
from policygames.scenarios.formulas import check_formulas
from policygames.scenarios.inheritance import BaseFiles, resolved
from policygames.scenarios.located import MAX_BYTES, Fields, located
from policygames.scenarios.parameter_rules import check_parameters
from policygames.scenarios.reading import UNSUPPORTED, Place, Reading
from policygames.scenarios.references import check_references
from policygames.scenarios.schema import ScenarioRecord


def read_file(path: str | Path) -> ScenarioDocument:
    """The scenario in the file at `path`. Raises ScenarioError, every mistake with its place, where it is none."""
    reading = Reading(str(path))
    try:
        with Path(path).open("rb") as stream:
            content = stream.read(MAX_BYTES + 1)
    except FileNotFoundError as error:
        raise reading.stop(Place(), "", "there is no such file", "NO_SUCH_FILE") from error
    except (OSError, ValueError) as error:
        words = getattr(error, "strerror", None) or str(error)
        raise reading.stop(Place(), "", f"the file cannot be read: {words}", "NO_SUCH_FILE") from error
    return _read(content, reading, partial(file_beside, Path(path)))


def read_text(text: str | bytes, file: str = "scenario.yaml", bases: BaseFiles = catalogue_file) -> ScenarioDocument:
    """The scenario in `text`; errors call it `file`. Raises ScenarioError as `read_file` does.

    What it extends is looked up in `bases`, which know the catalogue unless another says more: text names no file.
    """
    content = text.encode("utf-8", "surrogatepass") if isinstance(text, str) else text
    return _read(content, Reading(file), bases)


def _read(content: bytes, reading: Reading, bases: BaseFiles) -> ScenarioDocument:
    root = located(content, reading)
    _refuse_other_kinds(root, reading)
    whole = resolved(root, reading, bases)
    record = _record(whole.root, reading)
    if record is not None:
        for check in (check_references, check_parameters, check_formulas, check_analyses):
            check(record, reading)
    reading.finish()
    assert record is not None  # noqa: S101 — finish has raised otherwise
    return document_of(record, reading, whole.bases)


def _record(root: object, reading: Reading) -> ScenarioRecord | None:
    try:
        return ScenarioRecord.model_validate(root, context=reading)
    except ValidationError as error:
        note(error, root, reading)
        return None


def _refuse_other_kinds(root: object, reading: Reading) -> None:
    """Stops at files that are another kind of document as a whole: their other keys would be called mistakes."""
    if not isinstance(root, Fields):
        return
    if root.get("kind") in ("set", "study"):
        raise reading.stop(reading.place("kind"), "kind", f"kind: {root['kind']} is not supported yet", UNSUPPORTED)
