from __future__ import annotations

import unicodedata

import pytest
from email_validator import validate_email
from hypothesis import example, given
from hypothesis import strategies as st

from qualtrics_desk.domain import cell_checks
from qualtrics_desk.domain.checks import (
    Checked,
    CheckOptions,
    Finding,
    Level,
    RowCheck,
    compile_checks,
)
from qualtrics_desk.domain.contacts import FIELDS
from qualtrics_desk.domain.errors import RecipeError
from qualtrics_desk.domain.mapping import Mapping, Rule, auto_map

HEADER = ["email", "firstName", "lastName", "extRef", "phone", "language", "unsubscribed", "Dept"]


def check_of(*, key: tuple[str, ...] = ("email",), region: str | None = None) -> RowCheck:
    return compile_checks(auto_map(HEADER), HEADER, CheckOptions(key=key, phone_region=region))


def check_cell(target: str, text: str, *, region: str | None = None) -> Checked:
    """Check a row that is fine but for one cell."""
    row = dict.fromkeys(HEADER, "") | {"email": "ann@example.org"} | {target: text}
    return check_of(region=region)([row[name] for name in HEADER])


def only_finding(checked: Checked) -> tuple[str, str, Level]:
    (finding,) = checked.findings
    return finding.rule, finding.target, finding.level


def test_a_plain_row_becomes_a_contact_without_findings() -> None:
    row = [" ann@example.org ", "Ann", "Ek", "007", "+41446681800", "EN", "ja", "41"]

    assert check_of()(row) == Checked(
        {
            "email": "ann@example.org",
            "firstName": "Ann",
            "lastName": "Ek",
            "extRef": "007",
            "phone": "+41446681800",
            "language": "EN",
            "unsubscribed": True,
            "embeddedData": {"Dept": "41"},
        },
        (),
        (),
    )


def test_blank_cells_are_left_out_and_named() -> None:
    checked = check_of()(["ann@example.org", "  ", "", "\u00a0", "", "", "", ""])

    assert checked.contact == {"email": "ann@example.org"}
    assert checked.blanks == (*HEADER[1:-1], "embeddedData.Dept")
    assert not checked.invalid


def test_missing_cells_count_as_blank_and_surplus_ones_are_not_looked_at() -> None:
    assert check_of()(["ann@example.org"]).contact == {"email": "ann@example.org"}
    assert check_of()(["a@example.org", *[""] * 7, "surplus"]).contact == {"email": "a@example.org"}


def test_a_row_without_values_is_invalid_even_beside_constants() -> None:
    mapping = Mapping((Rule("email", ("email",)), Rule("language", constant="EN")))
    check = compile_checks(mapping, ["email"])

    checked = check([" "])

    assert checked.invalid
    assert "empty-row" in [finding.rule for finding in checked.findings]
    assert not check(["a@example.org"]).findings


@pytest.mark.parametrize(
    ("key", "cells", "warned"),
    [
        (("email",), {"firstName": "Ann"}, True),
        (("email",), {"email": "a@example.org"}, False),
        (("extRef",), {"email": "a@example.org"}, True),
        (("email", "extRef"), {"extRef": "1"}, False),
        (("email", "extRef"), {"firstName": "Ann"}, True),
    ],
)
def test_a_row_without_key_is_warned_about(
    key: tuple[str, ...], cells: dict[str, str], warned: bool
) -> None:
    checked = check_of(key=key)([cells.get(name, "") for name in HEADER])

    assert ("no-key" in [finding.rule for finding in checked.findings]) == warned
    assert not checked.invalid


@pytest.mark.parametrize(
    "address",
    [
        *("ann", "ann@", "@x.org", "a@b", "a b@x.org", "a@@x.org", "a.@x.org", "a..b@x.org"),
        *("a@-x.org", "a@x..org", "a@x.org.", "a@x.org; b@x.org", "Ann <a@x.org>", "a,b@x.org"),
        *("a" * 65 + "@x.org", "a@" + "x" * 64 + ".org", "a@x.o_g", "foo@localhost", "null"),
    ],
)
def test_what_is_no_address_is_an_error(address: str) -> None:
    checked = check_cell("email", address)

    assert only_finding(checked) == ("email", "email", Level.ERROR)
    assert checked.invalid


@pytest.mark.parametrize(
    "address",
    ["ann@example.org", "a.b.c+tag@mail.example.co.uk", "o'neil@example.org", "jürgen@exämple.org"],
)
def test_good_addresses_pass(address: str) -> None:
    assert check_cell("email", address).findings == ()


def test_a_domain_reserved_for_tests_is_warned_about() -> None:
    assert only_finding(check_cell("email", "a@mail.test")) == ("email", "email", Level.WARNING)


local = st.text(alphabet="aZ09._+-'@ \u00fc", max_size=66)
domain = st.text(alphabet="aZ09.-_x\u00fc", max_size=70)


@given(
    st.one_of(
        st.emails(),
        st.builds("{}@{}.{}".format, local, domain, st.sampled_from(["org", "test", "a", "c0m"])),
        st.builds(
            "{}@{}.org".format,
            st.text(alphabet="ab.", min_size=1, max_size=90),
            st.text(alphabet="ab-.", min_size=1, max_size=270),
        ),
        st.text(alphabet="a@.-\n", max_size=12),
    )
)
@example("a@xn--a.org")
@example("a@ab--cd.org")
@example("a@x.org\n")
@example("a@test")
@example("a@b.LOCAL")
def test_the_short_way_accepts_nothing_that_the_library_refuses(address: str) -> None:
    if cell_checks._PLAIN_EMAIL.fullmatch(address):
        validate_email(address, check_deliverability=False, strict=True)


def test_the_short_way_is_the_usual_way() -> None:
    for address in ("ann@example.org", "Ann.Maria.Ek-2_x+y@mail.uni-x.ac.uk", "a@b.co"):
        assert cell_checks._PLAIN_EMAIL.fullmatch(address)


@pytest.mark.parametrize(
    ("number", "region", "words"),
    [
        ("+41446681800", None, None),
        ("41446681800", None, "plus sign"),
        ("044 668 18 00", None, "no phone number"),
        ("044 668 18 00", "CH", "+41446681800"),
        ("+41 44 668 18 00", None, "+41446681800"),
        ("+41 44 668 18 00 99 99 99", None, "digits"),
        ("ask Ann", "CH", "no phone number"),
        ("4.14467E+10", None, "shortened"),
    ],
)
def test_phone_numbers_are_warned_about_and_sent_as_they_stand(
    number: str, region: str | None, words: str | None
) -> None:
    checked = check_cell("phone", number, region=region)

    assert checked.contact["phone"] == number
    assert not checked.invalid
    if words is None:
        assert checked.findings == ()
    else:
        (finding,) = checked.findings
        assert finding.level is Level.WARNING
        assert words in finding.message


@pytest.mark.parametrize("code", ["EN", "en", "en_us", "EN-GB", "pt-br", "zh-s"])
def test_language_codes_pass_in_any_wording(code: str) -> None:
    assert check_cell("language", code).findings == ()


def test_another_language_is_warned_about_and_sent() -> None:
    checked = check_cell("language", "English")

    assert checked.contact["language"] == "English"
    assert only_finding(checked) == ("language", "language", Level.WARNING)


@pytest.mark.parametrize(
    ("word", "flag"),
    [
        *((word, True) for word in ("true", "TRUE", "1", "Yes", "ja", "oui", "si", "Sí", "x")),
        *((word, False) for word in ("false", "FALSE", "0", "no", "Nein", "non", "não")),
    ],
)
def test_words_for_yes_and_no_become_booleans(word: str, flag: bool) -> None:
    checked = check_cell("unsubscribed", word)

    assert checked.contact["unsubscribed"] is flag
    assert checked.findings == ()


@pytest.mark.parametrize("word", ["maybe", "2", "abgemeldet", "-"])
def test_any_other_opt_out_is_an_error(word: str) -> None:
    assert only_finding(check_cell("unsubscribed", word)) == (
        "boolean",
        "unsubscribed",
        Level.ERROR,
    )


def test_embedded_values_end_at_1024_characters() -> None:
    assert check_cell("Dept", "ü" * 1024).findings == ()
    assert only_finding(check_cell("Dept", "x" * 1025)) == (
        "too-long",
        "embeddedData.Dept",
        Level.ERROR,
    )


@pytest.mark.parametrize(
    ("target", "text", "rule"),
    [
        ("extRef", "1.23E+15", "scientific-number"),
        ("extRef", "1,23E+15", "scientific-number"),
        ("Dept", "1.23e+15", "scientific-number"),
        ("extRef", "1234567890123450", "rounded-number"),
        ("Dept", "#N/A", "formula-error"),
        ("lastName", "#REF!", "formula-error"),
        ("firstName", "J\u00c3\u00bcrgen", "broken-letters"),
        ("firstName", "J\ufffdrgen", "broken-letters"),
        ("firstName", "Ann\nEk", "line-break"),
    ],
)
def test_damage_by_spreadsheets_is_warned_about(target: str, text: str, rule: str) -> None:
    checked = check_cell(target, text)

    assert [finding.rule for finding in checked.findings] == [rule]
    assert checked.findings[0].level is Level.WARNING


@pytest.mark.parametrize(
    ("target", "text"),
    [
        *(("extRef", "00123"), ("extRef", "1E5"), ("extRef", "123456789012345678901")),
        *(("Dept", "#hashtag"), ("Dept", "line\nbreak"), ("firstName", "João Ñandú 😀")),
    ],
)
def test_unusual_but_sound_cells_pass_unchanged(target: str, text: str) -> None:
    checked = check_cell(target, text)

    assert checked.findings == ()
    assert text in [*checked.contact.values(), checked.contact.get("embeddedData", {}).get("Dept")]


@pytest.mark.parametrize("text", ["a\0b", "a\x07b", "a\x85b", "a\ud800b"])
@pytest.mark.parametrize("target", ["firstName", "Dept"])
def test_control_characters_are_errors(target: str, text: str) -> None:
    assert [finding.rule for finding in check_cell(target, text).findings] == ["control-character"]
    assert check_cell(target, text).invalid


def test_invisible_characters_of_pasted_text_are_left_out() -> None:
    checked = check_cell("email", "\u200bann@example.org\ufeff")

    assert checked.contact["email"] == "ann@example.org"
    assert only_finding(checked) == ("invisible-character", "email", Level.INFO)


def test_a_cell_of_invisible_characters_only_is_blank() -> None:
    checked = check_cell("extRef", "\u200b")

    assert "extRef" in checked.blanks
    assert "extRef" not in checked.contact


def test_values_are_sent_in_composed_form() -> None:
    checked = check_cell("Dept", "Zu\u0308rich")

    assert checked.contact["embeddedData"] == {"Dept": "Zürich"}


def test_columns_are_joined_without_their_blanks() -> None:
    mapping = Mapping((Rule("lastName", ("a", "b", "c"), joiner="-"), Rule("extRef", ("a",))))
    check = compile_checks(mapping, ["a", "b", "c"], CheckOptions(key=("extRef",)))

    assert check(["x", " ", " z "]).contact == {"lastName": "x-z", "extRef": "x"}
    assert check(["", "", "z"]).contact == {"lastName": "z"}
    assert check(["", "", ""]).blanks == ("lastName", "extRef")


def test_constants_fill_every_row_in_their_own_type() -> None:
    mapping = Mapping(
        (
            Rule("email", ("email",)),
            Rule("unsubscribed", constant="nein"),
            Rule("embeddedData.wave", constant="7"),
        )
    )
    check = compile_checks(mapping, ["email"])

    first, second = check(["a@example.org"]), check(["b@example.org"])

    assert first.contact == {
        "email": "a@example.org",
        "unsubscribed": False,
        "embeddedData": {"wave": "7"},
    }
    assert second.contact["embeddedData"] is not first.contact["embeddedData"]


def test_a_wrong_constant_and_a_missing_column_are_refused_before_the_first_row() -> None:
    with pytest.raises(RecipeError, match="constant"):
        compile_checks(Mapping((Rule("unsubscribed", constant="perhaps"),)), [])
    with pytest.raises(RecipeError, match="no column"):
        compile_checks(Mapping((Rule("email", ("Mail",)),)), ["email"])


def test_the_second_of_two_equal_columns_can_be_mapped() -> None:
    mapping = Mapping((Rule("email", ("Email (2)",)),))

    check = compile_checks(mapping, ["Email", "Email"])

    assert check(["a@example.org", "b@example.org"]).contact == {"email": "b@example.org"}


@given(st.lists(st.text(alphabet=st.characters(codec="utf-8")), max_size=9))
def test_any_row_gives_a_sendable_contact_or_an_error(cells: list[str]) -> None:
    checked = check_of()(cells)

    sent = dict(checked.contact)
    embedded = sent.pop("embeddedData", {})
    assert set(sent) <= set(FIELDS)
    assert len(sent) + len(embedded) + len(checked.blanks) == len(HEADER)
    for value in [*sent.values(), *embedded.values()]:
        assert value not in {"", None}
        if isinstance(value, str):
            assert unicodedata.is_normalized("NFC", value)
            assert checked.invalid or "\0" not in value
    assert checked.invalid or isinstance(sent.get("unsubscribed", True), bool)
    assert all(isinstance(finding, Finding) and finding.message for finding in checked.findings)
