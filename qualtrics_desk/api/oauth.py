"""OAuth client credentials: when a token is needed and how to ask for one (qualtrics-api.md A.2).

Pure: the client sends the request that is built here.
"""

from __future__ import annotations

import base64
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from qualtrics_desk.api.records import Undecodable, number, text
from qualtrics_desk.api.requests import Request, Retry

if TYPE_CHECKING:
    from collections.abc import Callable

    from qualtrics_desk.api.connection import Connection, OAuthClient

_RENEW_EARLY = 60.0
_HOUR = 3600.0


class Bearer:
    """The access token of one client, as long as it is good."""

    def __init__(self, connection: Connection, oauth: OAuthClient) -> None:
        self._url = f"{connection.root_url}/oauth2/token"
        self._client = oauth
        self._token: str | None = None
        self._until = 0.0

    def current(self, now: float) -> str | None:
        """The token, or None when it is missing or ends within a minute."""
        return self._token if now < self._until - _RENEW_EARLY else None

    def forget(self, token: str | None = None) -> None:
        """Drop the token the service no longer takes; a newer one stays."""
        if token is None or token == self._token:
            self._token, self._until = None, 0.0

    def renewal(self, clock: Callable[[], float]) -> Request[str]:
        """The request for a new token; its decoder also keeps the token here."""
        asked_at = clock()

        def keep(body: dict[str, Any]) -> str:
            token = text(body.get("access_token"))
            if not token:
                msg = "the answer has no access_token"
                raise Undecodable(msg)
            self._token = token
            # Counted from the question, so that a slow answer makes the token older, not younger.
            # At least long enough to be used once.
            life = number(body.get("expires_in")) or _HOUR
            self._until = asked_at + max(life, _RENEW_EARLY + 1.0)
            return token

        form = {"grant_type": "client_credentials"}
        if self._client.scopes:
            form["scope"] = " ".join(self._client.scopes)
        pair = f"{self._client.client_id}:{self._client.client_secret}".encode()
        return Request(
            method="POST",
            path="/oauth2/token",
            url=self._url,
            endpoint="POST /oauth2/token",
            decode=keep,
            body=urlencode(form).encode(),
            content_type="application/x-www-form-urlencoded",
            headers=(("Authorization", f"Basic {base64.b64encode(pair).decode()}"),),
            retry=Retry.READ_POST,
            with_token=False,
        )
