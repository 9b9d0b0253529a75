from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qualtrics_desk.domain.redaction import Redaction, redact

TOKEN = "aB3dE5gH7jK9mN1pQ3sT5vW7yZ9bC1dF3hJ5kL7n"
JWT = "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0NTY3ODkwIn0.dozjgNryP4J3jVmNHl0w5N_XgL0n3I9P"


@pytest.mark.parametrize(
    ("text", "secret"),
    [
        (f"X-API-TOKEN: {TOKEN}", TOKEN),
        (f"found {TOKEN}.", TOKEN),
        ("X-API-TOKEN: short1", "short1"),
        ('{"apiToken": "abc def"}', "abc def"),
        ("client_secret=hunter22&x=1", "hunter22"),
        ("password: 'hunter two'", "hunter two"),
        ("Authorization: Bearer abc.def-123", "abc.def-123"),
        ("Authorization: Basic c2FuZGJveDp4", "c2FuZGJveDp4"),
        (f"jwt {JWT}", JWT),
        ("proxy http://anna:hunter22@proxy.corp.example:8080/", "hunter22"),
        ("proxy http://anna:hunter22@proxy.corp.example:8080/", "corp"),
        ("GET https://fra1.qualtrics.com/API/v3/x?skipToken=abc", "abc"),
        ("https://northwind.fra1.qualtrics.com/jfe/form/SV_1234567890abcde?Q_DL=z9", "z9"),
        ("https://northwind.fra1.qualtrics.com/jfe/form/SV_1234567890abcde?Q_DL=z9", "northwind"),
        ("https://files.example.net/a/8f14e45fceea167a5a36dedd4bea2543/b", "8f14e45fceea167a5a36"),
        ("host northwind.qualtrics.com", "northwind"),
        ("row 3: Zoë.Müller+x@exämple.org is wrong", "Zoë"),
        ("(anna@example.org)", "anna"),
        ("contact CID_1234567890abcde", "CID_1234567890abcde"),
        ("phone +49 (170) 123-4567", "123-4567"),
    ],
)
def test_what_must_not_leave_is_taken_out(text: str, secret: str) -> None:
    assert secret not in redact(text)


@pytest.mark.parametrize(
    "text",
    [
        "status 401, code DCD_7, request 91e89c39-569b-4084-9822-88c4dc30ea9f.",
        "GET https://fra1.qualtrics.com/API/v3/surveys/SV_1234567890abcde 404",
        "http://127.0.0.1:8123/API/v3/whoami",
        '  File "qualtrics_desk/services/engine/contact_export_job_with_a_long_name.py", line 12',
        "2026-10-14 16:05:33,123 INFO 4711 qualtrics_desk.api: 50000 rows in 12.5 s",
        "tokens: 3, token: null",
        "test_a_missing_scope_is_named_with_the_words_of_the_service",
    ],
)
def test_what_support_needs_stays(text: str) -> None:
    assert redact(text) == text


def test_the_home_folder_and_known_names_go_in_any_case() -> None:
    redaction = Redaction(["Spring Panel", "ab"], home=Path("/people/anna"))
    redaction.know("Northwind", None, "")

    text = redaction.redact("/people/anna/x.csv into SPRING PANEL of northwind (abc)")

    assert text == "~/x.csv into [name] of [name] (abc)"


_NAMES = st.text(st.characters(categories=("L", "Nd")), min_size=4, max_size=20)


@given(
    name=_NAMES,
    before=st.text(" \n\t=:/'\"{}[],?&@.", max_size=5),
    form=st.sampled_from(["{}", '{{"lastName": "{}"}}', "https://x.example/{}?q={}", "{}@x.org"]),
)
def test_a_known_name_never_appears(name: str, before: str, form: str) -> None:
    text = f"{before} {form.format(name, name)} end"

    # Marks of the redaction may hold the name's letters, as for a person called "name".
    left = redact(text, [name])
    for mark in ("[name]", "[e-mail]", "[host]", "[secret]", "[link]", "[…]"):
        left = left.replace(mark, "")
    assert f" {name} " not in f" {left} "


@given(
    st.text(
        "abcdefghijkmnopqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ0123456789", min_size=40, max_size=40
    ).filter(lambda text: sum(char.isdigit() for char in text) >= 2),
    st.sampled_from(["{}", "'{}'", "({})", "={};", "\n{}\n", "/x/{}/", "https://a.example/{}"]),
)
def test_no_token_shaped_word_stays(token: str, form: str) -> None:
    assert token not in redact(f"before {form.format(token)} after")


@given(st.dictionaries(st.sampled_from(["token", "apiToken", "client_secret"]), st.emails()))
def test_json_stays_readable(document: dict[str, str]) -> None:
    assert json.loads(redact(json.dumps(document))).keys() == document.keys()


@given(st.text(max_size=300))
def test_redacting_twice_changes_nothing_more(text: str) -> None:
    once = redact(text)

    assert redact(once) == once
