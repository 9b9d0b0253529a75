"""What is asked of the trigram index is true of exactly the texts in which a word occurs."""

from __future__ import annotations

import sqlite3

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from qualtrics_desk.store.tables.trigrams import expression

# Few letters, so that trigrams come back in other orders and overlap themselves.
TEXTS = st.text(alphabet='abc"', min_size=1, max_size=18)


def found(texts: list[str], word: str) -> list[str]:
    connection = sqlite3.connect(":memory:")
    connection.execute(
        "CREATE VIRTUAL TABLE found USING fts5(text, tokenize='trigram case_sensitive 1')"
    )
    connection.executemany("INSERT INTO found VALUES (?)", [(text,) for text in texts])
    rows = connection.execute(
        "SELECT text FROM found WHERE found MATCH ? ORDER BY rowid", (expression(word),)
    )
    return [text for (text,) in rows]


@st.composite
def nearly(draw: st.DrawFn) -> tuple[str, list[str]]:
    """A word, and texts that are made of its parts: repeated, left out, in another order."""
    word = draw(st.text(alphabet='abcd"', min_size=3, max_size=9))
    texts = []
    for _ in range(draw(st.integers(1, 6))):
        kind = draw(st.sampled_from(["parts", "seam", "free", "inside"]))
        if kind == "parts":
            places = draw(st.permutations(range(len(word) - 2)))
            between = draw(st.sampled_from(["", "a", "-"]))
            texts.append(between.join(word[place : place + 3] for place in places[:4]))
        elif kind == "seam":
            end, begin = (draw(st.integers(0, len(word))) for _ in range(2))
            texts.append(word[:end] + word[begin:])
        else:
            texts.append(draw(TEXTS) + (word if kind == "inside" else "") + draw(TEXTS))
    return word, texts


@given(nearly())
@example(("marketing", ["ketmaring", "ingmarket", "xmarketingx", "marrketing"]))
@example(("marketing", ["marke rketi eting", "mar rke eti ing", "marketin"]))
@example(("ababa", ["aba", "abab", "baba", "xababax"]))
@settings(deadline=None)
def test_a_word_is_found_where_it_occurs_and_nowhere_else(example: tuple[str, list[str]]) -> None:
    word, texts = example

    assert found(texts, word) == [text for text in texts if word in text]


@pytest.mark.parametrize(
    ("word", "asked"),
    [
        ("marketing", 'NEAR("mar" "rke" "eti" "ing", 5)'),
        ("market", 'NEAR("mar" "rke" "ket", 2)'),
        ("mark", '"mark"'),
        # These can lie over each other in several ways: only the whole phrase proves the word.
        ("ananana", '"ananana"'),
        ("abcabcabc", '"abcabcabc"'),
        ("x" * 40, f'"{"x" * 40}"'),
    ],
)
def test_only_what_proves_a_word_is_asked_for(word: str, asked: str) -> None:
    assert expression(word) == asked
