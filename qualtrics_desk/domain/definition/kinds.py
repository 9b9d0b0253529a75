"""Question types in words (qualtrics-api.md E.2); unknown ones by their raw names."""

from __future__ import annotations

from qualtrics_desk.domain.definition.words import Words, as_it_is, words
from qualtrics_desk.domain.marking import marked

_BY_TYPE = marked(
    "definition",
    {
        "MC": "Multiple choice",
        "Matrix": "Matrix table",
        "TE": "Text entry",
        "DB": "Descriptive text",
        "Slider": "Slider",
        "CS": "Constant sum",
        "RO": "Rank order",
        "DD": "Drill down",
        "SBS": "Side by side",
        "PGR": "Pick, group and rank",
        "Timing": "Timing",
        "Meta": "Browser data",
        "FileUpload": "File upload",
        "Draw": "Signature",
        "HeatMap": "Heat map",
        "HotSpot": "Hot spot",
        "HL": "Highlight",
        "Captcha": "Captcha",
        "TreeSelect": "Organisation hierarchy",
        "OH": "Organisation hierarchy",
        "DynamicMatrix": "Dynamic matrix",
        "GAP": "Gap analysis",
        "SS": "Graphic slider",
    },
)
_BY_SELECTOR = marked(
    "definition",
    {
        ("MC", "SAVR"): "Multiple choice, one answer",
        ("MC", "SAHR"): "Multiple choice, one answer, across",
        ("MC", "SACOL"): "Multiple choice, one answer, in columns",
        ("MC", "MAVR"): "Multiple choice, several answers",
        ("MC", "MAHR"): "Multiple choice, several answers, across",
        ("MC", "MACOL"): "Multiple choice, several answers, in columns",
        ("MC", "DL"): "Drop-down list",
        ("MC", "SB"): "Select box, one answer",
        ("MC", "MSB"): "Select box, several answers",
        ("MC", "NPS"): "Net promoter score",
        ("TE", "SL"): "Text entry, one line",
        ("TE", "ML"): "Text entry, several lines",
        ("TE", "ESTB"): "Text entry, essay",
        ("TE", "FORM"): "Form",
        ("TE", "PW"): "Text entry, password",
        ("TE", "SearchOnly"): "Text entry, search",
        ("DB", "GRB"): "Picture",
        ("DB", "FLB"): "File to download",
        ("Slider", "HBAR"): "Slider, bars",
        ("Slider", "STAR"): "Stars",
        ("CS", "VRTL"): "Constant sum, numbers",
        ("CS", "HBAR"): "Constant sum, bars",
        ("CS", "HSLIDER"): "Constant sum, sliders",
        ("RO", "DND"): "Rank order, drag and drop",
        ("RO", "RB"): "Rank order, radio buttons",
        ("RO", "TB"): "Rank order, numbers",
        ("RO", "SB"): "Rank order, select box",
        ("Matrix", "Bipolar"): "Matrix table, bipolar",
        ("Matrix", "TE"): "Matrix table, text",
        ("Matrix", "CS"): "Matrix table, constant sum",
        ("Matrix", "RO"): "Matrix table, rank order",
        ("Matrix", "MaxDiff"): "MaxDiff",
        ("Matrix", "Profile"): "Matrix table, profile",
        ("FileUpload", "ScreenCapture"): "Screen capture",
    },
)
_BY_SUB_SELECTOR = marked(
    "definition",
    {
        ("Matrix", "Likert", "SingleAnswer"): "Matrix table, one answer a row",
        ("Matrix", "Likert", "MultipleAnswer"): "Matrix table, several answers a row",
        ("Matrix", "Likert", "DL"): "Matrix table, drop-down lists",
        ("Matrix", "Likert", "DND"): "Matrix table, drag and drop",
    },
)


def kind_words(kind: str, selector: str, sub_selector: str = "") -> Words:
    """What type of question this is, for people."""
    known = (
        _BY_SUB_SELECTOR.get((kind, selector, sub_selector))
        or _BY_SELECTOR.get((kind, selector))
        or _BY_TYPE.get(kind)
    )
    if known:
        return words(known)
    raw = " / ".join(part for part in (kind, selector, sub_selector) if part)
    return as_it_is(raw) if raw else words("Type not given")


_FORMATS = marked(
    "definition",
    {
        "ValidEmail": "an e-mail address",
        "ValidNumber": "a number",
        "ValidPhone": "a phone number",
        "ValidDate": "a date",
        "ValidZip": "a ZIP code",
        "ValidUSState": "a US state",
        "ValidTextOnly": "letters only",
    },
)


def format_words(content_type: str) -> Words:
    """What a text has to be, by the validation's `ContentType`."""
    known = _FORMATS.get(content_type)
    return words(known) if known else as_it_is(content_type)
