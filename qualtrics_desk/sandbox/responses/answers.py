"""What a respondent answered: made up from the number of the response, always the same.

Nothing of it is stored, so a million responses cost a row each; what was imported or changed is
kept with the response and wins.
"""

from __future__ import annotations

import random
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator

Values = dict[str, Any]
"""By ImportId; the choices of a question with several answers are a list."""

_REMARKS = (
    "Fine as it is.",
    "Shorter queues, please.",
    "Mehr Auswahl, bitte",
    "Très bien, merci !",
    'He said "never again",\nand meant it.',
    "もっと早く",
    "=1+1 is not the answer",
    "I like it; my cat does not",
)
_DEVICES = {
    "Browser": "Firefox",
    "Version": "141.0",
    "Operating System": "Linux x86_64",
    "Resolution": "1920x1080",
}
TIMES = ("FIRST_CLICK", "LAST_CLICK", "PAGE_SUBMIT", "CLICK_COUNT")
_SKIPPED = 0.06


def asked(definition: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """The questions of a survey in the order of its blocks; those in the bin are not asked."""
    questions = definition["Questions"] or {}
    for block in definition["Blocks"].values():
        if block["Type"] == "Trash":
            continue
        for element in block["BlockElements"]:
            question = questions.get(element.get("QuestionID"))
            if question is not None:
                yield question


def code_of(question: dict[str, Any], choice: str) -> int | str:
    """The recoded value of a choice."""
    code = str((question.get("RecodeValues") or {}).get(choice, choice))
    return int(code) if code.lstrip("-").isdigit() else code


def answers(definition: dict[str, Any], number: int, *, finished: bool) -> Values:
    """Answer a survey; somebody who has not finished stops half way."""
    dice = random.Random(number)  # noqa: S311
    questions = list(asked(definition))
    reached = len(questions) if finished else len(questions) // 2
    values: Values = {}
    for question in questions[:reached]:
        # Page timers and the like are not the respondent's to leave out.
        if dice.random() >= _SKIPPED or question["QuestionType"] in {"Timing", "Meta"}:
            values.update(_answer(question, dice))
    return values


def _answer(question: dict[str, Any], dice: random.Random) -> Values:
    qid, kind, selector = question["QuestionID"], question["QuestionType"], question["Selector"]
    choices = [str(place) for place in question.get("ChoiceOrder") or ()]
    match kind, selector:
        case "MC", "MAVR":
            return _several(question, choices, dice)
        case "MC", "NPS":
            code = code_of(question, dice.choice(choices))
            group = 1 if int(code) < 7 else 2 if int(code) < 9 else 3
            return {qid: code, f"{qid}_NPS_GROUP": group}
        case "MC", _:
            return {qid: code_of(question, dice.choice(choices))}
        case "Matrix", _:
            columns = [str(place) for place in question["AnswerOrder"]]
            return {f"{qid}_{row}": int(dice.choice(columns)) for row in choices}
        case "TE", _:
            mail = question["Validation"]["Settings"].get("ContentType") == "ValidEmail"
            text = f"me{dice.randrange(10_000)}@example.org" if mail else dice.choice(_REMARKS)
            return {f"{qid}_TEXT": text}
        case "Slider", _:
            return {f"{qid}_{row}": dice.randrange(101) for row in choices}
        case "RO", _:
            places = dice.sample(range(1, len(choices) + 1), len(choices))
            return {f"{qid}_{row}": place for row, place in zip(choices, places, strict=True)}
        case "CS", _:
            cuts = sorted(dice.randrange(101) for _ in choices[1:])
            parts = [end - begin for begin, end in zip([0, *cuts], [*cuts, 100], strict=True)]
            return {f"{qid}_{row}": part for row, part in zip(choices, parts, strict=True)}
        case "Timing", _:
            first, more = dice.random() * 9, dice.random() * 40
            times = (first, first + more, first + more + 1, dice.randrange(1, 9))
            return {
                f"{qid}_{place}": round(time, 3) for place, time in zip(TIMES, times, strict=True)
            }
        case "Meta", _:
            return {
                f"{qid}_{name.upper().replace(' ', '_')}": text for name, text in _DEVICES.items()
            }
        case "FileUpload", _:
            return {
                f"{qid}_FILE_ID": f"F_{dice.randrange(10**12):012d}",
                f"{qid}_FILE_NAME": "machine.jpg",
                f"{qid}_FILE_SIZE": dice.randrange(10_000, 900_000),
                f"{qid}_FILE_TYPE": "image/jpeg",
            }
        case _:
            return {}


def _several(question: dict[str, Any], choices: list[str], dice: random.Random) -> Values:
    qid = question["QuestionID"]
    taken = [choice for choice in choices if dice.random() < 0.4] or [choices[0]]
    values: Values = {qid: [str(code_of(question, choice)) for choice in taken]}
    for choice in taken:
        if question["Choices"][choice].get("TextEntry"):
            values[f"{qid}_{choice}_TEXT"] = dice.choice(_REMARKS)
    return values
