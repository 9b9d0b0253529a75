"""Packing: within the limits of the service, every row once, in order."""

from __future__ import annotations

import msgspec
from hypothesis import given
from hypothesis import strategies as st

from qualtrics_desk.services.engine.chunking import Packer, body_of

contacts = st.fixed_dictionaries(
    {}, optional={"firstName": st.text(max_size=20), "email": st.emails()}
)


@given(
    payloads=st.lists(contacts.map(msgspec.json.encode), max_size=60),
    max_rows=st.integers(1, 9),
    max_bytes=st.integers(60, 400),
)
def test_chunks_hold_every_row_once_and_keep_both_limits(
    payloads: list[bytes], max_rows: int, max_bytes: int
) -> None:
    packer = Packer(max_rows, max_bytes)
    placed: dict[int, list[int]] = {}
    closed = []
    for row, payload in enumerate(payloads, start=1):
        number, full = packer.place(row, len(payload))
        placed.setdefault(number, []).append(row)
        closed += [full] if full is not None else []
    last = packer.finish()
    closed += [last] if last is not None else []

    assert [row for rows in placed.values() for row in rows] == list(range(1, len(payloads) + 1))
    assert [(c.number, c.first_row, c.last_row, c.size) for c in closed] == [
        (number, rows[0], rows[-1], len(rows)) for number, rows in placed.items()
    ]
    for rows in placed.values():
        body = body_of([payloads[row - 1] for row in rows])
        assert len(rows) <= max_rows
        assert len(body) <= max_bytes or len(rows) == 1
        assert len(msgspec.json.decode(body)["contacts"]) == len(rows)
