"""Web addresses of a survey, from where its brand lives (qualtrics-api.md D.4, "Links …")."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

_SURVEY = re.compile(r"SV_[A-Za-z0-9]{1,40}")
_HOST = re.compile(r"[a-z0-9-]+(\.[a-z0-9-]+)*")


def anonymous_link(base: str, survey_id: str) -> str | None:
    """The link that anyone can answer by, or None where the brand's address is not known.

    Args:
        base: `BrandBaseURL` of the definition, or any address of the brand's host.
        survey_id: SV_….
    """
    return _address(base, survey_id, "jfe/form/{}")


def editor_address(base: str, survey_id: str) -> str | None:
    """The survey's page in the editor, as browsers show it; no document of the service names it."""
    return _address(base, survey_id, "survey-builder/{}/edit")


def _address(base: str, survey_id: str, path: str) -> str | None:
    try:
        parts = urlsplit(base.strip())
        host, port = parts.hostname or "", parts.port
    except ValueError:
        return None
    # Whatever the definition says, only a plain https address of a host is ever opened or copied.
    if parts.scheme != "https" or port is not None or not _HOST.fullmatch(host):
        return None
    if not _SURVEY.fullmatch(survey_id):
        return None
    return f"https://{host}/{path.format(survey_id)}"
