"""Public ids: a prefix and fifteen letters or digits (qualtrics-api.md A.5).

The database knows plain integers. An id is that integer, stirred so that ids look as scattered as
real ones, and the way back needs no index: a million contacts cost nothing extra. Ids are the same
in every run, which keeps tests and pictures steady. Nothing secret may depend on them.
"""

from __future__ import annotations

import functools
import hashlib
import string

_ALPHABET = string.digits + string.ascii_uppercase + string.ascii_lowercase
_PAIRS = [first + second for first in _ALPHABET for second in _ALPHABET]
_PAIR_VALUES = {pair: value for value, pair in enumerate(_PAIRS)}
_LENGTH = 15
_SPACE: int = 62**_LENGTH
_FACTOR = 0x2545F4914F6CDD1D9E3779B9
_INVERSE: int = pow(_FACTOR, -1, _SPACE)
_LARGEST = 2**40


@functools.cache
def _offset(prefix: str) -> int:
    digest = hashlib.sha256(prefix.encode()).digest()
    return int.from_bytes(digest, "big") % _SPACE


def encode(prefix: str, number: int) -> str:
    """Return the public id of row `number`, such as `CID_` and fifteen characters."""
    value = (number * _FACTOR + _offset(prefix)) % _SPACE
    value, last = divmod(value, 62)
    pieces = [_ALPHABET[last]]
    for _ in range(7):
        value, pair = divmod(value, 3844)
        pieces.append(_PAIRS[pair])
    return prefix + "".join(pieces)


def decode(prefix: str, text: str) -> int | None:
    """Return the row number behind a public id, or None where no row can have that id."""
    body = text[len(prefix) :]
    if not text.startswith(prefix) or len(body) != _LENGTH or not body.isascii():
        return None
    value = 0
    for position in range(13, 0, -2):
        pair = _PAIR_VALUES.get(body[position : position + 2])
        if pair is None:
            return None
        value = value * 3844 + pair
    last = _ALPHABET.find(body[0])
    if last < 0:
        return None
    number = (value * 62 + last - _offset(prefix)) * _INVERSE % _SPACE
    return number if 0 < number < _LARGEST else None


def find(text: str, *prefixes: str) -> int | None:
    """Return the row number of an id that may carry any of several prefixes."""
    for prefix in prefixes:
        number = decode(prefix, text)
        if number is not None:
            return number
    return None
