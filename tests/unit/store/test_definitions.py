"""Definitions that are kept, and the search in them."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest

from qualtrics_desk.store.definitions import (
    DefinitionStore,
    StoredPiece,
    highlights,
    open_definitions,
)

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

NOW = datetime(2027, 1, 1, tzinfo=UTC)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[DefinitionStore]:
    found = open_definitions(tmp_path / "definitions.db")
    yield found
    found.close()


def put(store: DefinitionStore, survey: str, *pieces: StoredPiece, at: datetime = NOW) -> None:
    raw = {"SurveyName": survey, "padding": survey * 200}
    store.put(survey, f"Survey {survey}", raw, pieces, stamp="1", seen_at=at)


def asked(text: str, tag: str = "Q1") -> StoredPiece:
    return StoredPiece("question", "QID1", tag, text, text.casefold())


@pytest.mark.parametrize(
    ("search", "hits"),
    [
        ("staff", 1),
        ("STAFF number", 1),
        ("number staff", 1),
        ("num", 1),
        ("umber", 0),
        ("zufrieden", 1),
        ("naive", 1),
        ("naïve", 1),
        ("満足", 1),
        ("足度", 1),
        ("度満", 0),
        ('"staff number"', 1),
        ('"number staff"', 0),
        ('"', 0),
        ("* - ( )", 0),
        ("staff AND nothing", 0),
        ("NEAR(staff number)", 0),
        ("", 0),
    ],
)
def test_words_are_found(store: DefinitionStore, search: str, hits: int) -> None:
    put(store, "SV_1", asked("What is your staff number?"))
    put(store, "SV_2", asked("Sind Sie zufrieden? A naïve question"), asked("顧客満足度"))
    assert store.search(search).total == hits


def test_names_come_first_and_kinds_narrow(store: DefinitionStore) -> None:
    put(store, "SV_1", asked("pulse pulse pulse"), StoredPiece("choices", "QID1", "Q1", "pulse"))
    put(store, "SV_2", StoredPiece("name", "", "", "The pulse"))
    assert store.search("pulse").hits[0].kind == "name"
    only = store.search("pulse", kinds=["choices"])
    assert [(hit.survey, hit.kind) for hit in only.hits] == [("SV_1", "choices")]
    assert only.hits[0].survey_name == "Survey SV_1"


def test_a_definition_that_comes_again_leaves_nothing_behind(store: DefinitionStore) -> None:
    put(store, "SV_1", asked("the former wording"))
    put(store, "SV_1", asked("the present wording"))
    assert store.search("former").total == 0
    assert store.search("present").total == 1
    store.remove(["SV_1"])
    assert store.search("present").total == 0
    assert store.get("SV_1") is None


def test_what_was_seen_longest_ago_goes_first(store: DefinitionStore) -> None:
    for place in range(4):
        put(store, f"SV_{place}", asked("x"), at=NOW + timedelta(days=place))
    each = store.size() // 4
    # SV_0 is being looked at, and stays though nothing was seen longer ago.
    assert sorted(store.trim(2 * each + 10, keep="SV_0")) == ["SV_1"]
    kept = set(store.stamps())
    assert kept == {"SV_0", "SV_2", "SV_3"}
    assert store.search("x").total == len(kept)


def test_questions_of_several_surveys_are_told_together(store: DefinitionStore) -> None:
    put(store, "SV_1", asked("How old are you?", "A"), asked("Only here"))
    put(store, "SV_2", asked("How old are you?", "B"))
    put(store, "SV_3", asked("Twice", "C"), asked("Twice", "D"))
    (found,) = store.reused()
    assert (found.text, found.surveys) == ("How old are you?", 2)
    assert [hit.tag for hit in found.hits] == ["A", "B"]
    assert store.reused("nothing of that") == []


@pytest.mark.parametrize(
    ("text", "search", "marked"),
    [
        ("What is your Staff number?", "staff num", ["Staff", "num"]),
        ("naïve Naive", "naive", ["naïve", "Naive"]),
        ("understaffed", "staff", []),
        ("顧客満足度", "満足", ["満足"]),
        ("ﬁne", "fi", ["ﬁ"]),
    ],
)
def test_hits_are_marked_in_the_text_as_it_stands(
    text: str, search: str, marked: list[str]
) -> None:
    assert [text[start:end] for start, end in highlights(text, search)] == marked


def test_everything_goes_with_the_profile(tmp_path: Path) -> None:
    from qualtrics_desk.store.paths import Home
    from qualtrics_desk.store.profile_files import ProfileFiles

    home = Home(tmp_path / "home")
    store = open_definitions(home.table("Brand", "definitions"))
    put(store, "SV_1", asked("a secret wording"))
    store.close()
    ProfileFiles(home, "Brand").delete(edits=False)
    left = [path for path in (tmp_path / "home").rglob("*") if path.is_file()]
    assert not [path for path in left if b"secret wording" in path.read_bytes()]
    assert not home.table("Brand", "definitions").exists()
