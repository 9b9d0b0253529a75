"""The code book, translations, quotas and scoring of a definition."""

from __future__ import annotations

from typing import Any

from qualtrics_desk.domain.definition.codebook import HEADER, codebook_rows
from qualtrics_desk.domain.definition.documents import QUOTAS
from qualtrics_desk.domain.definition.outline import read_outline
from qualtrics_desk.domain.definition.pieces import pieces_of, question_key
from tests.definitions import condition, every_kind

KEY, VARIABLE, QUESTION = HEADER.index("Key"), HEADER.index("Variable"), HEADER.index("Question id")


def test_equal_names_stay_distinct() -> None:
    definition = every_kind()
    for key in ("QID2", "QID3", "QID4"):
        definition["Questions"][key]["DataExportTag"] = "Q1"
    found = next(one for one in definition["SurveyFlow"]["Flow"] if one["Type"] == "EmbeddedData")
    found["EmbeddedData"] = [{"Field": "Q1", "Type": "Recipient"}]
    rows = list(codebook_rows(read_outline(definition)))

    assert {len(row) for row in rows} == {len(HEADER)}
    keys: dict[str, tuple[str, str]] = {}
    for row in rows:
        # Rows of one variable share its key; two variables never do.
        assert keys.setdefault(row[KEY], (row[QUESTION], row[VARIABLE])) == (
            row[QUESTION],
            row[VARIABLE],
        )
    named = {key for key, (_, variable) in keys.items() if variable == "Q1"}
    assert named == {"Q1 [QID2]", "Q1 [QID3]", "Q1 [QID4]", "Q1 [Embedded data]"}


def test_no_question_but_those_of_the_trash_is_left_out() -> None:
    definition = every_kind()
    asked = {row[QUESTION] for row in codebook_rows(read_outline(definition))}
    silent = {
        key
        for key, raw in definition["Questions"].items()
        if raw["QuestionType"] == "DB" or key in ("QID900", "QID901")
    }
    # QID901 stands in no block, so it is no question of the trash.
    assert asked - {""} == set(definition["Questions"]) - silent | {"QID901"}


def test_gaps_of_a_translation_are_named() -> None:
    definition: dict[str, Any] = every_kind()
    total = next(iter(read_outline(definition).translations))
    assert (total.language, total.done) == ("DE", 0)
    definition["Questions"]["QID1"]["Language"] = {
        "DE": {"QuestionText": "Ja?", "Choices": {"1": {"Display": "Ja"}}}
    }
    found = next(iter(read_outline(definition).translations))
    assert (found.wanted, found.done) == (total.wanted, 2)
    assert {gap.source for gap in total.gaps} - {gap.source for gap in found.gaps} == {
        "Text of QID1 for Name",
        "QID1 choice 1",
    }


def test_quotas_and_scores_are_read() -> None:
    definition = every_kind()
    definition[QUOTAS] = [
        {
            "ID": "QO_1",
            "Name": "Young",
            "Occurrences": 100,
            "Count": 7,
            "QuotaAction": "EndCurrentSurvey",
            "Logic": condition("If young"),
        },
        {"ID": "QO_2", "QuotaAction": "Levitate"},
    ]
    definition["Scoring"] = {"ScoringCategories": [{"ID": "SC_1", "Name": "Joy"}]}
    definition["Questions"]["QID1"]["GradingData"] = [
        {"ChoiceID": "2", "Grades": {"SC_1": 5, "SC_gone": "1"}}
    ]
    outline = read_outline(definition)
    young, other = outline.quotas
    assert (young.wanted, young.count, [str(one) for one in young.who]) == (
        "100",
        "7",
        ["If young"],
    )
    assert (str(young.action), str(other.action)) == ("Ends the survey", "Levitate")
    points = {(one.choice, one.category, one.points) for one in outline.scoring.scores}
    assert points == {("2", "Joy", "5"), ("2", "SC_gone", "1")}


def test_every_text_is_a_piece() -> None:
    definition = every_kind()
    definition["SurveyDescription"] = "What it is for"
    definition["Questions"]["QID1"]["Language"] = {"DE": {"QuestionText": "Auf Deutsch"}}
    pieces = pieces_of(definition)
    said = " ".join(piece.text for piece in pieces)
    for wanted in ("Every kind", "What it is for", "Block of MC", "Auf Deutsch", "Branch 3"):
        assert wanted in said
    for key in definition["Questions"]:
        assert any(piece.place == key for piece in pieces)
    assert "QID5 choice 3" in said
    assert "<" not in said
    assert question_key("How  OLD are you?") == question_key("how old are you")
