"""The parts of a report as files: pictures as SVG, tables as CSV and LaTeX, and all evidence as it is."""

from __future__ import annotations

import csv
import io
from pathlib import Path

from policygames.report.content import Picture, Report, Table

_ESCAPED = {
    **{sign: f"\\{sign}" for sign in "&%$#_{}"},
    "\\": r"\textbackslash{}",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
    "“": "``",
    "”": "''",
}


def write_parts(report: Report, folder: Path) -> None:
    """Writes every picture, table and piece of evidence into `folder`, which is made. Raises OSError."""
    folder.mkdir(parents=True, exist_ok=True)
    for block in report.blocks():
        if isinstance(block, Picture):
            _write(folder / f"{block.id}.svg", block.svg)
        elif isinstance(block, Table):
            _write(folder / f"{block.id}.csv", csv_text([block.head, *block.rows]))
            _write(folder / f"{block.id}.tex", latex(block))
    for one in report.evidence:
        _write(folder / one.file, one.text)
    sums = (f"{one.sha256}  {one.file}" for one in report.evidence)
    _write(folder / "SHA256SUMS", "\n".join(sums) + "\n")


def _write(path: Path, text: str) -> None:
    path.write_text(text, encoding="utf-8", newline="")


def csv_text(rows: list[tuple[str, ...]]) -> str:
    """Rows as RFC 4180 has them."""
    stream = io.StringIO()
    csv.writer(stream).writerows(rows)
    return stream.getvalue()


def latex(table: Table) -> str:
    """The table for LaTeX's tabular, in lines of booktabs."""
    columns = "".join("r" if place in table.numbers else "l" for place in range(len(table.head)))
    rows = [" & ".join(map(_escaped, row)) + r" \\" for row in table.rows]
    return "\n".join(
        [
            r"\begin{table}",
            rf"\caption{{{_escaped(table.caption)}}}",
            rf"\begin{{tabular}}{{{columns}}}",
            r"\toprule",
            " & ".join(map(_escaped, table.head)) + r" \\",
            r"\midrule",
            *rows,
            r"\bottomrule",
            r"\end{tabular}",
            r"\end{table}",
            "",
        ]
    )


def _escaped(text: str) -> str:
    return "".join(_ESCAPED.get(sign, sign) for sign in text)
