"""The product's side of each comparison: its services, as the command line calls them."""

from __future__ import annotations

from contextlib import asynccontextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from qualtrics_desk.api.connection import Connection
from qualtrics_desk.api.endpoints import contacts as contact_calls
from qualtrics_desk.services import export_contacts, job_runs
from qualtrics_desk.services.garbage import look_rarely
from qualtrics_desk.services.imports import contacts as imports
from qualtrics_desk.services.imports.proposal import propose_recipe
from qualtrics_desk.services.links.export import LinksExport, export_links
from qualtrics_desk.services.session import Session, open_session
from qualtrics_desk.services.tables import surveys
from qualtrics_desk.services.tables.contacts import read_contacts
from qualtrics_desk.store.paths import open_home

if TYPE_CHECKING:
    from collections.abc import AsyncIterator


async def contact_import(wish: dict[str, Any]) -> int:
    """Read, check, journal, send, settle, write the result files."""
    source = Path(wish["source"])
    options = imports.ImportOptions(results=wish["folder"])
    async with _session(wish) as session:
        recipe = propose_recipe(source, wish["list"])
        job = await imports.create_import(session, source, recipe, options)
        await job_runs.plan_job(session, job)
        await job_runs.confirm_job(session, job)
        result = await job_runs.run_job(session, job)
    return result.counts["created"]


async def links(wish: dict[str, Any]) -> int:
    """Through the part file into the CSV file."""
    out = Path(wish["folder"]) / "links.csv"
    async with _session(wish) as session:
        export = LinksExport(survey=wish["survey"], distribution=wish["distribution"], out=out)
        return (await export_links(session, export)).rows


async def contacts(wish: dict[str, Any]) -> int:
    """The client alone: pages into records."""
    request = contact_calls.list_contacts(wish["directory"], wish["list"])
    async with _session(wish) as session:
        return sum([len(page.items) async for page in session.client.pages(request)])


async def contacts_to_csv(wish: dict[str, Any]) -> int:
    """Through the part file into the CSV file."""
    out = Path(wish["folder"]) / "contacts.csv"
    async with _session(wish) as session:
        return (await export_contacts.export_contacts(session, wish["list"], out)).rows


async def contacts_to_table(wish: dict[str, Any]) -> int:
    """As the grid reads a list: each page kept, all of it ready to be searched."""
    async with _session(wish) as session:
        return (await read_contacts(session, None, wish["list"])).rows


async def contacts_by_job(wish: dict[str, Any]) -> int:
    """The file that the service writes, in the columns of this product."""
    out = Path(wish["folder"]) / "contacts-by-job.csv"
    async with _session(wish) as session:
        export = export_contacts.export_contacts(session, wish["list"], out, by_job=True)
        return (await export).rows


async def list_surveys(wish: dict[str, Any]) -> int:
    """Into the table."""
    async with _session(wish) as session:
        return (await surveys.refresh_surveys(session)).rows


@asynccontextmanager
async def _session(wish: dict[str, Any]) -> AsyncIterator[Session]:
    look_rarely()
    connection = Connection(base_url=wish["url"], token=wish["token"])
    async with open_session(open_home(), connection) as session:
        yield session
