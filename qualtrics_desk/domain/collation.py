"""How texts are searched and sorted for people, the same in every list of the window."""

from __future__ import annotations

import re
import unicodedata

_NUMBER = re.compile(r"-?[0-9]{1,15}(\.[0-9]{1,12})?")


def folded(text: str) -> str:
    """The form in which a text is searched: composed (NFC) and case-folded."""
    if text.isascii():
        return text.lower()
    once = unicodedata.normalize("NFD", text).casefold()
    return unicodedata.normalize("NFC", unicodedata.normalize("NFD", once).casefold())


def words_of(text: str) -> list[str]:
    """The words of a search, each in the form of `folded`."""
    return folded(text).split()


def sort_key(text: str) -> str | int | float:
    """What a text is sorted by: numbers by value, letters without case and accents."""
    bare = text.strip()
    if _NUMBER.fullmatch(bare):
        return float(bare) if "." in bare else int(bare)
    if bare.isascii():
        return bare.lower()
    letters = unicodedata.normalize("NFKD", bare.casefold())
    return "".join(letter for letter in letters if not unicodedata.combining(letter)).casefold()
