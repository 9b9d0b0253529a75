"""Questions as the definition writes them (qualtrics-api.md E.2), quirks included."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Sequence

Question = dict[str, Any]
AGREE = ("Strongly disagree", "Disagree", "Neither", "Agree", "Strongly agree")
LIKELY = tuple(str(value) for value in range(11))
_TAG = re.compile(r"<[^>]+>")


def _question(
    text: str, kind: str, selector: str, sub_selector: str | None = None, *, force: bool = False
) -> Question:
    settings = {
        "ForceResponse": "ON" if force else "OFF",
        "ForceResponseType": "ON",
        "Type": "None",
    }
    question: Question = {
        "QuestionText": text,
        "QuestionText_Unsafe": text,
        "QuestionType": kind,
        "Selector": selector,
        "Configuration": {"QuestionDescriptionOption": "UseText"},
        "QuestionDescription": _TAG.sub(" ", text).strip()[:95],
        "Validation": {"Settings": settings},
        "DataVisibility": {"Private": False, "Hidden": False},
        "DefaultChoices": False,
        "GradingData": [],
        "Language": [],
        "NextChoiceId": 1,
        "NextAnswerId": 1,
    }
    if sub_selector is not None:
        question["SubSelector"] = sub_selector
    return question


def _choices(texts: Sequence[str]) -> dict[str, Any]:
    return {str(place): {"Display": text} for place, text in enumerate(texts, 1)}


def _add_choices(question: Question, texts: Sequence[str], *, numbers: bool = False) -> Question:
    question["Choices"] = _choices(texts)
    # Order comes as numbers in some questions and as texts in others (F.79).
    places = range(1, len(texts) + 1)
    question["ChoiceOrder"] = list(places) if numbers else [str(place) for place in places]
    question["NextChoiceId"] = len(texts) + 1
    return question


def single(text: str, *choices: str, force: bool = False, selector: str = "SAVR") -> Question:
    """One choice of several."""
    return _add_choices(_question(text, "MC", selector, "TX", force=force), choices)


def multiple(text: str, *choices: str) -> Question:
    """Any of several choices; the last one takes a text."""
    question = _add_choices(_question(text, "MC", "MAVR", "TX"), choices, numbers=True)
    question["Choices"][str(len(choices))]["TextEntry"] = "true"
    return question


def dropdown(text: str, *choices: str) -> Question:
    """A drop-down list, without a sub-selector."""
    return _add_choices(_question(text, "MC", "DL"), choices)


def recommend(text: str) -> Question:
    """The net promoter question."""
    question = _add_choices(_question(text, "MC", "NPS", force=True), LIKELY, numbers=True)
    question["RecodeValues"] = {str(place): str(place - 1) for place in range(1, 12)}
    return question


def matrix(text: str, rows: Sequence[str], columns: Sequence[str] = AGREE) -> Question:
    """A table: the rows are `Choices`, the columns `Answers` (F.77)."""
    question = _add_choices(_question(text, "Matrix", "Likert", "SingleAnswer"), rows)
    question["Answers"] = _choices(columns)
    question["AnswerOrder"] = [str(place) for place in range(1, len(columns) + 1)]
    question["NextAnswerId"] = len(columns) + 1
    question["ChoiceDataExportTags"] = False
    return question


def text(prompt: str, *, selector: str = "ML", email: bool = False) -> Question:
    """A text field."""
    question = _question(prompt, "TE", selector)
    if email:
        question["Validation"]["Settings"] |= {"Type": "ContentType", "ContentType": "ValidEmail"}
    return question


def slider(prompt: str, *rows: str) -> Question:
    """Sliders from 0 to 100."""
    question = _add_choices(_question(prompt, "Slider", "HSLIDER"), rows)
    question["Configuration"] |= {"CSSliderMin": 0, "CSSliderMax": 100, "GridLines": 10}
    return question


def rank(prompt: str, *items: str) -> Question:
    """A rank order."""
    return _add_choices(_question(prompt, "RO", "DND", "TX"), items)


def total(prompt: str, *items: str) -> Question:
    """A constant sum."""
    return _add_choices(_question(prompt, "CS", "VRTL", "TX"), items)


def statement(html: str) -> Question:
    """A text without an answer."""
    return _question(html, "DB", "TB")


def timing() -> Question:
    """A page timer."""
    names = ("First Click", "Last Click", "Page Submit", "Click Count")
    return _add_choices(_question("Timing", "Timing", "PageTimer"), names)


def browser() -> Question:
    """Browser data."""
    names = ("Browser", "Version", "Operating System", "Resolution")
    return _add_choices(_question("Browser Meta Info", "Meta", "Browser"), names)


def upload(prompt: str) -> Question:
    """A file upload."""
    return _question(prompt, "FileUpload", "FileUpload")
