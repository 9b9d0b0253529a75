"""The columns of an export of responses: three header rows, and what stands in them (D.13)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, NamedTuple

import msgspec

from qualtrics_desk.sandbox.responses.answers import asked, code_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from qualtrics_desk.sandbox.responses.answers import Values

_TAG = re.compile(r"<[^>]+>")
_FILE_PARTS = (
    ("Id", "FILE_ID"),
    ("Name", "FILE_NAME"),
    ("Size", "FILE_SIZE"),
    ("Type", "FILE_TYPE"),
)
_TIMES = (
    ("First Click", "FIRST_CLICK"),
    ("Last Click", "LAST_CLICK"),
    ("Page Submit", "PAGE_SUBMIT"),
    ("Click Count", "CLICK_COUNT"),
)
METADATA = {
    "startDate": ("StartDate", "Start Date"),
    "endDate": ("EndDate", "End Date"),
    "status": ("Status", "Response Type"),
    "ipAddress": ("IPAddress", "IP Address"),
    "progress": ("Progress", "Progress"),
    "duration": ("Duration (in seconds)", "Duration (in seconds)"),
    "finished": ("Finished", "Finished"),
    "recordedDate": ("RecordedDate", "Recorded Date"),
    "_recordId": ("ResponseId", "Response ID"),
    "recipientLastName": ("RecipientLastName", "Recipient Last Name"),
    "recipientFirstName": ("RecipientFirstName", "Recipient First Name"),
    "recipientEmail": ("RecipientEmail", "Recipient Email"),
    "externalDataReference": ("ExternalReference", "External Data Reference"),
    "locationLatitude": ("LocationLatitude", "Location Latitude"),
    "locationLongitude": ("LocationLongitude", "Location Longitude"),
    "distributionChannel": ("DistributionChannel", "Distribution Channel"),
    "userLanguage": ("UserLanguage", "User Language"),
}
DATES = frozenset({"startDate", "endDate", "recordedDate"})
_STATUS = {
    0: "IP Address",
    1: "Survey Preview",
    2: "Survey Test",
    4: "Imported",
    8: "Spam",
    16: "Offline",
    17: "Offline Survey Preview",
}
_NPS = {1: "Detractor", 2: "Passive", 3: "Promoter"}


class Column(NamedTuple):
    """One column.

    Attributes:
        name: First header row.
        text: Second header row.
        import_id: Third header row.
        key: Under which the value is answered.
        choice: Of a question with several answers, the one this column is for.
        labels: Texts of the codes.
        question: The question it belongs to.
    """

    name: str
    text: str
    import_id: dict[str, str]
    key: str
    choice: str | None = None
    labels: dict[Any, str] = {}  # noqa: RUF012 - a tuple's default is never changed
    question: str | None = None

    def value(self, values: Values) -> Any:  # noqa: ANN401 - a cell of any kind
        """The code in this column, or None."""
        held = values.get(self.key)
        if isinstance(held, list):
            if self.choice is None:
                return ",".join(held) or None
            return 1 if self.choice in held else None
        return held

    def label(self, code: object) -> object:
        """The text of a code, where it has one."""
        if isinstance(code, str) and self.choice is None and self.labels:
            parts = code.split(",")
            return ",".join(str(self.labels.get(part, part)) for part in parts)
        return self.labels.get(code, code)


def metadata_columns(wanted: list[str] | None, zone: str) -> list[Column]:
    """The columns about the response itself; `[]` for none (D.13)."""
    columns = []
    for key, (name, text) in METADATA.items():
        if wanted is not None and key not in wanted:
            continue
        import_id = {"ImportId": key} | ({"timeZone": zone} if key in DATES else {})
        labels: dict[Any, str] = {}
        if key == "status":
            labels = dict(_STATUS)
        elif key == "finished":
            labels = {1: "True", 0: "False"}
        columns.append(Column(name, text, import_id, key, labels=labels))
    return columns


def question_columns(definition: dict[str, Any], *, breakout: bool) -> Iterator[Column]:
    """The columns of the questions in their order."""
    for question in asked(definition):
        yield from _columns(question, breakout=breakout)


def embedded_columns(fields: list[str], wanted: list[str] | None) -> list[Column]:
    """The columns of the embedded data that the flow declares: no other is exported (D.15)."""
    return [
        Column(name, name, {"ImportId": name}, name)
        for name in fields
        if wanted is None or name in wanted
    ]


def order_columns(definition: dict[str, Any]) -> Iterator[Column]:
    """`_DO_` columns: where the blocks of a randomizer stood."""
    for element in definition["SurveyFlow"]["Flow"]:
        if element["Type"] == "BlockRandomizer":
            for block in element["Flow"]:
                flow, shown = element["FlowID"], block["ID"]
                import_id = {"ImportId": f"{flow}_DO", "choiceId": shown}
                name = f"{flow}_DO_{shown}"
                yield Column(name, f"{name} - Display Order", import_id, f"{flow}_DO_{shown}")


def _columns(question: dict[str, Any], *, breakout: bool) -> Iterator[Column]:
    qid, tag = question["QuestionID"], question["DataExportTag"]
    kind, selector = question["QuestionType"], question["Selector"]
    prompt = plain(question["QuestionText"])
    choices = question.get("Choices") or {}

    def one(
        key: str, suffix: str = "", text: str = "", labels: dict[Any, str] | None = None
    ) -> Column:
        title = f"{prompt} - {text}" if text else prompt
        return Column(tag + suffix, title, {"ImportId": key}, key, None, labels or {}, qid)

    labels: dict[Any, str]
    match kind, selector:
        case "DB", _:
            return
        case "MC", "MAVR":
            labels = {
                str(code_of(question, key)): plain(choice["Display"])
                for key, choice in choices.items()
            }
            if breakout:
                for key, choice in choices.items():
                    code, text = str(code_of(question, key)), plain(choice["Display"])
                    yield Column(
                        f"{tag}_{code}",
                        f"{prompt} - Selected Choice - {text}",
                        {"ImportId": qid, "choiceId": key},
                        qid,
                        code,
                        {1: text},
                        qid,
                    )
            else:
                yield one(qid, labels=labels)
            for key, choice in choices.items():
                if choice.get("TextEntry"):
                    text = f"{plain(choice['Display'])} - Text"
                    yield one(f"{qid}_{key}_TEXT", f"_{key}_TEXT", text)
        case "MC", _:
            labels = {
                code_of(question, key): plain(choice["Display"]) for key, choice in choices.items()
            }
            if selector == "NPS":
                yield one(f"{qid}_NPS_GROUP", "_NPS_GROUP", "Group", dict(_NPS))
            yield one(qid, labels=labels)
        case "TE", _:
            yield one(f"{qid}_TEXT")
        case "Matrix", _:
            columns = question["Answers"]
            labels = {int(key): plain(answer["Display"]) for key, answer in columns.items()}
            for key, choice in choices.items():
                yield one(f"{qid}_{key}", f"_{key}", plain(choice["Display"]), labels)
        case "Timing", _:
            for name, key in _TIMES:
                yield one(f"{qid}_{key}", f"_{name}", f"Timing - {name}")
        case "FileUpload", _:
            for name, key in _FILE_PARTS:
                yield one(f"{qid}_{key}", f"_{name}", name)
        case "Meta", _:
            for choice in choices.values():
                name = choice["Display"]
                yield one(f"{qid}_{name.upper().replace(' ', '_')}", f"_{name}", name)
        case _:
            for key, choice in choices.items():
                yield one(f"{qid}_{key}", f"_{key}", plain(choice["Display"]))


def plain(html: str) -> str:
    """A text without its markup, as header rows have it."""
    return _TAG.sub("", html).strip()


def third_row(column: Column) -> str:
    """The JSON of the third header row."""
    return msgspec.json.encode(column.import_id).decode()
