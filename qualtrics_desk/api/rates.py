"""Calls per minute and brand that the service is said to allow (qualtrics-api.md C.1, G).

Second-hand numbers: a start for the budget, which learns from every 429. Routes that are not here
have only the brand's own limit.
"""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

PER_BRAND = 3000.0

_LIST = "/directories/{}/mailinglists"
_CONTACTS = "/directories/{}/mailinglists/{}/contacts"
_IMPORTS = "/directories/{}/mailinglists/{}/transactioncontacts"

PER_ENDPOINT: Mapping[str, float] = MappingProxyType(
    {
        "GET /distributions/{}/links": 500,
        "GET /distributions/{}/history": 300,
        f"POST {_LIST}": 500,
        f"PUT {_LIST}/{{}}": 500,
        f"DELETE {_LIST}/{{}}": 500,
        f"POST {_CONTACTS}": 500,
        f"PUT {_CONTACTS}/{{}}": 500,
        f"DELETE {_CONTACTS}/{{}}": 500,
        f"POST {_IMPORTS}": 100,
        f"GET {_IMPORTS}/{{}}": 500,
        "POST /directories/{}/contacts": 500,
        "POST /directories/{}/contacts/search": 500,
        "PUT /directories/{}/contacts/{}": 500,
        "DELETE /directories/{}/contacts/{}": 500,
        "POST /directories/{}/export-contacts": 10,
        "GET /directories/{}/export-contacts/{}/status": 10,
        "GET /directories/{}/export-contacts/{}/file": 10,
        "POST /surveys/{}/export-responses": 100,
        "GET /surveys/{}/export-responses/{}": 1000,
        "GET /surveys/{}/export-responses/{}/file": 100,
        "GET /surveys/{}/filters": 100,
        "GET /surveys/{}/responses/{}": 240,
        "DELETE /surveys/{}/responses/{}": 60,
        "GET /surveys/{}/response-schema": 60,
        "POST /surveys/{}/responses": 120,
        "POST /surveys/{}/import-responses": 100,
        "GET /surveys/{}/import-responses/{}": 100,
        "GET /organizations/{}": 5,
        "GET /groups": 600,
        "POST /groups": 600,
        "GET /groups/{}": 600,
        "PUT /groups/{}": 600,
        "DELETE /groups/{}": 600,
        "GET /groups/{}/members": 1000,
        "POST /groups/{}/members": 600,
        "GET /eventsubscriptions": 120,
        "POST /eventsubscriptions": 120,
        "GET /eventsubscriptions/{}": 120,
        "DELETE /eventsubscriptions/{}": 120,
    }
)
