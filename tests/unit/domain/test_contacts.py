from __future__ import annotations

import unicodedata
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qualtrics_desk.domain.contacts import (
    CellChange,
    changed_cells,
    fingerprint,
    identity_key,
    merged_embedded,
    normalise,
    opted_out,
    same_value,
)


@given(st.text())
def test_normalising_twice_changes_nothing_more(text: str) -> None:
    assert normalise(normalise(text)) == normalise(text)


@given(st.text(alphabet=st.characters(codec="utf-8")))
def test_unicode_forms_blanks_and_case_are_one_identity(text: str) -> None:
    known = normalise(text)

    assert normalise(f" \u00a0{unicodedata.normalize('NFD', text)}\t") == known
    assert normalise(text.casefold()) == known


@pytest.mark.parametrize(
    ("one", "other", "fields"),
    [
        ({"email": " Ann@X.org"}, {"email": "ann@x.ORG "}, ("email",)),
        ({"extRef": "MU\u0308LLER-1"}, {"extRef": "müller-1"}, ("extRef",)),
        ({"extRef": 4711}, {"extRef": "4711"}, ("extRef",)),
        ({"phone": "+41 44 668-18-00"}, {"phone": "+41446681800"}, ("phone",)),
        (
            {"email": "A@x.org", "extRef": "1"},
            {"email": "a@x.org", "extRef": "1"},
            ("email", "extRef"),
        ),
    ],
)
def test_equal_identities_have_equal_keys(
    one: dict[str, Any], other: dict[str, Any], fields: tuple[str, ...]
) -> None:
    assert identity_key(one, fields) == identity_key(other, fields) is not None


def test_leading_zeros_and_the_place_of_a_part_tell_identities_apart() -> None:
    assert identity_key({"extRef": "0042"}, ("extRef",)) != identity_key(
        {"extRef": "42"}, ("extRef",)
    )
    both = ("email", "extRef")
    assert identity_key({"email": "a"}, both) != identity_key({"extRef": "a"}, both)


@pytest.mark.parametrize("fields", [("email",), ("email", "extRef", "phone")])
def test_a_contact_without_any_key_field_has_no_key(fields: tuple[str, ...]) -> None:
    assert identity_key({"email": "  ", "extRef": None, "firstName": "Ann"}, fields) is None


@pytest.mark.parametrize(
    ("field", "old", "new"),
    [
        ("firstName", "Zoe\u0308", "Zoë"),
        ("firstName", None, ""),
        ("language", "en_gb", "EN-GB"),
        ("language", "null", ""),
        ("email", "Ann@X.org", "ann@x.org"),
        ("phone", "+41446681800", "+41 44 668 18 00"),
        ("unsubscribed", "0", False),
        ("unsubscribed", "true", True),
        ("unsubscribed", None, False),
        ("embeddedData", 41, "41"),
        ("embeddedData", 41.0, "41"),
        ("embeddedData", True, "TRUE"),
        ("embeddedData", "1", "true"),
        ("embeddedData", "FALSE", "0"),
    ],
)
def test_the_same_value_in_another_wording_is_no_change(
    field: str, old: object, new: object
) -> None:
    assert same_value(field, old, new)


@pytest.mark.parametrize(
    ("field", "old", "new"),
    [
        ("firstName", "Ann", "ann"),
        ("extRef", "0042", "42"),
        ("language", "EN", "DE"),
        ("unsubscribed", True, False),
        ("embeddedData", 42, "0042"),
        ("embeddedData", "it", "IT"),
        ("embeddedData", "true", "yes"),
        ("embeddedData", None, "x"),
        ("embeddedData", "x", ""),
    ],
)
def test_another_value_is_a_change(field: str, old: object, new: object) -> None:
    assert not same_value(field, old, new)


def test_changes_name_the_cell_with_old_and_new() -> None:
    live = {
        "firstName": "Ann",
        "lastName": None,
        "email": "a@x.org",
        "unsubscribed": False,
        "mailingListUnsubscribed": True,
        "embeddedData": {"Dept": "IT", "age": 41},
    }
    payload = {
        "firstName": "Anna",
        "email": "a@x.org",
        "unsubscribed": False,
        "embeddedData": {"dept": "HR", "Age": "41", "new": "1"},
    }

    assert changed_cells(payload, live) == [
        CellChange("firstName", "Ann", "Anna"),
        CellChange("unsubscribed", True, False),
        CellChange("embeddedData.dept", "IT", "HR"),
        CellChange("embeddedData.new", None, "1"),
    ]


def test_what_is_not_sent_is_no_change() -> None:
    assert changed_cells({}, {"firstName": "Ann", "embeddedData": {"a": "b"}}) == []


def test_an_empty_list_stands_for_no_embedded_data() -> None:
    changes = changed_cells({"embeddedData": {"a": "b"}}, {"embeddedData": []})

    assert changes == [CellChange("embeddedData.a", None, "b")]


def test_merging_keeps_the_spelling_and_the_other_fields_of_the_live_contact() -> None:
    live = {"embeddedData": {"Dept": "IT", "age": "41"}}

    assert merged_embedded(live, {"dept": "HR", "x": "1"}) == {"Dept": "HR", "age": "41", "x": "1"}


def test_the_lists_own_opt_out_counts_before_the_directorys() -> None:
    assert opted_out({"unsubscribed": False, "mailingListUnsubscribed": "1"})
    assert not opted_out({"unsubscribed": True, "mailingListUnsubscribed": False})
    assert opted_out({"unsubscribed": "1"})


embedded_values = st.one_of(st.text(max_size=5), st.booleans(), st.integers(-9, 9), st.none())
contacts = st.fixed_dictionaries(
    {},
    optional={
        "firstName": st.one_of(st.none(), st.text(max_size=5)),
        "language": st.sampled_from(["EN", "en", "en_GB", "EN-GB", "", None]),
        "unsubscribed": st.sampled_from([True, False, "1", "0", None]),
        "embeddedData": st.dictionaries(st.sampled_from("ABC"), embedded_values, max_size=3),
    },
)


@given(contacts, contacts)
def test_equal_fingerprints_mean_that_no_cell_differs(
    one: dict[str, Any], other: dict[str, Any]
) -> None:
    if fingerprint(one) == fingerprint(other):
        assert changed_cells(one, other) == []


def test_a_fingerprint_overlooks_wording_and_read_only_keys_but_no_value() -> None:
    contact = {"email": "A@x.org", "embeddedData": {"Dept": True}, "unsubscribed": "0"}
    reworded = {
        "email": "a@x.org",
        "lastName": "",
        "embeddedData": {"dept": "TRUE", "gone": ""},
        "lastModified": 1,
    }

    assert fingerprint(contact) == fingerprint(reworded)
    assert fingerprint(contact) != fingerprint({**reworded, "lastName": "Ek"})
    assert fingerprint(contact) != fingerprint({**reworded, "unsubscribed": True})
