"""A dozen surveys with full definitions (qualtrics-api.md E)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

import msgspec

from qualtrics_desk.sandbox import clock, ids
from qualtrics_desk.sandbox.brand import BRAND_ID, BRAND_URL, USER, Brand
from qualtrics_desk.sandbox.seed import questions as ask
from qualtrics_desk.sandbox.seed import survey_extras

if TYPE_CHECKING:
    import sqlite3

    from qualtrics_desk.sandbox.seed.questions import Question

DAY = 86_400_000
START = clock.now() // DAY * DAY - 1_600 * DAY
"""When the brand began: its history always ends about now, as that of a living brand does."""
_SECOND_USER = ids.encode("UR_", 2)


class Plan(NamedTuple):
    """One survey in short."""

    name: str
    blocks: tuple[tuple[str, tuple[Question, ...]], ...]
    active: bool = True
    language: str = "EN"
    trash: tuple[Question, ...] = ()
    fields: tuple[tuple[str, str | None], ...] = ()
    age: int = 0
    category: str = "CORE"
    owner: str = USER
    randomize: bool = False


_SATISFIED = ("Very dissatisfied", "Dissatisfied", "Neutral", "Satisfied", "Very satisfied")
_DONE = ask.statement("<div>Thank you for your time.</div>")
_OLD = ask.single("Old wording: how did you hear about us?", "Friend", "Press", "Other")
_AGE = ask.dropdown("How old are you?", "under 25", "25–39", "40–59", "60 or more")


def plain(name: str, age: int = 0) -> Plan:
    """A survey of two questions."""
    asked = (ask.recommend("Would you recommend us?"), ask.text("Why?", selector="ESTB"))
    return Plan(name, (("Default Question Block", asked),), age=age)


_PLANS = (
    Plan(
        "Customer satisfaction 2026",
        (
            (
                "Introduction",
                (
                    ask.statement(
                        "<p>Welcome to the <strong>Meridian</strong> customer survey.</p>"
                    ),
                    ask.single(
                        "Are you a customer of ours?", "Yes", "No", force=True, selector="SAHR"
                    ),
                ),
            ),
            (
                "Experience",
                (
                    ask.single("Overall, how satisfied are you?", *_SATISFIED, force=True),
                    ask.matrix(
                        "Please rate these parts of our service.",
                        ("Price", "Quality", "Delivery", "Support"),
                        _SATISFIED,
                    ),
                    ask.recommend("How likely are you to recommend us to a friend?"),
                    ask.text("What could we do <em>better</em>?", selector="ESTB"),
                    ask.timing(),
                ),
            ),
            (
                "About you",
                (_AGE, ask.text("Your e-mail, if we may reply", selector="SL", email=True)),
            ),
        ),
        trash=(_OLD, ask.text("Unused: any other remarks?")),
        fields=(("Department", None), ("Plan", None), ("wave", "1")),
        category="CX",
    ),
    Plan(
        "Alumni: where are they now?",
        (
            (
                "Default Question Block",
                (
                    ask.multiple(
                        "Where have you worked?", "Industry", "Research", "Public", "Other:"
                    ),
                    ask.slider("How useful were …", "lectures", "seminars", "internships"),
                    ask.rank("Rank what mattered most", "People", "Topics", "Place"),
                ),
            ),
        ),
        fields=(("joined_on", None),),
    ),
    Plan(
        "Employee pulse Q3",
        (
            (
                "Pulse",
                (
                    ask.matrix("In my team …", ("I am heard", "I can focus", "I learn new things")),
                    ask.total("Split 100 points over your week", "Meetings", "Focus", "Support"),
                ),
            ),
            ("Closing", (ask.text("Anything else?"), _DONE)),
        ),
        category="EX",
        randomize=True,
    ),
    Plan(
        "Konferenz-Rückmeldung („Zürich“)",
        (
            (
                "Fragen",
                (
                    ask.single(
                        "Wie hat es Ihnen gefallen?", "Sehr gut", "Gut", "Mäßig", "Schlecht"
                    ),
                    ask.text("Was hat gefehlt?", selector="ML"),
                ),
            ),
        ),
        language="DE",
    ),
    Plan(
        "Enquête / été : accueil & services",
        (("Bloc 1", (ask.single("Êtes-vous satisfait ?", "Oui", "Non"), _AGE)),),
        language="FR",
        active=False,
    ),
    Plan(
        "Product concept test: 咖啡机 ☕",
        (
            (
                "Concept",
                (
                    ask.statement(
                        "<b>Please look at the picture.</b><br>It shows a coffee machine."
                    ),
                    ask.slider("How appealing is it?", "Overall"),
                    ask.upload("Upload a photo of your own machine"),
                ),
            ),
        ),
        randomize=True,
    ),
    Plan(
        "Exit interview", (("Questions", (ask.text("Why are you leaving?"), _OLD)),), active=False
    ),
    Plan(
        "استبيان رضا الزوار", (("القسم", (ask.single("هل أنت راضٍ؟", "نعم", "لا"),)),), language="AR"
    ),
    Plan(
        "Course evaluation – Statistics I",
        (
            (
                "Lecture",
                tuple(
                    ask.matrix(f"Week {week}", ("Pace", "Clarity", "Exercises"))
                    for week in range(1, 13)
                ),
            ),
            ("Browser", (ask.browser(), ask.timing())),
        ),
        trash=(_OLD,),
    ),
    plain("Net promoter, website"),
    plain("Net promoter, website", 100),
    Plan("  Untitled survey", (("Default Question Block", ()),), active=False),
    Plan(
        "Shared: cafeteria menu",
        (("Menu", (ask.multiple("What do you like?", "Soup", "Pasta", "Salad", "Other:"),)),),
        owner=_SECOND_USER,
    ),
)


def plant(brand: Brand, db: sqlite3.Connection, *, demo: bool) -> None:
    """Make the surveys; without `demo` a single active one."""
    for place, plan in enumerate(_PLANS if demo else (plain("A survey"),)):
        number = make(brand, db, plan._replace(age=plan.age or place * 125))
        if demo and place == 0:
            survey_extras.enrich(brand, db, number)


def make(brand: Brand, db: sqlite3.Connection, plan: Plan) -> int:
    """Store one survey and return its row number."""
    number = brand.number(db, "surveys")
    created = START + plan.age * DAY
    counts = {"auditable": number * 37 % 900, "generated": number * 11 % 40, "deleted": number % 3}
    db.execute(
        "INSERT INTO surveys VALUES (?, ?, ?, ?, ?, ?, ?, NULL, NULL, ?, ?, ?)",
        (
            number,
            plan.name,
            plan.owner,
            plan.active,
            created,
            created + 20 * DAY,
            created + DAY if plan.active else None,
            None,
            msgspec.json.encode(counts).decode(),
            msgspec.json.encode(_definition(number, plan, created)).decode(),
        ),
    )
    return number


def _definition(number: int, plan: Plan, created: int) -> dict[str, Any]:
    survey = ids.encode("SV_", number)
    asked: dict[str, Question] = {}

    def block(key: int, kind: str, name: str, contents: tuple[Question, ...]) -> dict[str, Any]:
        elements: list[dict[str, Any]] = []
        for question in contents:
            place = len(asked) + 1
            qid = f"QID{place}"
            asked[qid] = {**question, "QuestionID": qid, "DataExportTag": f"Q{place}"}
            if elements and place % 3 == 0:
                elements.append({"Type": "Page Break"})
            elements.append({"Type": "Question", "QuestionID": qid})
        made: dict[str, Any] = {
            "Type": kind,
            "Description": name,
            "ID": ids.encode("BL_", number * 100 + key),
            "BlockElements": elements,
        }
        if kind != "Trash":
            # An empty object comes as an empty array in some surveys (F.76).
            options = {"BlockLocking": "false", "RandomizeQuestions": "false"}
            made |= {"SubType": "", "Options": options if key % 2 else []}
        return made

    blocks = [
        block(key, "Standard" if key > 1 else "Default", name, contents)
        for key, (name, contents) in enumerate(plan.blocks, 1)
    ]
    blocks.append(block(99, "Trash", "Trash / Unused Questions", plan.trash))
    return {
        "SurveyID": survey,
        "SurveyName": plan.name,
        "CreatorID": plan.owner,
        "BrandID": BRAND_ID,
        "BrandBaseURL": BRAND_URL,
        "LastAccessed": None,
        "QuestionCount": str(len(asked) + 20),
        "Questions": asked,
        "Blocks": {made["ID"]: made for made in blocks},
        "ResponseSets": {ids.encode("RS_", number): "Default Response Set"},
        "SurveyFlow": _flow(plan, blocks),
        "SurveyOptions": _options(plan, created),
        "Scoring": {
            "ScoringCategories": [],
            "ScoringCategoryGroups": [],
            "ScoringSummaryCategory": None,
            "ScoringSummaryAfterQuestions": 0,
            "ScoringSummaryAfterSurvey": 0,
            "DefaultScoringCategory": None,
            "AutoScoringCategory": None,
        },
        "ProjectInfo": {
            "SurveyID": survey,
            "ProjectCategory": plan.category,
            "ProjectType": None,
            "SchemaVersion": "1.1.0",
            "CompositionType": None,
            "ContentBundle": None,
        },
    }


def _flow(plan: Plan, blocks: list[dict[str, Any]]) -> dict[str, Any]:
    used = 1

    def element(kind: str, **keys: object) -> dict[str, Any]:
        nonlocal used
        used += 1
        return {"Type": kind, "FlowID": f"FL_{used}", **keys}

    flow: list[dict[str, Any]] = []
    if plan.fields:
        declared: list[dict[str, Any]] = [
            {
                "Description": name,
                "Field": name,
                "Type": "Recipient" if value is None else "Custom",
                "VariableType": "String",
                "DataVisibility": [],
                "Value": value or "",
            }
            for name, value in plan.fields
        ]
        flow.append(element("EmbeddedData", EmbeddedData=declared))
    shown = [
        element("Block" if made["Type"] == "Default" else "Standard", ID=made["ID"], Autofill=[])
        for made in blocks
        if made["Type"] != "Trash"
    ]
    if plan.randomize:
        flow.append(element("BlockRandomizer", SubSet=1, EvenPresentation=True, Flow=shown))
    else:
        flow += shown
    flow.append(element("EndSurvey", EndingType="Default"))
    return {
        "Type": "Root",
        "FlowID": "FL_1",
        "Flow": flow,
        "Properties": {"Count": used, "RemovedFieldsets": []},
    }


def _options(plan: Plan, created: int) -> dict[str, Any]:
    return {
        "BackButton": "false",
        "SaveAndContinue": "true",
        "SurveyProtection": "PublicSurvey",
        "BallotBoxStuffingPrevention": "false",
        "NoIndex": "Yes",
        "SecureResponseFiles": "true",
        "SurveyExpiration": "None",
        "SurveyTermination": "DefaultMessage",
        "Header": "",
        "Footer": "",
        "ProgressBarDisplay": "None",
        "PartialData": "+1 week",
        "ValidationMessage": None,
        "PreviousButton": " ← ",
        "NextButton": " → ",
        "SkinLibrary": BRAND_ID,
        "SkinType": "MQ",
        "Skin": "xmskin",
        "NewScoring": 1,
        "AnonymizeResponse": "No",
        "PasswordProtection": "No",
        "AvailableLanguages": {plan.language: []},
        "SurveyName": plan.name,
        "SurveyLanguage": plan.language,
        "SurveyTitle": plan.name,
        "SurveyStartDate": None,
        "SurveyExpirationDate": None,
        "SurveyCreationDate": clock.iso(created),
    }
