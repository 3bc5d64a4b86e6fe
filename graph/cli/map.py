"""`map`: a mapping file proposed for a CSV file."""

from __future__ import annotations

from pathlib import Path

import click

from graph.cli.load import ENCODING, SHEET
from graph.cli.output import as_it_is, note, writing


@click.command("map")
@click.argument("file", type=click.Path(path_type=Path, allow_dash=True))
@click.option(
    "-o",
    "--out",
    type=click.Path(path_type=Path, dir_okay=False),
    help="The mapping file to write, instead of stdout; never over one.",
)
@ENCODING
@SHEET
def map(file: Path, out: Path | None, encoding: str | None, sheet: str | None) -> None:
    """Propose a mapping file for a table: CSV, or a sheet of a workbook. It looks at the headings and at the cells.

    Read it, mend it, then load the table with it as the --mapping.

    \b
    Example:
      casegraph map people.csv -o people.yml
    """
    from graph.errors import UsageError
    from loaders.csv.proposal import propose
    from loaders.tables import Reading

    text = propose(file, Reading(encoding or "auto", sheet=sheet))
    if out is None:
        as_it_is(text)
        return
    with writing(out):
        try:
            with out.open("x", encoding="utf-8") as written:
                written.write(text)
        except FileExistsError:
            raise UsageError(f"{out} is there already", hint="you may have edited it; name another file") from None
    note(f"read and mend {out}, then: casegraph load {file} --mapping {out}")
