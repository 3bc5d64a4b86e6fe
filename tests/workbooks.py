"""Small workbooks of Excel and OpenDocument, written by hand: texts, numbers, dates and cells that are merged downwards."""

from __future__ import annotations

import datetime as dt
import zipfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from xml.sax.saxutils import escape, quoteattr

Cell = str | float | dt.date | bool | None
Sheets = Mapping[str, Sequence[Sequence[Cell]]]
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_REL = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
_TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
_STYLES = (
    f'<styleSheet xmlns="{_MAIN}"><fonts count="1"><font/></fonts><fills count="1"><fill/></fills><borders count="1"><border/>'
    '</borders><cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="2"><xf numFmtId="0"/>'
    '<xf numFmtId="14" applyNumberFormat="1"/></cellXfs></styleSheet>'
)


def xlsx(path: Path, sheets: Sheets, merged: Mapping[str, str] | None = None) -> Path:
    """An Excel workbook; `merged` has a range such as A2:A3 by sheet."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as book:
        ids = range(1, len(sheets) + 1)
        names = "".join(
            f'<sheet name={quoteattr(name)} sheetId="{at}" r:id="r{at}"/>' for at, name in zip(ids, sheets, strict=True)
        )
        book.writestr("xl/workbook.xml", f'<workbook xmlns="{_MAIN}" xmlns:r="{_REL}"><sheets>{names}</sheets></workbook>')
        targets = "".join(f'<Relationship Id="r{at}" Type="{_REL}/worksheet" Target="worksheets/s{at}.xml"/>' for at in ids)
        targets += f'<Relationship Id="st" Type="{_REL}/styles" Target="styles.xml"/>'
        book.writestr("xl/_rels/workbook.xml.rels", f'<Relationships xmlns="{_PACKAGE}">{targets}</Relationships>')
        book.writestr("xl/styles.xml", _STYLES)
        root = f'<Relationship Id="r" Type="{_REL}/officeDocument" Target="xl/workbook.xml"/>'
        book.writestr("_rels/.rels", f'<Relationships xmlns="{_PACKAGE}">{root}</Relationships>')
        book.writestr(
            "[Content_Types].xml", f'<Types xmlns="{_TYPES}"><Default Extension="xml" ContentType="application/xml"/></Types>'
        )
        for at, (name, rows) in zip(ids, sheets.items(), strict=True):
            book.writestr(f"xl/worksheets/s{at}.xml", _sheet(rows, (merged or {}).get(name, "")))
    return path


def _sheet(rows: Sequence[Sequence[Cell]], merged: str) -> str:
    lines = (
        f'<row r="{number}">{"".join(_cell(f"{chr(64 + at)}{number}", value) for at, value in enumerate(row, 1))}</row>'
        for number, row in enumerate(rows, 1)
    )
    ranges = f'<mergeCells count="1"><mergeCell ref="{merged}"/></mergeCells>' if merged else ""
    return f'<worksheet xmlns="{_MAIN}"><sheetData>{"".join(lines)}</sheetData>{ranges}</worksheet>'


def _cell(where: str, value: Cell) -> str:
    if value is None:
        return ""
    if isinstance(value, dt.date):
        return f'<c r="{where}" s="1"><v>{(value - dt.date(1899, 12, 30)).days}</v></c>'
    if isinstance(value, str):
        return f'<c r="{where}" t="inlineStr"><is><t xml:space="preserve">{escape(value)}</t></is></c>'
    kind = ' t="b"' if isinstance(value, bool) else ""
    return f'<c r="{where}"{kind}><v>{float(value)}</v></c>' if not kind else f'<c r="{where}"{kind}><v>{int(value)}</v></c>'


def ods(path: Path, sheets: Sheets) -> Path:
    """A workbook of OpenDocument."""
    kinds = {"office": "office", "table": "table", "text": "text"}
    spaces = " ".join(f'xmlns:{one}="urn:oasis:names:tc:opendocument:xmlns:{two}:1.0"' for one, two in kinds.items())
    tables = "".join(
        f"<table:table table:name={quoteattr(name)}>{''.join(map(_ods_row, rows))}</table:table>" for name, rows in sheets.items()
    )
    mime = "application/vnd.oasis.opendocument.spreadsheet"
    with zipfile.ZipFile(path, "w") as book:
        book.writestr("mimetype", mime)
        whole = f"<office:body><office:spreadsheet>{tables}</office:spreadsheet></office:body>"
        book.writestr("content.xml", f"<office:document-content {spaces}>{whole}</office:document-content>")
        entry = f'<manifest:file-entry manifest:full-path="/" manifest:media-type="{mime}"/>'
        space = 'xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"'
        book.writestr("META-INF/manifest.xml", f"<manifest:manifest {space}>{entry}</manifest:manifest>")
    return path


def _ods_row(row: Sequence[Cell]) -> str:
    return f"<table:table-row>{''.join(map(_ods_cell, row))}</table:table-row>"


def _ods_cell(value: Cell) -> str:
    if value is None:
        return "<table:table-cell/>"
    if isinstance(value, dt.date):
        given = f'office:value-type="date" office:date-value="{value.isoformat()}"'
    elif isinstance(value, bool):
        given = f'office:value-type="boolean" office:boolean-value="{str(value).lower()}"'
    elif isinstance(value, str):
        given = 'office:value-type="string"'
    else:
        given = f'office:value-type="float" office:value="{value}"'
    return f"<table:table-cell {given}><text:p>{escape(str(value))}</text:p></table:table-cell>"
