"""The options of a response export, and which of them do not go together (D.13)."""

from __future__ import annotations

from datetime import datetime
from typing import Any, Literal, get_args

import msgspec

from qualtrics_desk.domain.dates import EXPORT_TIME_ZONES, to_service
from qualtrics_desk.domain.errors import UsageError

ExportFormat = Literal["csv", "tsv", "json", "ndjson", "xml", "spss"]
FORMATS: tuple[str, ...] = get_args(ExportFormat)
SUFFIXES = {
    "csv": ".csv",
    "tsv": ".tsv",
    "json": ".json",
    "ndjson": ".ndjson",
    "xml": ".xml",
    "spss": ".sav",
}
METADATA_IDS: tuple[str, ...] = (
    "startDate",
    "endDate",
    "status",
    "ipAddress",
    "progress",
    "duration",
    "finished",
    "recordedDate",
    "_recordId",
    "recipientLastName",
    "recipientFirstName",
    "recipientEmail",
    "externalDataReference",
    "locationLatitude",
    "locationLongitude",
    "distributionChannel",
    "userLanguage",
)
"""What `metadata_ids` may hold (D.13)."""
_NOT_FOR_JSON = (
    "use_labels",
    "display_order",
    "decimal_comma",
    "seen_unanswered",
    "multiselect_seen_unanswered",
    "time_zone",
    "newline_replacement",
    "breakout_sets",
)


class ResponseExportOptions(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What is asked of the service. None leaves an option to the service.

    Attributes:
        compress: The file travels as ZIP; only small ones should not.
        breakout_sets: Several columns for a question with several answers.
        start: Only responses recorded at or after this moment (changed, with `by_change`).
        end: And before this one.
        time_zone: For date columns, one of `EXPORT_TIME_ZONES`; None: UTC.
        limit: How many responses at most.
        use_labels: Texts in place of codes.
        label_columns: Codes and texts, in two columns.
        display_order: In which order randomised things were shown.
        seen_unanswered: The code for what was seen and not answered.
        decimal_comma: Decimal commas in place of points.
        newline_replacement: What stands for line breaks in answers; text formats only.
        question_ids: Only these questions; empty: none.
        embedded_ids: Only these embedded data; empty: none.
        metadata_ids: Only these of `METADATA_IDS`; empty: none.
        filter_id: A filter somebody made in the product.
        in_progress: Only responses that are not finished.
        continuation: Ask for a token with which the next export brings only what is new.
        continuation_token: That token.
        by_change: By the date of the last change in place of the recording.
        weights: With weights of waves.
    """

    format: ExportFormat = "csv"
    compress: bool = True
    breakout_sets: bool | None = None
    start: datetime | None = None
    end: datetime | None = None
    time_zone: str | None = None
    limit: int | None = None
    use_labels: bool = False
    label_columns: bool = False
    display_order: bool = False
    seen_unanswered: int | None = None
    multiselect_seen_unanswered: int | None = None
    decimal_comma: bool = False
    newline_replacement: str | None = None
    question_ids: tuple[str, ...] | None = None
    embedded_ids: tuple[str, ...] | None = None
    metadata_ids: tuple[str, ...] | None = None
    filter_id: str | None = None
    in_progress: bool = False
    continuation: bool = False
    continuation_token: str | None = None
    by_change: bool = False
    weights: bool = False

    def conflicts(self) -> list[str]:
        """Why the service would refuse these options together; empty where it would not."""
        told: list[str] = []
        if self.format in {"json", "ndjson"}:
            names = [
                _KEYS[name]
                for name in _NOT_FOR_JSON
                if _is_set(getattr(self, name))
                or (name == "breakout_sets" and self.breakout_sets is not None)
            ]
            if names:
                told.append(f"The format {self.format} takes no {', '.join(names)}.")
        elif self.newline_replacement is not None and self.format not in {"csv", "tsv"}:
            told.append("Line breaks can be replaced in the formats csv and tsv only.")
        if self.use_labels and self.label_columns:
            told.append("Texts in place of codes, or in columns of their own: not both.")
        if self.filter_id is not None:
            if self.continuation or self.continuation_token is not None:
                told.append("A filter cannot be used for an export of what is new.")
            if self.by_change:
                told.append("A filter cannot be used together with the date of the last change.")
        if self.continuation and self.continuation_token is not None:
            told.append("A continuation is asked for once; its token brings the next one itself.")
        if self.time_zone is not None and self.time_zone not in EXPORT_TIME_ZONES:
            told.append(f"The service does not know the time zone {self.time_zone} in exports.")
        if self.start is not None and self.end is not None and self.end <= self.start:
            told.append("The end lies before the start.")
        unknown = sorted(set(self.metadata_ids or ()) - set(METADATA_IDS))
        if unknown:
            told.append(f"There is no {', '.join(unknown)} among the data about a response.")
        if self.limit is not None and self.limit < 0:
            told.append("The number of responses cannot be negative.")
        return told

    def require_fit(self) -> None:
        """Refuse what the service would refuse, before it is asked.

        Raises:
            UsageError: With every reason.
        """
        told = self.conflicts()
        if told:
            raise UsageError(
                "These options of the export do not go together.", detail=" ".join(told)
            )

    def body(self) -> dict[str, Any]:
        """The body of the call; what is left to the service is left out."""
        return {
            key: _sent(value)
            for name, key in _KEYS.items()
            if _is_set(value := getattr(self, name))
            or (key in {"compress", "breakoutSets"} and value is not None)
        }


_KEYS = {
    "format": "format",
    "compress": "compress",
    "breakout_sets": "breakoutSets",
    "start": "startDate",
    "end": "endDate",
    "time_zone": "timeZone",
    "limit": "limit",
    "use_labels": "useLabels",
    "label_columns": "includeLabelColumns",
    "display_order": "includeDisplayOrder",
    "seen_unanswered": "seenUnansweredRecode",
    "multiselect_seen_unanswered": "multiselectSeenUnansweredRecode",
    "decimal_comma": "formatDecimalAsComma",
    "newline_replacement": "newlineReplacement",
    "question_ids": "questionIds",
    "embedded_ids": "embeddedDataIds",
    "metadata_ids": "surveyMetadataIds",
    "filter_id": "filterId",
    "in_progress": "exportResponsesInProgress",
    "continuation": "allowContinuation",
    "continuation_token": "continuationToken",
    "by_change": "sortByLastModifiedDate",
    "weights": "includeWaveWeights",
}


def _is_set(value: object) -> bool:
    # Sending no `false` keeps to what every dialect takes; where it means something, it is sent.
    return value is not None and value is not False


def _sent(value: object) -> object:
    if isinstance(value, datetime):
        return to_service(value)
    return list(value) if isinstance(value, tuple) else value
