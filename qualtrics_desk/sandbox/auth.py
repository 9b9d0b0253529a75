"""Who may call: the token of the user, and OAuth client credentials (qualtrics-api.md A.2).

The OAuth client of the sandbox has the id `sandbox`; its secret is the token.
"""

from __future__ import annotations

import base64
import binascii
import hmac
import secrets
import threading
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qs

from qualtrics_desk.sandbox.calls import Endpoint, Refusal

if TYPE_CHECKING:
    from collections.abc import Mapping

CLIENT_ID = "sandbox"
LIFETIME = 3599
_NOUNS = frozenset(
    [
        "activity_logs",
        "contact_frequency_rules",
        "contact_transactions",
        "customer_data_requests",
        "directories",
        "directory_contacts",
        "distributions",
        "divisions",
        "erasure_requests",
        "groups",
        "libraries",
        "mailing_list_contacts",
        "mailing_lists",
        "organizations",
        "participants",
        "samples",
        "subscriptions",
        "survey_responses",
        "survey_sessions",
        "surveys",
        "tickets",
        "users",
    ]
)
_PLAIN_SCOPES = frozenset(
    {
        "manage:all",
        "openid",
        "profile",
        "read:imported_data_projects",
        "write:automations",
        "write:embedded_dashboards",
    }
)


class OAuthRefusal(Exception):
    """The token end point turns a request down, in OAuth's own form."""

    def __init__(self, status: int, error: str, description: str) -> None:
        super().__init__(error)
        self.status = status
        self.document: dict[str, Any] = {"error": error, "error_description": description}


def _is_scope(text: str) -> bool:
    verb, _, noun = text.partition(":")
    return text in _PLAIN_SCOPES or (verb in {"manage", "read", "write"} and noun in _NOUNS)


class Gatekeeper:
    """Knows the valid tokens.

    Attributes:
        token: The user's API token. It must not reach any log.
    """

    def __init__(self, token: str) -> None:
        self.token = token
        self._scopes: dict[str, frozenset[str]] = {}
        self._uses: dict[str, int] = {}
        self._lock = threading.Lock()

    def admit(
        self, headers: Mapping[str, str], endpoint: Endpoint, expires_after: int | None
    ) -> None:
        """Check the authorization of one request.

        Raises:
            Refusal: 400 without any, 401 for a wrong or spent one, 403 for a missing scope.
        """
        bearer = headers.get("authorization", "")
        token = headers.get("x-api-token")
        if token is not None:
            if not hmac.compare_digest(token.encode(), self.token.encode()):
                raise Refusal(401, "Unrecognized X-API-TOKEN.", "DCD_7")
            self._spend(token, expires_after)
            return
        kind, _, access = bearer.partition(" ")
        if kind.lower() != "bearer":
            raise Refusal(400, "Expected authorization in headers, but none provided.", "ATP_2")
        scopes = self._scopes.get(access)
        if scopes is None:
            raise Refusal(401, "The access token is invalid or expired.", "AUTH_6.0")
        self._spend(access, expires_after)
        allowed = {f"{verb}:{endpoint.area}" for verb in endpoint.verbs} | {"manage:all"}
        if endpoint.area is not None and scopes.isdisjoint(allowed):
            raise Refusal(403, "The access token does not have the required scope.")

    def _spend(self, token: str, expires_after: int | None) -> None:
        with self._lock:
            self._uses[token] = self._uses.get(token, 0) + 1
            if expires_after is None or self._uses[token] <= expires_after:
                return
        if token == self.token:
            raise Refusal(401, "Unrecognized X-API-TOKEN.", "DCD_7")
        raise Refusal(401, "The access token is invalid or expired.", "AUTH_6.0")

    def renew(self) -> None:
        """Forget how often tokens were used, when other faults come into force."""
        with self._lock:
            self._uses.clear()

    def grant(self, headers: Mapping[str, str], form: bytes) -> dict[str, Any]:
        """Issue an access token for client credentials.

        Raises:
            OAuthRefusal: Bad client, grant type or scope.
        """
        if not self._is_client(headers.get("authorization", "")):
            raise OAuthRefusal(401, "invalid_client", "Client authentication failed. AUTH_6.0")
        values = parse_qs(form.decode("utf-8", "replace"))
        if values.get("grant_type") != ["client_credentials"]:
            raise OAuthRefusal(
                400, "unsupported_grant_type", "Only client_credentials is supported."
            )
        scopes = values.get("scope", [""])[0].split()
        if not scopes or not all(_is_scope(scope) for scope in scopes):
            raise OAuthRefusal(400, "invalid_scope", "The requested scope is invalid or unknown.")
        access = secrets.token_urlsafe(24)
        self._scopes[access] = frozenset(scopes)
        return {
            "access_token": access,
            "token_type": "Bearer",
            "expires_in": LIFETIME,
            "scope": " ".join(scopes),
        }

    def _is_client(self, header: str) -> bool:
        kind, _, text = header.partition(" ")
        try:
            client, _, secret = base64.b64decode(text, validate=True).decode().partition(":")
        except (binascii.Error, UnicodeDecodeError):
            return False
        known = client == CLIENT_ID and hmac.compare_digest(secret.encode(), self.token.encode())
        return kind.lower() == "basic" and known
