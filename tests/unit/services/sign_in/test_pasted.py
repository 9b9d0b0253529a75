from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qualtrics_desk.services.sign_in.pasted import Note, Pasted, read_pasted

TOKEN = "aB3dE5gH7jK9mN1pQ3sT5vW7yZ9bC1dF3hJ5kL7n"
USER = "UR_1234567890abcde"
FRA1 = "https://fra1.qualtrics.com/API/v3"

PAGE = [
    f"API Token: {TOKEN}",
    "Datacenter ID: fra1",
    "Organization ID northwind",
    f"User ID {USER}",
    "Default Directory: POOL_1abcdefghijklmn",
]


@given(st.permutations(PAGE), st.sampled_from(["\n", "\r\n", "\n\n  ", "\n\t"]))
def test_the_account_page_is_read_in_any_order(lines: list[str], between: str) -> None:
    pasted = read_pasted(between.join(lines))

    assert (pasted.base_url, pasted.token) == (FRA1, TOKEN)
    assert (pasted.user_id, pasted.brand) == (USER, "northwind")
    assert pasted.is_complete
    assert not pasted.is_oauth
    assert pasted.notes == ()


@pytest.mark.parametrize(
    "text",
    [
        f"API\nToken\n{TOKEN}\nUser\nUser ID\n{USER}\nBrand\nDatacenter ID\nfra1\n",
        f"Rechenzentrums-ID: fra1\nAPI-Schlüssel:\u00a0{TOKEN}",
        f"Centro de datos\tfra1\nClave de API\t{TOKEN}",
        f"ID du centre de données : fra1\nJeton API : {TOKEN}",
        f"データセンター ID: fra1\nAPI トークン: {TOKEN}",
        f"数据中心: fra1\nAPI 令牌: {TOKEN}",
        f"데이터 센터 ID: fra1\nAPI 토큰: {TOKEN}",
        f"{TOKEN} fra1",
        f"curl -H 'X-API-TOKEN: {TOKEN}' https://fra1.qualtrics.com/API/v3/whoami",
        f"QUALTRICS_API_KEY='{TOKEN}'\nQUALTRICS_BASE_URL='fra1.qualtrics.com'",
        f'{{"apiToken": "{TOKEN}", "dataCenter": "fra1"}}',
        f"\ufeff\u200b{TOKEN}\n<https://fra1.qualtrics.com/API/v3/>.",
    ],
)
def test_every_usual_form_is_read(text: str) -> None:
    pasted = read_pasted(text)

    assert (pasted.base_url, pasted.token) == (FRA1, TOKEN)
    assert pasted.notes == ()


@pytest.mark.parametrize(
    ("address", "base_url", "brand"),
    [
        (
            "https://northwind.fra1.qualtrics.com/jfe/form/SV_1234567890abcde?Q_DL=x",
            "https://northwind.fra1.qualtrics.com/API/v3",
            "northwind",
        ),
        ("yul1.qualtrics.com", "https://yul1.qualtrics.com/API/v3", None),
        ("brand.eu.qualtrics.com", "https://brand.eu.qualtrics.com/API/v3", "brand"),
        ("http://127.0.0.1:81/API/v3", "http://127.0.0.1:81/API/v3", None),
        ("https://gate.example.org/API/v3/surveys", "https://gate.example.org/API/v3", None),
    ],
)
def test_addresses_say_where(address: str, base_url: str, brand: str | None) -> None:
    pasted = read_pasted(f"see {address}, please")

    assert (pasted.base_url, pasted.brand, pasted.token) == (base_url, brand, None)
    assert pasted.notes == (Note.NO_SECRET,)


@pytest.mark.parametrize(
    "text",
    [
        "Client ID: 0f1e2d3c4b5a69788796a5b4c3d2e1f0\nClient Secret: s3cr3t-of-the-client-1\nfra1",
        "client_secret=s3cr3t-of-the-client-1\nclient_id=0f1e2d3c4b5a69788796a5b4c3d2e1f0\nfra1",
        "curl -u '0f1e2d3c4b5a69788796a5b4c3d2e1f0:s3cr3t-of-the-client-1'"
        " https://fra1.qualtrics.com/oauth2/token",
    ],
)
def test_an_oauth_client_is_read(text: str) -> None:
    pasted = read_pasted(text + "\nScopes: read:surveys manage:mailing_lists")

    assert pasted.is_oauth
    assert pasted.is_complete
    assert pasted.client_id == "0f1e2d3c4b5a69788796a5b4c3d2e1f0"
    assert pasted.client_secret == "s3cr3t-of-the-client-1"
    assert pasted.scopes == ("read:surveys", "manage:mailing_lists")
    assert pasted.token is None


@pytest.mark.parametrize(
    ("text", "notes"),
    [
        ("", ()),
        ("how do I do this", (Note.NOTHING,)),
        (TOKEN, (Note.NO_DATACENTER,)),
        ("fra1", (Note.NO_SECRET,)),
        (f"{TOKEN}\n{TOKEN[::-1]}\nfra1", (Note.SEVERAL_TOKENS,)),
        ("Authorization: Bearer abcdef1234567890\nfra1", (Note.ACCESS_TOKEN,)),
        ("Client ID: 0f1e2d3c4b5a6978\nfra1", (Note.NO_CLIENT_SECRET,)),
        ("Client secret: s3cr3t-of-the-client\nfra1", (Note.NO_CLIENT_ID,)),
        (f"{TOKEN} fra1.qualtrics.com yul1.qualtrics.com", (Note.SEVERAL_HOSTS,)),
    ],
)
def test_what_is_missing_or_ambiguous_is_said(text: str, notes: tuple[Note, ...]) -> None:
    assert read_pasted(text).notes == notes


def test_pages_of_the_maker_say_nothing_about_a_brand() -> None:
    text = f"https://www.qualtrics.com/support/ https://api.qualtrics.com/1234 {TOKEN}"

    pasted = read_pasted(text)

    assert (pasted.base_url, pasted.brand, pasted.token) == (None, None, TOKEN)


def test_ids_are_never_taken_for_a_token() -> None:
    assert read_pasted("Token: SV_1234567890abcde fra1").token is None


@given(st.text(max_size=300))
def test_any_text_can_be_read(text: str) -> None:
    assert isinstance(read_pasted(text), Pasted)


@given(
    st.text("abcdefghijkmnopqrstuvwxyzABCDEFGHJK23456789", min_size=40, max_size=40).filter(
        lambda text: any(c.isdigit() for c in text) and any(c.isalpha() for c in text)
    ),
    st.sampled_from(["API Token: {} fra1", "{}", "x-api-token:{}", "{}\nJeton: {}", "Bearer {}"]),
)
def test_no_secret_is_shown(token: str, form: str) -> None:
    text = form.replace("{}", token)

    pasted = read_pasted(text)

    assert token not in repr(pasted)
    assert all(token not in note.value for note in pasted.notes)
