from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qualtrics_desk.domain.contacts import FIELDS, KEY_FIELDS, embedded_key
from qualtrics_desk.domain.errors import RecipeError
from qualtrics_desk.domain.header_synonyms import WORDS
from qualtrics_desk.domain.mapping import (
    RESULT_COLUMNS,
    Mapping,
    Rule,
    auto_map,
    column_names,
    header_fingerprint,
    lost_columns,
    problems,
    require_fit,
    unmapped,
)

HEADER_VARIANTS = [
    ("email", "email"),
    ("Email", "email"),
    ("E-mail", "email"),
    ("E-Mail-Adresse", "email"),
    ("EMAIL ADDRESS", "email"),
    ("email_address", "email"),
    ("Primary Email", "email"),
    ("Adresse e-mail", "email"),
    ("Courriel", "email"),
    ("Correo electrónico", "email"),
    ("Indirizzo e-mail", "email"),
    ("Endereço de e-mail", "email"),
    ("E-mailadres", "email"),
    (" Emial ", "email"),
    ("RecipientEmail", "email"),
    ("FirstName", "firstName"),
    ("First Name", "firstName"),
    ("first_name", "firstName"),
    ("Given name", "firstName"),
    ("Vorname", "firstName"),
    ("Prénom", "firstName"),
    ("PRE\u0301NOM", "firstName"),
    ("Primer nombre", "firstName"),
    ("Voornaam", "firstName"),
    ("Primeiro nome", "firstName"),
    ("LastName", "lastName"),
    ("Surname", "lastName"),
    ("Family name", "lastName"),
    ("Nachname", "lastName"),
    ("Nom de famille", "lastName"),
    ("Apellidos", "lastName"),
    ("Cognome", "lastName"),
    ("Sobrenome", "lastName"),
    ("Achternaam", "lastName"),
    ("ExternalDataReference", "extRef"),
    ("External Data Reference", "extRef"),
    ("extRef", "extRef"),
    ("externalDataRef", "extRef"),
    ("Externe Referenz", "extRef"),
    ("Référence externe", "extRef"),
    ("Referencia externa", "extRef"),
    ("Riferimento esterno", "extRef"),
    ("Language", "language"),
    ("RecipientLanguage", "language"),
    ("Sprache", "language"),
    ("Langue", "language"),
    ("Idioma", "language"),
    ("Lingua", "language"),
    ("Taal", "language"),
    ("Phone", "phone"),
    ("Phone number", "phone"),
    ("Telefonnummer", "phone"),
    ("Téléphone", "phone"),
    ("Teléfono", "phone"),
    ("Mobile", "phone"),
    ("Handy", "phone"),
    ("Unsubscribed", "unsubscribed"),
    ("Opt-out", "unsubscribed"),
    ("Abgemeldet", "unsubscribed"),
    ("Désabonné", "unsubscribed"),
]
NO_FIELD = [
    *("Work e-mail", "Manager email", "Email 2", "Email sent", "Email status", "Emailed"),
    *("ID", "Employee ID", "Customer reference", "Phone type", "Opt-in", "Subscribed"),
    *("Company name", "Username", "Language level", "Address", "Telephone bill"),
    *("Vorname1", "2surname", "Surname 3"),
]
names = st.text(min_size=1, max_size=30).filter(lambda text: text.strip().isprintable())
headers = st.lists(
    st.one_of(names, st.sampled_from([variant for variant, _ in HEADER_VARIANTS])), max_size=12
)


def target_of(header: str) -> str | None:
    rules = auto_map([header]).rules
    return rules[0].target if rules else None


def test_sixty_header_variants_are_nearly_all_mapped_right() -> None:
    right = sum(target_of(header) == target for header, target in HEADER_VARIANTS)

    assert len(HEADER_VARIANTS) >= 60
    assert right >= 0.95 * len(HEADER_VARIANTS)


@pytest.mark.parametrize(("header", "target"), HEADER_VARIANTS)
def test_no_variant_is_mapped_to_another_field(header: str, target: str) -> None:
    assert target_of(header) not in set(FIELDS) - {target}


@pytest.mark.parametrize("header", NO_FIELD)
def test_columns_that_only_resemble_a_field_become_embedded_data(header: str) -> None:
    assert target_of(header) == f"embeddedData.{header}"


def test_two_columns_for_one_field_are_left_to_the_person() -> None:
    header = ["E-Mail", "Email address", "Vorname"]

    mapping = auto_map(header)

    assert mapping.targets() == ("firstName",)
    assert unmapped(mapping, header) == ["E-Mail", "Email address"]


def test_the_exact_field_name_wins_over_a_similar_column() -> None:
    mapping = auto_map(["email", "E-Mail-Adresse"])

    assert mapping.rules == (Rule("email", ("email",)),)


@pytest.mark.parametrize(
    ("header", "targets"),
    [
        (["Vorname", "Name"], ("firstName", "lastName")),
        (["Nom", "Prénom"], ("lastName", "firstName")),
        (["Nombre", "Apellidos"], ("firstName", "lastName")),
        (["Nome", "Cognome"], ("firstName", "lastName")),
        (["Name"], ()),
        (["First name", "Last name", "Name"], ("firstName", "lastName")),
    ],
)
def test_a_bare_name_takes_the_missing_half(header: list[str], targets: tuple[str, ...]) -> None:
    assert auto_map(header).targets() == targets


def test_embedded_names_that_differ_in_case_only_are_left_to_the_person() -> None:
    header = ["Dept", "dept", "Team"]

    mapping = auto_map(header)

    assert mapping.targets() == ("embeddedData.Team",)
    assert unmapped(mapping, header) == ["Dept", "dept"]


def test_an_own_result_file_maps_as_its_source_did() -> None:
    source = ["Email", "Dept"]

    mapping = auto_map([*source, *RESULT_COLUMNS])

    assert mapping.rules == auto_map(source).rules
    assert mapping.ignored == RESULT_COLUMNS
    assert header_fingerprint([*source, *RESULT_COLUMNS]) == header_fingerprint(source)


def test_read_only_keys_of_the_service_are_not_imported() -> None:
    mapping = auto_map(["contactId", "email", "directoryUnsubscribed", "lastModified"])

    assert mapping.targets() == ("email",)
    assert mapping.ignored == ("contactId", "directoryUnsubscribed", "lastModified")


def test_the_opt_out_of_the_list_is_taken_from_its_own_column() -> None:
    both = auto_map(["email", "unsubscribed", "mailingListUnsubscribed"])
    doubtful = auto_map(["email", "Opted out", "mailingListUnsubscribed"])

    assert [(rule.target, rule.columns) for rule in both.rules[1:]] == [
        ("unsubscribed", ("mailingListUnsubscribed",))
    ]
    assert both.ignored == ("unsubscribed",)
    # Nobody can tell which of these two is meant.
    assert doubtful.targets() == ("email",)


def test_columns_with_equal_or_no_names_can_be_told_apart() -> None:
    assert column_names([" Email ", "Email", "", "Email (2)"]) == [
        "Email",
        "Email (3)",
        "(column 3)",
        "Email (2)",
    ]


@given(headers)
def test_column_names_are_distinct_and_a_proposal_always_fits(header: list[str]) -> None:
    mapping = auto_map(header)
    known = column_names(header)

    assert len(set(known)) == len(header)
    assert mapping.used() <= set(known)
    assert not mapping.used() & set(mapping.ignored)
    assert not mapping.rules or problems(mapping, header) == []
    keys = [embedded_key(target) for target in mapping.targets()]
    assert len(keys) == len(set(keys))


@given(
    st.sampled_from(sorted(WORDS)),
    st.sampled_from(["{} 2", "{}1", "manager {}", "{} status", "second {} ok", "old_{}", "{}ed"]),
)
def test_a_column_beside_a_field_is_never_taken_for_a_key(word: str, pattern: str) -> None:
    assert target_of(pattern.format(word)) not in KEY_FIELDS


@pytest.mark.parametrize(
    ("rules", "words"),
    [
        ((), "No column is mapped"),
        ((Rule("email", ("A",)), Rule("email", ("B",))), "Two rules fill “email”"),
        ((Rule("embeddedData.Dept", ("A",)), Rule("embeddedData.dept", ("B",))), "ignores case"),
        ((Rule("e-mail", ("A",)),), "no field of a contact"),
        ((Rule("embeddedData. ", ("A",)),), "has no name"),
        ((Rule("embeddedData." + "x" * 201, ("A",)),), "201 characters"),
        ((Rule("embeddedData.a\0b", ("A",)),), "cannot be seen"),
        ((Rule("email", ("A",), constant="x"),), "only one is possible"),
        ((Rule("email"),), "neither a column nor a constant"),
        ((Rule("email", ("Z",)),), "no column “Z”"),
    ],
)
def test_a_mapping_that_cannot_work_is_refused_in_words(
    rules: tuple[Rule, ...], words: str
) -> None:
    with pytest.raises(RecipeError, match=words):
        require_fit(Mapping(rules), ["A", "B"])


def test_all_problems_are_named_at_once() -> None:
    with pytest.raises(RecipeError) as caught:
        require_fit(Mapping((Rule("nothing", ("A",)), Rule("email", ("Z",)))), ["A"])

    assert "nothing" in caught.value.detail
    assert "“Z”" in caught.value.detail


def test_lost_columns_are_listed_once() -> None:
    mapping = Mapping((Rule("email", ("A",)), Rule("firstName", ("B", "C")), Rule("phone", ("B",))))

    assert lost_columns(mapping, ["C"]) == ["A", "B"]


def test_a_fingerprint_knows_neither_order_nor_case() -> None:
    assert header_fingerprint(["Email", "Dept"]) == header_fingerprint([" dept", "EMAIL", ""])
    assert header_fingerprint(["Email", "Dept"]) != header_fingerprint(["Email", "Depts"])
