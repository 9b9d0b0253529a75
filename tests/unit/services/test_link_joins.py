"""Links find their contacts by each family of ids (qualtrics-api.md D.5)."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from qualtrics_desk.api.endpoints.distributions import Link
from qualtrics_desk.services.links.columns import cells_of, link_keys, row_of
from qualtrics_desk.services.links.people import People
from qualtrics_desk.store.scratch import Scratch

RECORDED = Path(__file__).resolve().parents[4] / "shared" / "recorded"
COLUMNS = ("email", "contactLookupId", "Department", "language")


def contact(**values: Any) -> dict[str, Any]:
    return {"language": "DE", "embeddedData": {"Department": "IT"}, **values}


def joined(link: dict[str, Any], *people: dict[str, Any]) -> list[str]:
    with Scratch() as scratch:
        held = People(scratch)
        held.hold(people)
        return row_of(link, COLUMNS, held.contact_of)


def test_cid_of_the_person() -> None:
    link = {
        "contactId": "CID_6RkMIPKLVnNn197",
        "email": None,
        "link": "http://b/jfe/form/SV_1?Q_DL=x_1_MLRP_elBa85GU65DunKC",
    }
    who = contact(contactId="CID_6RkMIPKLVnNn197", contactLookupId="CGC_other")
    assert joined(link, who) == ["", "MLRP_elBa85GU65DunKC", "IT", "DE"]


def test_cgc_of_the_contact_in_its_list() -> None:
    link = {
        "contactId": "CGC_BH2ZlyV81xz5w1R",
        "email": "a@b.c",
        "link": "https://b/jfe/form/SV_1?Q_DL=x_1_CGC_BH2ZlyV81xz5w1R&_g_=g",
    }
    who = contact(contactId="CID_0VVnnbsmkvMGyrj", contactLookupId="CGC_BH2ZlyV81xz5w1R")
    assert joined(link, who) == ["a@b.c", "CGC_BH2ZlyV81xz5w1R", "IT", "DE"]


def test_mlrp_of_a_migrated_brand_inside_the_link_only() -> None:
    # The answer names the person, the list the look-up id of old: both lead to the contact.
    link = {"contactId": "CID_unknown", "link": "https://b/SE?Q_DL=x_1_MLRP_elBa85GU65DunKC"}
    who = contact(contactId="CID_another", contactLookupId="MLRP_elBa85GU65DunKC")
    assert joined(link, who)[2:] == ["IT", "DE"]


def test_mlrp_as_the_contact_of_research_core() -> None:
    link = {
        "contactId": "MLRP_elBa85GU65DunKC",
        "link": "https://b/SE?Q_DL=x_1_MLRP_elBa85GU65DunKC",
    }
    who = contact(contactId="MLRP_elBa85GU65DunKC")
    assert joined(link, who)[2:] == ["IT", "DE"]


def test_without_ids_the_reference_comes_before_the_address() -> None:
    link = {"externalDataReference": " X1 ", "email": "SAME@example.org", "link": "https://b/short"}
    right = contact(contactId="CID_1", extRef="x1", email="other@example.org")
    wrong = contact(contactId="CID_2", extRef="x2", email="same@example.org", language="FR")
    assert joined(link, wrong, right) == ["SAME@example.org", "", "IT", "DE"]
    assert joined({**link, "externalDataReference": None}, wrong, right)[3] == "FR"


def test_what_two_contacts_share_says_of_neither_who_it_is() -> None:
    link = {"email": "same@example.org", "link": "https://b/short"}
    first, second = (contact(contactId=f"CID_{n}", email="same@example.org") for n in (1, 2))
    assert joined(link, first, second) == ["same@example.org", "", "", ""]
    assert joined(link, first)[2:] == ["IT", "DE"]


def test_nobody_gets_the_data_of_another() -> None:
    link = {"contactId": "CID_gone", "email": None, "link": "https://b/x_CGC_gone"}
    assert joined(link, contact(contactId="CID_1", email="a@b.c"))[2:] == ["", ""]


@pytest.mark.skipif(not RECORDED.is_dir(), reason="the recorded answers are not here")
@pytest.mark.parametrize(
    ("name", "prefix"),
    [
        ("GET_distribution_links__page1.json", "MLRP_"),
        ("GET_distribution_links__xmd_1.json", "CID_"),
    ],
)
def test_recorded_links_find_their_people(name: str, prefix: str) -> None:
    answer = json.loads((RECORDED / name).read_text(encoding="utf-8"))
    links = answer["result"]["elements"]
    assert links
    people = [
        contact(contactId=link["contactId"], language=f"L{place}")
        for place, link in enumerate(links)
    ]
    for place, link in enumerate(links):
        assert link["contactId"].startswith(prefix)
        assert Link.from_raw(link).lookup_id == link["link"].rpartition("_MLRP_")[2].join(
            ("MLRP_", "")
        )
        assert joined(link, *people)[3] == f"L{place}"
        with Scratch() as scratch:
            held = People(scratch)
            held.hold(people)
            found = held.contact_of(link_keys(Link.from_raw(link)))
            assert cells_of(Link.from_raw(link), ("language",), found) == [f"L{place}"]
