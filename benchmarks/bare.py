"""The limit: loops that do the least work which gives the same result, over httpx as it is.

They keep no journal, check nothing, survive nothing, and take what they find for granted.
"""

from __future__ import annotations

import asyncio
import csv
import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import httpx

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

CHUNK = 10_000
_SCHEME = {"useNewPaginationScheme": "true"}
POLL = 0.15
"""Seconds between two looks at an import job: the shortest pause of the product."""
EXPORT_POLL = 1.0
"""Seconds before the first look at an export job, as in the product."""
COLUMNS = {
    "First Name": "firstName",
    "Last Name": "lastName",
    "Email": "email",
    "External Data Reference": "extRef",
}


async def contact_import(wish: dict[str, Any]) -> int:
    """Post, poll, fetch the report; then the next piece of the file."""
    place = f"{wish['url']}/directories/{wish['directory']}"
    jobs = f"{place}/mailinglists/{wish['list']}/transactioncontacts"
    entries = 0
    async with _client(wish) as client:
        for body in _bodies(Path(wish["source"])):
            job = await _posted(client, jobs, body)
            async for items in _report(client, place, job):
                entries += len(items)
    return entries


async def contact_import_overlapped(wish: dict[str, Any]) -> int:
    """The same calls, but the report of a job is fetched while the next one is worked."""
    place = f"{wish['url']}/directories/{wish['directory']}"
    jobs = f"{place}/mailinglists/{wish['list']}/transactioncontacts"

    async def report(job: str | None) -> int:
        if job is None:
            return 0
        return sum([len(items) async for items in _report(client, place, job)])

    entries = 0
    former: str | None = None
    async with _client(wish) as client:
        for body in _bodies(Path(wish["source"])):
            next_job, found = await asyncio.gather(_posted(client, jobs, body), report(former))
            former, entries = next_job, entries + found
        entries += await report(former)
    return entries


async def links(wish: dict[str, Any]) -> int:
    """Page after page of links into a CSV file."""
    address = f"{wish['url']}/distributions/{wish['distribution']}/links"
    rows = 0
    out = Path(wish["folder"]) / "links.csv"
    async with _client(wish) as client:
        with out.open("w", encoding="utf-8", newline="") as file:
            writer = csv.writer(file)
            writer.writerow(wish["columns"])
            async for items in _pages(client, address, {"surveyId": wish["survey"]}):
                writer.writerows([item.get(name) for name in wish["columns"]] for item in items)
                rows += len(items)
    return rows


async def contacts(wish: dict[str, Any]) -> int:
    """Page after page of the contacts of a list, looked at and forgotten."""
    return sum([len(items) async for items in _contact_pages(wish)])


async def contacts_to_csv(wish: dict[str, Any]) -> int:
    """Page after page of the contacts of a list into a CSV file."""
    rows = 0
    out = Path(wish["folder"]) / "contacts.csv"
    with out.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        async for items in _contact_pages(wish):
            for item in items:
                writer.writerow(
                    [
                        *(item.get(name) for name in wish["columns"]),
                        *(item.get("embeddedData") or {}).values(),
                    ]
                )
            rows += len(items)
    return rows


async def contacts_by_job(wish: dict[str, Any]) -> int:
    """Let the service write the file, fetch it, and count its rows."""
    exports = f"{wish['url']}/directories/{wish['directory']}/export-contacts"
    body = {"format": "csv", "embeddedData": "all", "contactListId": wish["list"]}
    out = Path(wish["folder"]) / "contacts-by-job.csv"
    async with _client(wish) as client:
        job = (await client.post(exports, json=body)).json()["result"]["progressId"]
        while True:
            await asyncio.sleep(EXPORT_POLL)
            status = (await client.get(f"{exports}/{job}/status")).json()["result"]
            if status["status"] == "COMPLETED":
                break
        address = (await client.get(f"{exports}/{status['fileId']}/file")).json()["result"]
        proof = {"X-JWT": address["jwt"]}
        async with client.stream("GET", address["url"], headers=proof) as answer:
            with out.open("wb") as file:
                async for piece in answer.aiter_bytes():
                    file.write(piece)
    with out.open(encoding="utf-8", newline="") as text:
        return sum(1 for _ in csv.DictReader(text))


async def surveys(wish: dict[str, Any]) -> int:
    """Page after page of surveys."""
    async with _client(wish) as client:
        found = [len(items) async for items in _pages(client, f"{wish['url']}/surveys", {})]
    return sum(found)


async def surveys_at_once(wish: dict[str, Any]) -> int:
    """Pages whose places are known beforehand, several at a time."""
    offsets = iter(range(0, wish["surveys"], 100))
    found = 0

    async def fetch() -> None:
        nonlocal found
        for offset in offsets:
            answer = await client.get(f"{wish['url']}/surveys", params={"offset": offset})
            found += len(answer.json()["result"]["elements"])

    async with _client(wish) as client, asyncio.TaskGroup() as group:
        for _ in range(wish["parallel"]):
            group.create_task(fetch())
    return found


def _client(wish: dict[str, Any]) -> httpx.AsyncClient:
    return httpx.AsyncClient(headers={"X-API-TOKEN": wish["token"]}, timeout=60)


async def _pages(
    client: httpx.AsyncClient, address: str, query: dict[str, str]
) -> AsyncIterator[list[dict[str, Any]]]:
    following: str | None = str(httpx.URL(address, params=query))
    while following:
        found = (await client.get(following)).json()["result"]
        yield found["elements"]
        following = found["nextPage"]


async def _contact_pages(wish: dict[str, Any]) -> AsyncIterator[list[dict[str, Any]]]:
    address = f"{wish['url']}/directories/{wish['directory']}/mailinglists/{wish['list']}/contacts"
    query = {"pageSize": str(wish["page_size"]), "includeEmbedded": "true", **_SCHEME}
    async with _client(wish) as client:
        async for items in _pages(client, address, query):
            yield items


def _bodies(source: Path) -> list[bytes]:
    with source.open(encoding="utf-8", newline="") as file:
        contacts = [
            {
                **{key: row[column] for column, key in COLUMNS.items()},
                "embeddedData": {name: row[name] for name in ("Department", "Wave")},
            }
            for row in csv.DictReader(file)
        ]
    return [
        json.dumps({"contacts": contacts[start : start + CHUNK]}).encode()
        for start in range(0, len(contacts), CHUNK)
    ]


async def _posted(client: httpx.AsyncClient, jobs: str, body: bytes) -> str:
    headers = {"Content-Type": "application/json"}
    answer = await client.post(jobs, content=body, headers=headers)
    job: str = answer.json()["result"]["id"]
    while True:
        await asyncio.sleep(POLL)
        status = (await client.get(f"{jobs}/{job}")).json()["result"]
        if status["percentComplete"] == 100:
            return job


async def _report(
    client: httpx.AsyncClient, place: str, job: str
) -> AsyncIterator[list[dict[str, Any]]]:
    address = f"{place}/imports/api-import/jobs/{job}/report"
    token: str | None = ""
    while token is not None:
        answer = (await client.get(address, params={"skipToken": token} if token else {})).json()
        yield answer["results"]["importReportEntries"]
        token = answer.get("skipToken")
