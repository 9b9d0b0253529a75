"""All paging families and rules of qualtrics-api.md B, without a network."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qualtrics_desk.api.endpoints import contact_imports, contacts, distributions, surveys
from qualtrics_desk.api.families import Page, Paging
from qualtrics_desk.api.paging import Walk, guesses, next_address, place
from qualtrics_desk.api.records import Undecodable

HERE = "https://yul1.qualtrics.com/API/v3/distributions/EMD_1/links?surveyId=SV_1&skipToken=a"


@pytest.mark.parametrize("found", [None, "", "   "])
def test_no_next_page(found: str | None) -> None:
    assert next_address(HERE, found, "skipToken") is None


@pytest.mark.parametrize(
    ("found", "expected"),
    [
        # Verbatim, on another datacenter too.
        (
            "https://az1.qualtrics.com/API/v3/x?surveyId=SV_1&proxyInfo=%7B%22a%22%3A1%7D&skipToken=b",
            "https://az1.qualtrics.com/API/v3/x?surveyId=SV_1&proxyInfo=%7B%22a%22%3A1%7D&skipToken=b",
        ),
        (
            "?surveyId=SV_1&skipToken=b",
            "https://yul1.qualtrics.com/API/v3/distributions/EMD_1/links?surveyId=SV_1&skipToken=b",
        ),
        ("/API/v3/x?skipToken=b", "https://yul1.qualtrics.com/API/v3/x?skipToken=b"),
        (
            "b+/=&",
            "https://yul1.qualtrics.com/API/v3/distributions/EMD_1/links"
            "?surveyId=SV_1&skipToken=b%2B%2F%3D%26",
        ),
        (
            "http://az1.qualtrics.com/API/v3/x?offset=1",
            "https://az1.qualtrics.com/API/v3/x?offset=1",
        ),
        ("http://127.0.0.1:8/API/v3/x?offset=1", "http://127.0.0.1:8/API/v3/x?offset=1"),
    ],
)
def test_next_page_in_every_form(found: str, expected: str) -> None:
    assert next_address(HERE, found, "skipToken") == expected


def test_a_number_as_next_is_an_offset() -> None:
    page = surveys.list_surveys().decode({"result": {"elements": [], "nextPage": 100}})

    assert page.next == "100"
    assert (
        next_address("https://h/x?a=1&offset=0", page.next, "offset")
        == "https://h/x?a=1&offset=100"
    )


def test_search_and_report_families_find_their_token() -> None:
    report = contact_imports.import_report("POOL_1", "PGRS_1")
    search = Paging[Any](
        record=lambda raw: raw, identity=lambda raw: raw["id"], next=("result", "skipToken")
    )

    found = report.decode(
        {"results": {"importReportEntries": [{"sourceIndexId": "0"}]}, "skipToken": "t", "meta": {}}
    )
    searched = search.decode({"result": {"elements": [{"id": "CID_1"}], "skipToken": "MTAw"}})

    assert (len(found.items), found.next) == (1, "t")
    assert searched.next == "MTAw"
    assert next_address("https://h/search?pageSize=100", "MTAw", "skipToken") == (
        "https://h/search?pageSize=100&skipToken=MTAw"
    )


def test_an_answer_without_the_collection_is_no_page() -> None:
    with pytest.raises(Undecodable):
        surveys.list_surveys().decode({"meta": {}})


def test_guesses_move_only_the_offset_and_keep_the_filter() -> None:
    first = "https://h/x?filter=a%20b&nooffset=7"
    second = "https://h/x?filter=a%20b&nooffset=7&offset=100&z=1"

    assert guesses(first, second, 2) == [
        "https://h/x?filter=a%20b&nooffset=7&offset=200&z=1",
        "https://h/x?filter=a%20b&nooffset=7&offset=300&z=1",
    ]


@pytest.mark.parametrize("following", ["https://h/x?skipToken=b", "https://h/x?offset=0"])
def test_no_guess_without_a_step(following: str) -> None:
    assert guesses("https://h/x?offset=100", following, 3) == []


def test_a_place_does_not_depend_on_the_order_of_parameters() -> None:
    assert place("https://H/x?a=1&b=2") == place("https://h/x?b=2&a=1")
    assert place("https://h/x?a=1") != place("https://h/x?a=2")


NUMBERS = Paging[int](record=lambda raw: int(raw["n"]), identity=lambda n: n)


def take_all(pages: list[list[int]], links: list[str | None]) -> tuple[list[int], list[str]]:
    """Walk a service whose page `i` answers `pages[i]` and points where `links[i]` says."""
    walk = Walk(NUMBERS)
    by_address = {f"https://h/x?skipToken={index}": index for index in range(len(pages))}
    address: str | None = "https://h/x?skipToken=0"
    found: list[int] = []
    warnings: list[str] = []
    for _turn in range(10 * len(pages) + 10):
        if address is None:
            return found, warnings
        index = by_address[address]
        step = walk.take(address, Page(items=pages[index], next=links[index]))
        found += step.items
        warnings += [step.warning] if step.warning else []
        address = step.next
    raise AssertionError("the walk does not end")


@given(st.lists(st.lists(st.integers(0, 30), max_size=5), min_size=1, max_size=8))
def test_a_walk_brings_everything_once_unless_it_warns(pages: list[list[int]]) -> None:
    links = [*(str(index) for index in range(1, len(pages))), None]

    found, warnings = take_all(pages, links)

    assert len(found) == len(set(found))
    if not warnings:
        assert set(found) == {number for page in pages for number in page}


@given(data=st.data(), count=st.integers(1, 6))
def test_a_walk_always_ends(data: st.DataObject, count: int) -> None:
    pages = data.draw(
        st.lists(st.lists(st.integers(0, 9), max_size=3), min_size=count, max_size=count)
    )
    links = data.draw(
        st.lists(st.none() | st.integers(0, count - 1).map(str), min_size=count, max_size=count)
    )

    found, _warnings = take_all(pages, links)

    assert len(found) == len(set(found))


def test_short_and_empty_pages_do_not_end_a_walk() -> None:
    found, warnings = take_all([[1], [], [2, 3]], ["1", "2", None])

    assert (found, warnings) == ([1, 2, 3], [])


def test_a_page_that_repeats_the_one_before_ends_with_a_warning() -> None:
    found, warnings = take_all([[1, 2], [2, 1], [3]], ["1", "2", None])

    assert found == [1, 2]
    assert "nothing new" in warnings[0]


def test_a_repeated_last_page_is_no_reason_to_warn() -> None:
    assert take_all([[1, 2], [1, 2]], ["1", None]) == ([1, 2], [])


def test_a_repeated_address_ends_with_a_warning() -> None:
    found, warnings = take_all([[1], [2]], ["1", "0"])

    assert found == [1, 2]
    assert "same page" in warnings[0]


def test_endless_empty_pages_end() -> None:
    count = 300

    found, warnings = take_all([[]] * count, [str(index + 1) for index in range(count)])

    assert found == []
    assert "empty" in warnings[0]


def test_rows_without_identity_are_all_kept() -> None:
    request = contacts.list_contacts("POOL_1", "CG_1")
    assert request.paging is not None
    page = request.decode(
        {"result": {"elements": [{"email": "a@example.com"}, {"email": "a@example.com"}]}}
    )

    step = Walk(request.paging).take("https://h/x", page)

    assert len(step.items) == 2


def test_the_identity_of_a_link_is_the_link() -> None:
    rows = [
        {"contactId": "CID_1", "link": "https://a"},
        {"contactId": "CID_1", "link": "https://b"},
        {"contactId": "CID_2", "link": "https://a"},
    ]
    request = distributions.list_links("EMD_1", "SV_1")
    assert request.paging is not None

    step = Walk(request.paging).take("https://h/x", request.decode({"result": {"elements": rows}}))

    assert [link.link for link in step.items] == ["https://a", "https://b"]
    assert step.duplicates == 1


def test_elements_that_are_no_objects_are_counted_and_told() -> None:
    request = surveys.list_surveys()
    assert request.paging is not None

    page = request.decode({"result": {"elements": [{"id": "SV_1"}, "SV_2"], "nextPage": None}})
    step = Walk(request.paging).take("https://h/x", page)

    assert len(step.items) == 1
    assert "1 elements" in (step.warning or "")
