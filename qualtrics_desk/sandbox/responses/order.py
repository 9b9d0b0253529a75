"""What an export of responses was asked for, and which options do not go together (D.13)."""

from __future__ import annotations

from typing import Any

import msgspec

from qualtrics_desk.sandbox import checks, clock
from qualtrics_desk.sandbox.calls import Refusal
from qualtrics_desk.sandbox.responses.columns import METADATA

FORMATS = ("csv", "tsv", "json", "ndjson", "spss", "xml")
TIME_ZONES = frozenset(
    (
        "UTC",
        "Z",
        "Africa/Bangui",
        "Africa/Harare",
        "Africa/Nairobi",
        "America/Anchorage",
        "America/Argentina/Buenos_Aires",
        "America/Chicago",
        "America/Denver",
        "America/La_Paz",
        "America/Los_Angeles",
        "America/Montevideo",
        "America/New_York",
        "America/Noronha",
        "America/Phoenix",
        "America/Rio_Branco",
        "Asia/Baku",
        "Asia/Bangkok",
        "Asia/Calcutta",
        "Asia/Dhaka",
        "Asia/Hong_Kong",
        "Asia/Irkutsk",
        "Asia/Kabul",
        "Asia/Karachi",
        "Asia/Katmandu",
        "Asia/Krasnoyarsk",
        "Asia/Magadan",
        "Asia/Muscat",
        "Asia/Novosibirsk",
        "Asia/Rangoon",
        "Asia/Seoul",
        "Asia/Tehran",
        "Asia/Yakutsk",
        "Asia/Yekaterinburg",
        "Atlantic/Azores",
        "Atlantic/Cape_Verde",
        "Atlantic/Reykjavik",
        "Australia/Adelaide",
        "Australia/Brisbane",
        "Australia/Canberra",
        "Australia/Darwin",
        "Canada/Atlantic",
        "Canada/East-Saskatchewan",
        "Canada/Newfoundland",
        "Europe/Athens",
        "Europe/Berlin",
        "Europe/London",
        "Europe/Moscow",
        "Pacific/Auckland",
        "Pacific/Fiji",
        "Pacific/Honolulu",
        "Pacific/Midway",
        "Pacific/Tongatapu",
    )
)
"""The only ones that exports know (A.6)."""
_NOT_FOR_JSON = (
    "includeDisplayOrder",
    "useLabels",
    "formatDecimalAsComma",
    "seenUnansweredRecode",
    "multiselectSeenUnansweredRecode",
    "timeZone",
    "newlineReplacement",
    "breakoutSets",
)
_NOT_TOGETHER = (
    ("filterId", "allowContinuation"),
    ("filterId", "continuationToken"),
    ("filterId", "sortByLastModifiedDate"),
    ("allowContinuation", "continuationToken"),
    ("includeLabelColumns", "useLabels"),
)


def _whole(name: str, value: object) -> None:
    if not isinstance(value, int) or isinstance(value, bool):
        raise Refusal(400, f"Invalid value for {name}: expected a whole number.")


def _limit(name: str, value: object) -> None:
    _whole(name, value)
    if isinstance(value, int) and value < 0:
        raise Refusal(400, f"Invalid value for {name}: expected 0 or more.")


def _names(name: str, value: object) -> None:
    if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
        raise Refusal(400, f"Invalid value for {name}: expected a list of names.")


def _metadata(name: str, value: object) -> None:
    _names(name, value)
    if isinstance(value, list):
        for item in value:
            checks.word(*METADATA)(name, item)


_BODY: dict[str, checks.Check] = {
    "format": checks.word(*FORMATS),
    "compress": checks.boolean,
    "breakoutSets": checks.boolean,
    "startDate": checks.date_time,
    "endDate": checks.date_time,
    "timeZone": checks.word(*sorted(TIME_ZONES)),
    "limit": _limit,
    "useLabels": checks.boolean,
    "includeLabelColumns": checks.boolean,
    "includeDisplayOrder": checks.boolean,
    "seenUnansweredRecode": _whole,
    "multiselectSeenUnansweredRecode": _whole,
    "formatDecimalAsComma": checks.boolean,
    "newlineReplacement": checks.text(),
    "questionIds": _names,
    "embeddedDataIds": _names,
    "surveyMetadataIds": _metadata,
    "filterId": checks.text(blank=False),
    "exportResponsesInProgress": checks.boolean,
    "allowContinuation": checks.boolean,
    "continuationToken": checks.text(blank=False),
    "sortByLastModifiedDate": checks.boolean,
    "includeWaveWeights": checks.boolean,
}


class Order(msgspec.Struct, frozen=True, kw_only=True, rename="camel"):
    """The options of an export as they were sent."""

    format: str
    compress: bool = True
    breakout_sets: bool = True
    start_date: str | None = None
    end_date: str | None = None
    time_zone: str = "UTC"
    limit: int | None = None
    use_labels: bool = False
    include_label_columns: bool = False
    include_display_order: bool = False
    seen_unanswered_recode: int | None = None
    multiselect_seen_unanswered_recode: int | None = None
    format_decimal_as_comma: bool = False
    newline_replacement: str | None = None
    question_ids: list[str] | None = None
    embedded_data_ids: list[str] | None = None
    survey_metadata_ids: list[str] | None = None
    filter_id: str | None = None
    export_responses_in_progress: bool = False
    allow_continuation: bool = False
    continuation_token: str | None = None
    sort_by_last_modified_date: bool = False
    include_wave_weights: bool = False

    @property
    def window(self) -> tuple[int | None, int | None]:
        """The first moment and the one behind the last: the end is exclusive."""
        begin, end = self.start_date, self.end_date
        return (
            clock.parse(begin) if begin is not None else None,
            clock.parse(end) if end is not None else None,
        )


def read_order(value: object) -> Order:
    """Check the body of a start.

    Raises:
        Refusal: 400 for what is unknown, wrong, or does not go together.
    """
    body = checks.body(value, _BODY, required=("format",))
    kind = body["format"]
    if kind in {"json", "ndjson"}:
        for name in _NOT_FOR_JSON:
            if name in body:
                raise Refusal(400, f"{name} is not allowed for the format {kind}.")
    if "newlineReplacement" in body and kind not in {"csv", "tsv"}:
        raise Refusal(400, f"newlineReplacement is not allowed for the format {kind}.")
    for first, second in _NOT_TOGETHER:
        if _is_set(body, first) and _is_set(body, second):
            raise Refusal(400, f"{first} and {second} cannot be used together.")
    order = msgspec.convert(body, Order)
    begin, end = order.window
    if begin is not None and end is not None and end < begin:
        raise Refusal(400, "endDate must not be before startDate.")
    return order


def _is_set(body: dict[str, Any], name: str) -> bool:
    return body.get(name) not in (None, False)
