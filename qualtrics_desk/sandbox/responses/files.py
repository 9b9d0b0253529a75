"""The files of an export: text with three header rows, JSON, XML and SPSS (D.13)."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING, Any
from xml.sax.saxutils import escape, quoteattr

import msgspec

from qualtrics_desk.sandbox.responses import columns as shapes
from qualtrics_desk.sandbox.responses.sav import SavFile, Variable

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from typing import BinaryIO

    from qualtrics_desk.sandbox.responses.answers import Values
    from qualtrics_desk.sandbox.responses.columns import Column
    from qualtrics_desk.sandbox.responses.order import Order

SUFFIXES = {
    "csv": "csv",
    "tsv": "tsv",
    "json": "json",
    "ndjson": "ndjson",
    "spss": "sav",
    "xml": "xml",
}
MEDIA_TYPES = {
    "csv": "text/csv",
    "tsv": "text/tab-separated-values",
    "json": "application/json",
    "ndjson": "application/x-ndjson",
    "spss": "application/x-spss-sav",
    "xml": "application/xml",
}


def write(
    out: BinaryIO, order: Order, columns: list[Column], rows: Iterable[Values], total: int
) -> None:
    """Write the file of an order."""
    if order.format in {"csv", "tsv"}:
        _write_text(out, order, columns, rows)
    elif order.format in {"json", "ndjson"}:
        _write_json(out, order, columns, rows)
    elif order.format == "xml":
        _write_xml(out, order, columns, rows)
    else:
        _write_sav(out, order, columns, rows, total)


def columns_of(definition: dict[str, Any], order: Order, fields: Iterable[str]) -> list[Column]:
    """The columns an order asks for, in their order."""
    metadata = order.survey_metadata_ids
    found = shapes.metadata_columns(metadata, _zone_name(order))
    found += [
        column
        for column in shapes.question_columns(definition, breakout=order.breakout_sets)
        if order.question_ids is None or column.question in order.question_ids
    ]
    found += shapes.embedded_columns(list(fields), order.embedded_data_ids)
    if order.include_display_order:
        found += shapes.order_columns(definition)
    if not found or (metadata == [] and order.question_ids == []):
        # As recorded: it is there when nothing else was asked for.
        key = "SolutionRevision"
        found.append(shapes.Column(key, key, {"ImportId": key}, key))
    return found


def _zone_name(order: Order) -> str:
    return "Z" if order.time_zone in {"UTC", "Z"} else order.time_zone


def _cells(order: Order, columns: list[Column], values: Values) -> Iterator[Any]:
    for column in columns:
        code = column.value(values)
        if code is None and column.question is not None:
            code = order.seen_unanswered_recode
            if column.choice is not None and order.multiselect_seen_unanswered_recode is not None:
                code = order.multiselect_seen_unanswered_recode
        yield column.label(code) if order.use_labels else code
        if order.include_label_columns and column.labels:
            yield column.label(code)


def _heads(order: Order, columns: list[Column]) -> Iterator[tuple[str, str, str]]:
    for column in columns:
        third = shapes.third_row(column)
        yield column.name, column.text, third
        if order.include_label_columns and column.labels:
            yield f"{column.name} - Label", f"{column.text} - Label", third


def _text(order: Order, value: object) -> str:
    if value is None:
        return ""
    text = str(value)
    if isinstance(value, float) and order.format_decimal_as_comma:
        text = text.replace(".", ",")
    if order.newline_replacement is not None:
        text = text.replace("\r\n", "\n").replace("\n", order.newline_replacement)
    return text


def _write_text(out: BinaryIO, order: Order, columns: list[Column], rows: Iterable[Values]) -> None:
    text = io.TextIOWrapper(out, "utf-8", newline="", write_through=True)
    delimiter = "," if order.format == "csv" else "\t"
    lines = csv.writer(text, delimiter=delimiter, lineterminator="\r\n")
    lines.writerows(zip(*_heads(order, columns), strict=True))
    for values in rows:
        lines.writerow([_text(order, cell) for cell in _cells(order, columns, values)])
    text.detach()


def _write_json(out: BinaryIO, order: Order, columns: list[Column], rows: Iterable[Values]) -> None:
    first = True
    if order.format == "json":
        out.write(b'{"responses":[')
    for values in rows:
        line = msgspec.json.encode(object_of(columns, values))
        if order.format == "ndjson":
            out.write(line + b"\n")
        else:
            out.write(line if first else b"," + line)
        first = False
    if order.format == "json":
        out.write(b"]}")


def object_of(columns: list[Column], values: Values) -> dict[str, Any]:
    """One response in the JSON form."""
    held = {
        column.key: values[column.key] for column in columns if values.get(column.key) is not None
    }
    labels = {
        column.key: label
        for column in columns
        if column.labels
        and column.choice is None
        and column.key in held
        and (label := column.label(column.value(values))) != held[column.key]
    }
    shown = sorted({column.key for column in columns if column.question is not None})
    codes: dict[str, list[Any]] = {}
    for column in columns:
        if column.question is not None and column.labels:
            codes.setdefault(column.key, []).extend(
                [column.choice] if column.choice is not None else column.labels
            )
    return {
        "responseId": values["_recordId"],
        "values": held,
        "labels": labels,
        "displayedFields": shown,
        "displayedValues": codes,
    }


def _write_xml(out: BinaryIO, order: Order, columns: list[Column], rows: Iterable[Values]) -> None:
    out.write(b'<?xml version="1.0" encoding="UTF-8"?>\n<Responses>\n')
    names = [name for name, _, _ in _heads(order, columns)]
    for values in rows:
        cells = zip(names, _cells(order, columns, values), strict=True)
        fields = "".join(
            f"<Field name={quoteattr(name)}>{escape(_text(order, cell))}</Field>"
            for name, cell in cells
        )
        out.write(f"<Response>{fields}</Response>\n".encode())
    out.write(b"</Responses>\n")


def _write_sav(
    out: BinaryIO, order: Order, columns: list[Column], rows: Iterable[Values], total: int
) -> None:
    table = [list(_cells(order, columns, values)) for values in rows]
    heads = list(_heads(order, columns))
    variables = [
        Variable(name, text, [row[place] for row in table])
        for place, (name, text, _) in enumerate(heads)
    ]
    SavFile(variables, total).write(out)
