"""One response: looked up with its fields in words, corrected, deleted (qualtrics-api.md D.15).

Only embedded data can be corrected; answers cannot. A correction never moves the response to the
present unless that is asked for: it would come again in exports by date.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import msgspec

from qualtrics_desk.api.endpoints import single_responses as endpoints
from qualtrics_desk.domain.contacts import scalar_text
from qualtrics_desk.domain.errors import JobFailed, NotFound, UsageError

if TYPE_CHECKING:
    from collections.abc import Mapping

    from qualtrics_desk.services.session import Session


class FieldValue(msgspec.Struct, frozen=True, kw_only=True):
    """A field of a response.

    Attributes:
        name: As the service calls it, such as `QID4` or `Department`.
        text: Of its question, or what it is.
        value: As text.
        label: The text of a code, or "".
        kind: metadata, question, embeddedData, or "" where the schema does not know it.
    """

    name: str
    text: str
    value: str
    label: str = ""
    kind: str = ""


class OneResponse(msgspec.Struct, frozen=True, kw_only=True):
    """A response with its fields, those of the schema first; embedded data also where empty."""

    id: str
    survey: str
    fields: list[FieldValue]
    raw: dict[str, Any]

    @property
    def correctable(self) -> list[FieldValue]:
        """What can be corrected."""
        return [one for one in self.fields if one.kind == "embeddedData"]


async def look_up(session: Session, survey: str, response: str) -> OneResponse:
    """Read one response and the schema of its survey.

    Raises:
        UsageError: There is no such response of this survey.
        ApiError: The service refuses.
    """
    client = session.client
    schema = (await client.send(endpoints.get_schema(survey), urgent=True)).value.fields
    try:
        reply = await client.send(endpoints.get_response(survey, response), urgent=True)
    except NotFound as error:
        raise UsageError(
            f"There is no response {response} of this survey.",
            hint="A response that was just given may take a minute to be stored.",
        ) from error
    found = reply.value
    values, labels = found.values or {}, found.labels or {}
    names = [*schema, *(name for name in values if name not in schema)]
    fields = [
        FieldValue(
            name=name,
            text=str(schema.get(name, {}).get("description") or ""),
            value=_text(values.get(name)),
            label=_text(labels.get(name)),
            kind=str(schema.get(name, {}).get("dataType") or ""),
        )
        for name in names
        if values.get(name) not in (None, "")
        or schema.get(name, {}).get("dataType") == "embeddedData"
    ]
    return OneResponse(
        id=found.response_id or response, survey=survey, fields=fields, raw=found.raw
    )


async def correct(
    session: Session, seen: OneResponse, wanted: Mapping[str, str], *, moves: bool = False
) -> tuple[OneResponse, dict[str, str]]:
    """Change embedded data of a response.

    Args:
        session: The profile at work.
        seen: As the person saw it.
        wanted: New values by the names of fields.
        moves: Whether it shall count as recorded now.

    Returns:
        The response as it is now, and the former values of what was changed.

    Raises:
        UsageError: A field cannot be corrected, or somebody else changed it; nothing was sent.
        JobFailed: The service took the change and did not keep it.
    """
    allowed = {one.name for one in seen.correctable}
    unknown = sorted(set(wanted) - allowed)
    if unknown:
        raise UsageError(
            f"{', '.join(unknown)} cannot be corrected.",
            detail="The service changes embedded data that the survey's flow declares, no answers.",
        )
    before = {one.name: one.value for one in seen.fields}
    live = await look_up(session, seen.survey, seen.id)
    held = {one.name: one.value for one in live.fields}
    for name in wanted:
        if held.get(name, "") != before.get(name, ""):
            raise UsageError(
                f"Somebody else changed “{name}” since you opened the response.",
                detail=f"It was “{before.get(name, '')}” and is “{held.get(name, '')}” now.",
                hint="Look it up again, then correct it.",
            )
    changed = {name: text for name, text in wanted.items() if held.get(name, "") != text}
    if not changed:
        return live, {}
    request = endpoints.update_embedded(seen.id, seen.survey, changed, moves=moves)
    await session.client.send(request, urgent=True)
    after = await look_up(session, seen.survey, seen.id)
    kept = {one.name: one.value for one in after.fields}
    left = sorted(name for name, text in changed.items() if kept.get(name, "") != text)
    if left:
        raise JobFailed(
            f"The service accepted the correction but did not keep: {', '.join(left)}.",
            hint="Corrections made in Qualtrics itself win over those of the API.",
        )
    return after, {name: held.get(name, "") for name in changed}


async def delete(session: Session, survey: str, response: str, *, quotas: bool) -> bool:
    """Delete a response; False where it was gone already.

    Args:
        session: The profile at work.
        survey: SV_….
        response: R_….
        quotas: Whether it leaves the counts of quotas as well.
    """
    request = endpoints.delete_response(survey, response, quotas=quotas)
    try:
        await session.client.send(request, urgent=True)
    except NotFound:
        return False
    return True


def _text(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, list):
        return ", ".join(_text(one) for one in value)
    return scalar_text(value) if not isinstance(value, dict) else str(value)
