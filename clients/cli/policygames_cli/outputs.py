"""What commands print: text for people, one JSON document for programs."""

from __future__ import annotations

import json
from typing import Any

import click

json_option = click.option("--json", "as_json", is_flag=True, help="Print one JSON document instead of text.")


def print_json(data: Any) -> None:
    """Prints `data` as JSON, names in any script left readable."""
    click.echo(json.dumps(data, ensure_ascii=False, indent=2))
