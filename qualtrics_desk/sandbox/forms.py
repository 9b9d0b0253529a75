"""Reading a form with files (`multipart/form-data`), as strictly as the service may (A.8)."""

from __future__ import annotations

from email.parser import BytesParser
from email.policy import HTTP
from typing import TYPE_CHECKING

import msgspec

from qualtrics_desk.sandbox.calls import Refusal

if TYPE_CHECKING:
    from qualtrics_desk.sandbox.calls import Call

MAX_FILE = 5_000_000
"""Bytes of an upload (qualtrics-api.md C.2)."""


class Part(msgspec.Struct, frozen=True):
    """One part of a form; `filename` is None for a plain field."""

    filename: str | None
    content_type: str
    content: bytes

    @property
    def text(self) -> str:
        """Its content as text."""
        return self.content.decode("utf-8", "replace")


def is_form(call: Call) -> bool:
    """Whether the request carries a form."""
    kind = call.headers.get("content-type", "").partition(";")[0].strip().lower()
    return kind == "multipart/form-data"


def read_form(call: Call) -> dict[str, Part]:
    """The parts by their names.

    Raises:
        Refusal: 415 for another content type, 400 where it cannot be read or a name comes twice.
    """
    if not is_form(call):
        raise Refusal(415, "The Content-Type of the request must be multipart/form-data.")
    head = f"Content-Type: {call.headers['content-type']}\r\nMIME-Version: 1.0\r\n\r\n"
    message = BytesParser(policy=HTTP).parsebytes(head.encode("latin-1") + call.raw)
    if not message.is_multipart():
        raise Refusal(400, "The form could not be read.")
    parts: dict[str, Part] = {}
    for part in message.iter_parts():
        name = part.get_param("name", header="content-disposition")
        content = part.get_payload(decode=True)
        if not isinstance(name, str) or name in parts or not isinstance(content, bytes):
            raise Refusal(400, "The form has a part without a name of its own.")
        parts[name] = Part(part.get_filename(), part.get_content_type(), content)
    return parts
