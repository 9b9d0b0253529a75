"""Puts dots in the place of secrets in a text that is shown, and knows what they stand for.

Each secret gets a run of dots of its own length, so that the person may go on editing around it.
"""

from __future__ import annotations

import re

from qualtrics_desk.services.sign_in.pasted import BARE_TOKEN, INVISIBLE, read_pasted

_SHORTEST = 12
_RUN = re.compile("•{12,}")
_BARE_INSIDE = re.compile(rf"(?<![A-Za-z0-9_-]){BARE_TOKEN.pattern}(?![A-Za-z0-9_])")
_AFTER_BEARER = re.compile(r"(?<=bearer )[^\s'\"•]+", re.IGNORECASE)


class Masking:
    """The secrets of one text field."""

    def __init__(self) -> None:
        self._secrets: list[str] = []

    def __repr__(self) -> str:
        return f"Masking({len(self._secrets)} secrets)"

    def mask(self, text: str) -> str:
        """The text with dots for what is, or may be, a secret; runs of dots stay what they are."""
        whole = self.reveal(INVISIBLE.sub("", text))
        for secret in read_pasted(whole).secrets:
            whole = whole.replace(secret, self._dots(secret))
        # What was not taken for the token may be one all the same.
        for shape in (_AFTER_BEARER, _BARE_INSIDE):
            whole = shape.sub(lambda found: self._dots(found.group()), whole)
        return whole

    def reveal(self, text: str) -> str:
        """The text that is meant. Never to be shown."""
        return _RUN.sub(self._meant, text)

    def forget(self) -> None:
        """Forget every secret."""
        self._secrets.clear()

    def _dots(self, secret: str) -> str:
        if secret not in self._secrets:
            self._secrets.append(secret)
        return "•" * (_SHORTEST + self._secrets.index(secret))

    def _meant(self, run: re.Match[str]) -> str:
        number = len(run.group()) - _SHORTEST
        return self._secrets[number] if number < len(self._secrets) else run.group()
