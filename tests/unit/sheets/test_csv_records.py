from __future__ import annotations

from itertools import chain, islice, repeat

from qualtrics_desk.sheets.csv_records import LONGEST_RECORD, read_records


def test_an_open_quote_is_given_up_long_before_the_end_of_the_file() -> None:
    endless = chain(['a,"b\n'], repeat("c,d\n"))

    records = list(islice(read_records(endless, ","), 3))

    assert [record.cells for record in records] == [["a", '"b'], ["c", "d"], ["c", "d"]]
    assert [bool(record.problem) for record in records] == [True, False, False]
    assert [record.line for record in records] == [1, 2, 3]


def test_each_open_quote_shortens_the_look_ahead() -> None:
    taken = 0

    def endless() -> chain[str]:
        def count(line: str) -> str:
            nonlocal taken
            taken += 1
            return line

        return chain(map(count, repeat('a,b",c,"d\n')))

    given = sum(1 for _ in islice(read_records(endless(), ","), 2 * LONGEST_RECORD))

    assert taken - given < LONGEST_RECORD // 10


def test_a_long_quoted_cell_is_one_record() -> None:
    lines = ['a,"1\n', *["text\n"] * (LONGEST_RECORD - 10), 'end"\n', "b,c\n"]

    first, second = read_records(lines, ",")

    assert first.problem is None
    assert first.cells[1].count("\n") == len(lines) - 2
    assert (second.line, second.cells) == (len(lines), ["b", "c"])


def test_lines_are_counted_from_the_given_one() -> None:
    assert [
        record.line for record in read_records(["a\n", '"b\n', 'c"\n', "d"], ",", first_line=5)
    ] == [
        5,
        6,
        8,
    ]
