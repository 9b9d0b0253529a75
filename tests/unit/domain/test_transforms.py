"""Changes for many cells: what is not asked for stays as it is, and text stays text."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qualtrics_desk.domain.hygiene import Fault, bare_name, email_fault
from qualtrics_desk.domain.transforms import How, Transform, Which, changer

NAME = "lastName"


def changed(transform: Transform, old: object, source: object = None, target: str = NAME) -> object:
    return changer(transform, target)(old, source)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("transform", "old", "new"),
    [
        (Transform(how=How.SET, text="00123"), "x", "00123"),
        (Transform(how=How.SET, text="1E5", which=Which.EMPTY), None, "1E5"),
        (Transform(how=How.SET, text="1E5", which=Which.EMPTY), "x", "x"),
        (Transform(how=How.SET, text="y", which=Which.FILLED), "", ""),
        (Transform(how=How.CLEAR), "x", ""),
        (Transform(how=How.REPLACE, find="a", text="o"), "Anna", "onno"),
        (Transform(how=How.REPLACE, find="a", text="o", match_case=True), "Anna", "Anno"),
        (Transform(how=How.REPLACE, find="ann", text="Eva", whole_cell=True), "Anna", "Anna"),
        (Transform(how=How.REPLACE, find="anna", text="Eva", whole_cell=True), " Anna ", "Eva"),
        (Transform(how=How.REPLACE, find=".", text=r"\1"), "a.b", r"a\1b"),
        (Transform(how=How.TRIM), "  a   b ", "a b"),
        (Transform(how=How.UPPER), "straße", "STRASSE"),
        (Transform(how=How.TITLE), "ann ek", "Ann Ek"),
        (Transform(how=How.BEFORE, text="+"), "49", "+49"),
        (Transform(how=How.BEFORE, text="+"), None, None),
        (Transform(how=How.AFTER, text="!"), "49", "49!"),
    ],
)
def test_each_way_to_change_a_cell(transform: Transform, old: object, new: object) -> None:
    assert changed(transform, old) == new


def test_a_field_takes_the_value_of_another() -> None:
    assert changed(Transform(how=How.COPY, source="extRef"), "old", "007") == "007"


@pytest.mark.parametrize(
    ("text", "old", "new"),
    [("yes", None, True), ("true", True, True), ("no", True, False), ("perhaps", False, False)],
)
def test_an_opt_out_is_set_by_a_word_and_never_by_chance(
    text: str, old: object, new: object
) -> None:
    found = changed(Transform(how=How.SET, text=text), old, target="directoryUnsubscribed")

    assert bool(found) is bool(new)


@given(st.text(), st.text(min_size=1), st.text())
def test_what_is_not_found_is_not_touched(old: str, find: str, text: str) -> None:
    transform = Transform(how=How.REPLACE, find=find, text=text, match_case=True)

    assert changed(transform, old) == old.replace(find, text)


def test_addresses_that_are_none_and_offices_are_told() -> None:
    assert email_fault("ann@example") is Fault.INVALID_EMAIL
    assert email_fault("info+news@example.org") is Fault.ROLE
    assert email_fault(" Ann.Info@example.org ") is None
    assert bare_name("Dept. ") == bare_name("dept")
