"""A file read and checked: text in, document out, or one error that lists every mistake."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TypeVar

from pydantic import ValidationError

from policygames.documents import ScenarioDocument, SetDocument
from policygames.scenarios.analysis_options import check_analyses
from policygames.scenarios.catalogue_files import catalogue_file, file_beside
from policygames.scenarios.conversion import document_of
from policygames.scenarios.fields import Record, note
from policygames.scenarios.formulas import check_formulas
from policygames.scenarios.inheritance import BaseFiles, base_file, resolved
from policygames.scenarios.located import MAX_BYTES, Fields, Located, located
from policygames.scenarios.parameter_rules import check_parameters
from policygames.scenarios.reading import UNSUPPORTED, Place, Reading
from policygames.scenarios.references import check_references
from policygames.scenarios.schema import ScenarioRecord
from policygames.scenarios.set_reader import set_of
from policygames.scenarios.set_schema import SetRecord

R = TypeVar("R", bound=Record)


@dataclass(frozen=True, slots=True)
class Shelf:
    """Where other files are found that a file names: scenarios by id, tables of draws in `folder`, if any."""

    scenarios: BaseFiles = catalogue_file
    folder: Path | None = None


def read_file(path: str | Path) -> ScenarioDocument | SetDocument:
    """The scenario or set in the file at `path`. Raises ScenarioError: every mistake with its place."""
    reading, place = Reading(str(path)), Path(path)
    try:
        with place.open("rb") as stream:
            content = stream.read(MAX_BYTES + 1)
    except FileNotFoundError as error:
        raise reading.stop(Place(), "", "there is no such file", "NO_SUCH_FILE") from error
    except (OSError, ValueError) as error:
        words = getattr(error, "strerror", None) or str(error)
        raise reading.stop(Place(), "", f"the file cannot be read: {words}", "NO_SUCH_FILE") from error
    return _read(content, reading, Shelf(partial(file_beside, place), place.parent))


def read_text(text: str | bytes, file: str = "scenario.yaml", bases: BaseFiles = catalogue_file) -> ScenarioDocument:
    """The scenario in `text`; errors call it `file`. Raises ScenarioError as `read_file` does, and for a set.

    What it extends is looked up in `bases`, which know the catalogue unless another says more: text names no file.
    """
    reading = Reading(file)
    document = _read(_bytes(text), reading, Shelf(bases))
    if isinstance(document, SetDocument):
        raise reading.stop(reading.place("kind"), "kind", "this is a set of cases, where a scenario is needed")
    return document


def read_set(text: str | bytes, file: str = "set.yaml", bases: BaseFiles = catalogue_file) -> SetDocument:
    """The set in `text`, likewise; draws that stand in a file are not found."""
    reading = Reading(file)
    document = _read(_bytes(text), reading, Shelf(bases))
    if isinstance(document, ScenarioDocument):
        raise reading.stop(reading.place("kind"), "kind", "this is a scenario, where a set of cases is needed")
    return document


def _bytes(text: str | bytes) -> bytes:
    return text.encode("utf-8", "surrogatepass") if isinstance(text, str) else text


def _read(content: bytes, reading: Reading, shelf: Shelf) -> ScenarioDocument | SetDocument:
    root = located(content, reading)
    kind = root.get("kind") if isinstance(root, Fields) else None
    if kind == "study":
        raise reading.stop(reading.place("kind"), "kind", "kind: study is not supported yet", UNSUPPORTED)
    return _set(root, reading, shelf) if kind == "set" else _scenario(root, reading, shelf)


def _scenario(root: Located, reading: Reading, shelf: Shelf) -> ScenarioDocument:
    whole = resolved(root, reading, shelf.scenarios)
    record = _record(ScenarioRecord, whole.root, reading)
    if record is not None:
        for check in (check_references, check_parameters, check_formulas, check_analyses):
            check(record, reading)
    reading.finish()
    assert record is not None  # noqa: S101 — finish has raised otherwise
    return document_of(record, reading, whole.bases)


def _set(root: Located, reading: Reading, shelf: Shelf) -> SetDocument:
    record = _record(SetRecord, root, reading)
    if record is None:
        reading.finish()
    assert record is not None  # noqa: S101 — finish has raised otherwise
    inner, base = base_file("base", (record.base.id, record.base.version), reading, shelf.scenarios)
    document = set_of(record, _scenario(base, inner, shelf), reading, shelf.folder)
    reading.finish()
    return document


def _record(kind: type[R], root: object, reading: Reading) -> R | None:
    try:
        return kind.model_validate(root, context=reading)
    except ValidationError as error:
        note(error, root, reading)
        return None
