"""What only some surveys have: logic, quotas, scoring, translations, versions (E.2-E.6)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import msgspec

from qualtrics_desk.sandbox import clock, ids
from qualtrics_desk.sandbox.brand import USER

if TYPE_CHECKING:
    import sqlite3

    from qualtrics_desk.sandbox.brand import Brand

_GERMAN = {
    "QID2": ("Sind Sie bei uns Kundin oder Kunde?", ("Ja", "Nein")),
    "QID3": (
        "Wie zufrieden sind Sie insgesamt?",
        ("Sehr unzufrieden", "Unzufrieden", "Neutral", "Zufrieden", "Sehr zufrieden"),
    ),
    "QID5": ("Wie wahrscheinlich ist es, dass Sie uns weiterempfehlen?", ()),
    # Two of four choices: a gap that a translator would want to see.
    "QID8": ("Wie alt sind Sie?", ("unter 25", "25–39")),
}
_WEEK = 7 * 86_400_000


def enrich(brand: Brand, db: sqlite3.Connection, number: int) -> None:
    """Give the first survey of the demo what people ask about."""
    row = db.execute("SELECT * FROM surveys WHERE id = ?", (number,)).fetchone()
    definition = msgspec.json.decode(row["definition"])
    _keep_version(brand, db, row, _before(definition), "First draft", row["created"] + _WEEK)
    _add_logic(definition)
    _translate(definition)
    _score(definition)
    _keep_version(brand, db, row, definition, "Wording agreed with legal", row["modified"])
    db.execute(
        "UPDATE surveys SET definition = ?, description = ? WHERE id = ?",
        (
            msgspec.json.encode(definition).decode(),
            "Yearly survey of everybody with a contract",
            number,
        ),
    )
    for name, wanted, count, action in (
        ("Customers under 25", 100, 42, "EndCurrentSurvey"),
        ("Very satisfied", 250, 250, "ForBranching"),
    ):
        key = brand.number(db, "quotas")
        body = {
            "ID": ids.encode("QO_", key),
            "Name": name,
            "Occurrences": wanted,
            "Count": count,
            "LogicType": "Simple",
            "Logic": _logic("QID8", "1", "How old are you? under 25 Is Selected"),
            "QuotaAction": action,
            "QuotaRealm": "Survey",
            "ActionInfo": {},
            "EndSurveyOptions": {},
        }
        text = msgspec.json.encode(body).decode()
        db.execute("INSERT INTO quotas VALUES (?, ?, ?)", (key, number, text))


def _before(definition: dict[str, Any]) -> dict[str, Any]:
    """The survey as it was first: other words, a choice less, no question about the age."""
    before: dict[str, Any] = msgspec.json.decode(msgspec.json.encode(definition))
    before["Questions"]["QID3"]["QuestionText"] = "How satisfied are you?"
    del before["Questions"]["QID2"]["Choices"]["2"]
    before["Questions"]["QID2"]["ChoiceOrder"] = ["1"]
    del before["Questions"]["QID8"]
    for block in before["Blocks"].values():
        block["BlockElements"] = [
            element for element in block["BlockElements"] if element.get("QuestionID") != "QID8"
        ]
    return before


def _logic(question: str, choice: str, said: str) -> dict[str, Any]:
    place = f"q://{question}/SelectableChoice/{choice}"
    condition = {
        "LogicType": "Question",
        "QuestionID": question,
        "QuestionIsInLoop": "no",
        "ChoiceLocator": place,
        "Operator": "Selected",
        "LeftOperand": place,
        "Type": "Expression",
        "Description": f'<span class="ConjDesc">If</span> <span class="QuestionDesc">{said}</span>',
    }
    return {"0": {"0": condition, "Type": "If"}, "Type": "BooleanExpression"}


def _add_logic(definition: dict[str, Any]) -> None:
    said = "Overall, how satisfied are you? Very dissatisfied Is Selected"
    definition["Questions"]["QID6"]["DisplayLogic"] = {
        **_logic("QID3", "1", said),
        "inPage": False,
    }
    for block in definition["Blocks"].values():
        for element in block["BlockElements"]:
            if element.get("QuestionID") == "QID2":
                element["SkipLogic"] = [
                    {
                        "SkipLogicID": 1,
                        "ChoiceLocator": "q://QID2/SelectableChoice/2",
                        "Condition": "Selected",
                        "SkipToDestination": "ENDOFSURVEY",
                        "SkipToDescription": "End of Survey",
                        "QuestionID": "QID2",
                    }
                ]
    flow = definition["SurveyFlow"]
    last = next(
        place
        for place in range(len(flow["Flow"]) - 1, -1, -1)
        if flow["Flow"][place]["Type"] in ("Block", "Standard")
    )
    used = flow["Properties"]["Count"]
    flow["Flow"][last] = {
        "Type": "Branch",
        "FlowID": f"FL_{used + 1}",
        "Description": "Customers only",
        "BranchLogic": _logic("QID2", "1", "Are you a customer of ours? Yes Is Selected"),
        "Flow": [flow["Flow"][last]],
    }
    flow["Properties"]["Count"] = used + 1


def _translate(definition: dict[str, Any]) -> None:
    definition["SurveyOptions"]["AvailableLanguages"] = {"EN": [], "DE": []}
    for key, (text, choices) in _GERMAN.items():
        shown = {str(place): {"Display": said} for place, said in enumerate(choices, 1)}
        said: dict[str, Any] = {"QuestionText": text}
        definition["Questions"][key]["Language"] = {
            "DE": said | ({"Choices": shown} if shown else {})
        }


def _score(definition: dict[str, Any]) -> None:
    category = "SC_0Satisfaction"
    definition["Scoring"] |= {
        "ScoringCategories": [{"ID": category, "Name": "Satisfaction", "Description": ""}],
        "DefaultScoringCategory": category,
    }
    asked = definition["Questions"]["QID3"]
    asked["RecodeValues"] = {str(place): str(place - 3) for place in range(1, 6)}
    asked["VariableNaming"] = {"1": "very_low", "5": "very_high"}
    asked["GradingData"] = [
        {"ChoiceID": str(place), "Grades": {category: str(place)}, "index": place - 1}
        for place in range(1, 6)
    ]


def _keep_version(
    brand: Brand,
    db: sqlite3.Connection,
    row: sqlite3.Row,
    definition: dict[str, Any],
    description: str,
    moment: int,
) -> None:
    key = brand.number(db, "versions")
    kept = {
        **definition,
        "SurveyName": row["name"],
        "SurveyStatus": "Active",
        "OwnerID": row["owner"],
        "LastModified": clock.iso(moment),
        "LastActivated": clock.iso(moment),
    }
    db.execute("UPDATE versions SET published = 0 WHERE survey = ?", (row["id"],))
    db.execute(
        "INSERT INTO versions VALUES (?, ?, (SELECT coalesce(max(number), 0) + 1 FROM versions"
        " WHERE survey = ?), ?, 1, ?, ?, ?)",
        (
            key,
            row["id"],
            row["id"],
            description,
            USER,
            moment,
            msgspec.json.encode(kept).decode(),
        ),
    )
