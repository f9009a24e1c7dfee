"""What commands print: text for people, one JSON document for programs."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, BinaryIO

import click
from policygames.errors import GameError

PICTURES = (".svg", ".png", ".pdf")
"""What pictures are drawn as, by the ending of the file."""


def _picture(_: click.Context, option: click.Parameter, file: Path | None) -> Path | None:
    """The file, judged before anything is computed. Raises GameError for an ending that is no picture's."""
    if file is not None and file.suffix.lower() not in PICTURES:
        message = f"{str(file)!r} is no name of a picture; allowed endings: {', '.join(PICTURES)}"
        raise GameError(message, reason="OPTION_RANGE", path=option.opts[0])
    return file


picture_option = click.option(
    "--plot",
    "picture",
    metavar="FILE",
    type=click.Path(path_type=Path, dir_okay=False),
    callback=_picture,
    help=f"Draw it: a file that ends in {' or '.join(PICTURES)}.",
)
json_option = click.option("--json", "as_json", is_flag=True, help="Print one JSON document instead of text.")


def print_json(data: Any) -> None:
    """Prints `data` as JSON, names in any script left readable."""
    click.echo(json.dumps(data, ensure_ascii=False, indent=2))


@contextmanager
def created(file: Path) -> Iterator[BinaryIO]:
    """A new file to write into. Raises GameError where it is there already: nothing is overwritten."""
    try:
        stream = file.open("xb")
    except FileExistsError as error:
        raise GameError(f"{file} is there already", reason="OPTION_RANGE", path="--out") from error
    with stream:
        yield stream


def tell_written(file: Path, following: str, *, as_json: bool) -> None:
    """Says which file was written, and which command comes next."""
    if as_json:
        print_json({"out": str(file), "next": following})
    else:
        click.echo(f"{file} is written. Next: {following}")
