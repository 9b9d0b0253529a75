"""The messages of libraries that can be sent (qualtrics-api.md D.18)."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from qualtrics_desk.api.endpoints import libraries
from qualtrics_desk.domain.errors import StatusError
from qualtrics_desk.services.distributions.sending import CATEGORIES

if TYPE_CHECKING:
    from qualtrics_desk.services.distributions.sending import What
    from qualtrics_desk.services.session import Session


class MessageChoice(msgspec.Struct, frozen=True, kw_only=True):
    """A message of a library."""

    library: str
    library_name: str
    message: str
    description: str
    category: str


async def fitting_messages(session: Session, what: What) -> list[MessageChoice]:
    """The messages of all libraries whose category fits, those that fit best first.

    A library that may not be read is left out.

    Raises:
        ApiError: When the libraries cannot be listed.
    """
    found: list[MessageChoice] = []
    wanted = CATEGORIES[what]
    async for page in session.client.pages(libraries.list_libraries(), urgent=True):
        for library in page.items:
            number = library.library_id
            if number is None:
                continue
            try:
                async for messages in session.client.pages(
                    libraries.list_messages(number), urgent=True
                ):
                    found += [
                        MessageChoice(
                            library=number,
                            library_name=library.library_name or number,
                            message=item.id,
                            description=item.description or item.id,
                            category=item.category or "",
                        )
                        for item in messages.items
                        if item.id and item.category in wanted
                    ]
            except StatusError:
                continue
    return sorted(found, key=lambda one: (wanted.index(one.category), one.description.casefold()))
