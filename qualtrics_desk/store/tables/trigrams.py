"""A word as a question to the trigram index, asked with as few of its trigrams as prove it.

A phrase of FTS5 compares the places of every trigram of a word, which is most of the time that a
keystroke takes. Every second trigram is enough where they can lie near each other in one way only:
each shares a letter with the next, so that no letter of the word is left out.
"""

from __future__ import annotations

from functools import lru_cache

LENGTH = 3
"""Letters of a trigram, and the fewest a word needs."""
_MOST_STEPS = 2_000
"""Placings that are tried for one word; where that does not do, all trigrams are asked for."""


@lru_cache(maxsize=256)
def expression(word: str) -> str:
    """The FTS5 expression that is true of exactly the texts in which a word occurs.

    Args:
        word: At least three letters, folded as the texts are.
    """
    last = len(word) - LENGTH
    places = sorted({*range(0, last + 1, LENGTH - 1), last})
    chosen = [word[place : place + LENGTH] for place in places]
    if len(places) < last + 1 and _lie_one_way(chosen, places, last):
        near = " ".join(_quoted(trigram) for trigram in chosen)
        # As many tokens as may lie between the first of them and the last.
        return f"NEAR({near}, {last - 1})"
    return _quoted(word)


def _lie_one_way(trigrams: list[str], places: list[int], last: int) -> bool:
    """Whether a text can hold all of them, no further apart than in the word, in its order only."""
    steps = 0

    def others(found: list[int]) -> bool:
        """Whether these places go on to a placing that is not that of the word."""
        nonlocal steps
        number = len(found)
        if number == len(trigrams):
            return found != places
        for place in range(last + 1):
            steps += 1
            if steps > _MOST_STEPS:
                return True
            fits = all(
                _agree(trigrams[before], trigrams[number], place - other)
                for before, other in enumerate(found)
                if -LENGTH < place - other < LENGTH
            )
            if fits and others([*found, place]):
                return True
        return False

    return not others([])


def _agree(one: str, other: str, distance: int) -> bool:
    """Whether the letters that two trigrams share are the same; the other begins so much later."""
    if distance < 0:
        return _agree(other, one, -distance)
    return one[distance:] == other[: LENGTH - distance]


def _quoted(text: str) -> str:
    return '"' + text.replace('"', '""') + '"'
