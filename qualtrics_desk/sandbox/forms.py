"""Forms with files, as routes take them (qualtrics-api.md A.8): every part says its own type."""

from __future__ import annotations

from email.parser import BytesParser
from email.policy import HTTP
from typing import TYPE_CHECKING

import msgspec

from qualtrics_desk.sandbox.calls import Refusal

if TYPE_CHECKING:
    from qualtrics_desk.sandbox.calls import Call


class Part(msgspec.Struct, frozen=True):
    """One field or file of a form."""

    filename: str | None
    content_type: str
    content: bytes

    @property
    def text(self) -> str:
        """Its content as text."""
        return self.content.decode("utf-8", "replace")


def parts_of(call: Call) -> dict[str, Part]:
    """The parts of a form by their names.

    Raises:
        Refusal: 415 for another content type, 400 for a form that cannot be read.
    """
    kind = call.headers.get("content-type", "")
    if not kind.lower().startswith("multipart/form-data"):
        raise Refusal(415, "The Content-Type of the request must be multipart/form-data.")
    head = b"Content-Type: " + kind.encode() + b"\r\nMIME-Version: 1.0\r\n\r\n"
    message = BytesParser(policy=HTTP).parsebytes(head + call.raw)
    if not message.is_multipart():
        raise Refusal(400, "The form cannot be read.")
    parts = {}
    for part in message.iter_parts():
        name = part.get_param("name", header="content-disposition")
        content = part.get_payload(decode=True)
        if not isinstance(name, str) or not isinstance(content, bytes):
            raise Refusal(400, "A part of the form has no name.")
        parts[name] = Part(part.get_filename(), part.get_content_type(), content)
    return parts
