from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qualtrics_desk.services.sign_in.masking import Masking
from qualtrics_desk.services.sign_in.pasted import read_pasted

TOKEN = "aB3dE5gH7jK9mN1pQ3sT5vW7yZ9bC1dF3hJ5kL7n"
OTHER = TOKEN[::-1]

_TOKENS = st.text("abcdefghijkmnopqrstuvwxyzABCDEFGHJK23456789", min_size=40, max_size=40).filter(
    lambda text: any(c.isdigit() for c in text) and any(c.isalpha() for c in text)
)


@given(_TOKENS, st.sampled_from(["API Token: {} fra1", "{}", "x-api-token:{}", "{}\nJeton: {}"]))
def test_a_secret_is_hidden_and_still_meant(token: str, form: str) -> None:
    text = form.replace("{}", token)
    masking = Masking()

    shown = masking.mask(text)

    assert token not in shown
    assert token not in repr(masking)
    assert masking.mask(shown) == shown
    assert read_pasted(masking.reveal(shown)) == read_pasted(text)


@pytest.mark.parametrize(
    "text", [f"{TOKEN}\n{OTHER}", f"Authorization: Bearer {OTHER}.x", f"Client secret: {TOKEN}"]
)
def test_what_may_be_a_secret_is_hidden_too(text: str) -> None:
    shown = Masking().mask(text)

    assert TOKEN not in shown
    assert OTHER not in shown


def test_editing_around_dots_keeps_each_secret_apart() -> None:
    masking = Masking()
    first = masking.mask(f"Client secret: {TOKEN}")
    both = masking.mask(f"{first}\nClient ID: {OTHER}\nfra1")

    second_only = both.splitlines()[1]

    assert masking.reveal(second_only) == f"Client ID: {OTHER}"
    pasted = read_pasted(masking.reveal(both))
    assert (pasted.client_secret, pasted.client_id) == (TOKEN, OTHER)
    masking.forget()
    assert TOKEN not in masking.reveal(both)
