"""What the program is built on, with versions and licences as the packages themselves say."""

from __future__ import annotations

from html import escape
from importlib import metadata

LIBRARIES = (
    "PySide6-Essentials",
    "qasync",
    "QtAwesome",
    "httpx",
    "truststore",
    "msgspec",
    "platformdirs",
    "keyring",
    "python-calamine",
    "XlsxWriter",
    "tomli-w",
    "email-validator",
    "phonenumberslite",
    "starlette",
    "uvicorn",
    "psutil",
)

_LONGEST = 60


def licences_html() -> str:
    """A table of name, version and licence; reads the packages' own files."""
    rows = []
    for name in LIBRARIES:
        try:
            found = metadata.metadata(name)
        except metadata.PackageNotFoundError:
            continue
        cells = (found["Name"], found["Version"], _licence(found))
        rows.append(
            "".join(f"<td style='padding-right:24px'>{escape(cell)}</td>" for cell in cells)
        )
    return f"<table cellspacing='4'>{''.join(f'<tr>{row}</tr>' for row in rows)}</table>"


def _licence(found: metadata.PackageMetadata) -> str:
    """The short name; some packages put the whole text into that field."""
    for field in ("License-Expression", "License"):
        text = str(found[field] or "").strip() if field in found else ""
        if text and len(text) <= _LONGEST and "\n" not in text:
            return text
    kinds = [str(kind) for kind in found.get_all("Classifier") or () if "License ::" in str(kind)]
    return kinds[0].rpartition(" :: ")[2] if kinds else ""
