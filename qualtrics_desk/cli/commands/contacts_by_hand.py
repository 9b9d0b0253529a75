"""`contacts list | show | set | add | remove | search`: contacts by hand, by the same engine."""

from __future__ import annotations

import asyncio
import re
from typing import TYPE_CHECKING, Any

from qualtrics_desk.cli.connect import session_of
from qualtrics_desk.cli.exits import Exit
from qualtrics_desk.cli.output import facts
from qualtrics_desk.cli.planned import confirm_and_run, folder_of, plan_job
from qualtrics_desk.domain.dates import parse_moment
from qualtrics_desk.domain.errors import UsageError
from qualtrics_desk.domain.numbers import several
from qualtrics_desk.services import people
from qualtrics_desk.services.edits import by_hand
from qualtrics_desk.services.edits.commit import EditOptions
from qualtrics_desk.services.engine.judge import Consents
from qualtrics_desk.services.lists import find_list, one_directory
from qualtrics_desk.services.tables.contacts import contact_pages

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Awaitable, Callable

    from qualtrics_desk.api.endpoints.directory_contacts import Membership
    from qualtrics_desk.cli.output import Output
    from qualtrics_desk.services.engine.progress import Stop
    from qualtrics_desk.services.people import Known
    from qualtrics_desk.services.places import Place
    from qualtrics_desk.services.session import Session

_COLUMNS = (
    ("contactId", "Id"),
    ("firstName", "First name"),
    ("lastName", "Last name"),
    ("email", "E-mail"),
    ("phone", "Phone"),
    ("extRef", "Reference"),
    ("language", "Language"),
)
_CONDITION = re.compile(r"(?P<name>[A-Za-z-]+)(?P<sign>!=|>=|<=|=|>|<|:)(?P<value>.*)")
_SIGNS = {"=": "eq", "!=": "neq", ">": "gt", "<": "lt", ">=": "gte", "<=": "lte"}
_MOMENT = re.compile(r"\d{4}-\d\d-\d\d(?: \d\d:\d\d:\d\d)?")
_MOST_CHANGES = 20
_STATES = {"empty": "empty", "filled": "notEmpty"}


async def list_(arguments: Namespace, output: Output, stop: Stop) -> int:
    """List the contacts of a list, a sample, a whole directory or a list of the research core."""
    shown: list[dict[str, Any]] = []
    async with session_of(arguments, output) as session:
        place = await find_list(session.client, arguments.list_id, arguments.directory)
        async for page in contact_pages(session.client, place):
            stop.check()
            shown.extend(page)
            if arguments.limit and len(shown) >= arguments.limit:
                del shown[arguments.limit :]
                break
    output.items(shown, _COLUMNS, nothing="Nobody.")
    return Exit.DONE


async def show(arguments: Namespace, output: Output, stop: Stop) -> int:
    """Everything about one person: lists, e-mails, responses, transactions."""
    async with session_of(arguments, output) as session:
        directory = await one_directory(session.client, arguments.directory)
        found = await people.look_up(session.client, directory, arguments.who, stop=stop)
        if len(found.people) != 1:
            output.items(found.people, _COLUMNS, nothing="Nobody.")
            return Exit.DONE if found.people else Exit.USAGE
        known = await people.everything_about(
            session.client, directory.directory_id or "", str(found.people[0]["contactId"])
        )
    output.document(_document(known), _text(known))
    return Exit.DONE


async def search(arguments: Namespace, output: Output, stop: Stop) -> int:
    """People of a directory by the service's filters."""
    filters = [condition(text) for text in arguments.conditions]
    async with session_of(arguments, output) as session:
        directory = await one_directory(session.client, arguments.directory)
        found = await people.search(
            session.client, directory, filters, stop=stop, report=output.progress
        )
    output.items(found.people, _COLUMNS, nothing="Nobody.")
    if found.note:
        output.warn(found.note)
    return Exit.DONE


async def set_(arguments: Namespace, output: Output, stop: Stop) -> int:
    """Set fields of contacts."""
    pairs = [text for text in arguments.what if "=" in text]
    who = [text for text in arguments.what if "=" not in text]
    if not who:
        raise UsageError("Say whom: contact ids, emails, references or phone numbers.")
    cells = by_hand.cells_of(pairs)
    return await _edit(
        arguments,
        output,
        stop,
        lambda session, place, options: by_hand.create_change(
            session, place, who, cells, options, stop
        ),
    )


async def add(arguments: Namespace, output: Output, stop: Stop) -> int:
    """Add one contact."""
    cells = by_hand.cells_of(arguments.cells)
    return await _edit(
        arguments,
        output,
        stop,
        lambda session, place, options: by_hand.create_addition(session, place, cells, options),
    )


async def remove(arguments: Namespace, output: Output, stop: Stop) -> int:
    """Take contacts out of a list, or delete them from the directory."""
    return await _edit(
        arguments,
        output,
        stop,
        lambda session, place, options: by_hand.create_removal(
            session, place, arguments.who, options, stop, everywhere=arguments.from_directory
        ),
    )


async def _edit(
    arguments: Namespace,
    output: Output,
    stop: Stop,
    create: Callable[[Session, Place, EditOptions], Awaitable[int | None]],
) -> int:
    options = EditOptions(
        results=await asyncio.to_thread(folder_of, arguments.results),
        consents=Consents(
            allow_resubscribe=arguments.allow_resubscribe, allow_share=arguments.allow_share
        ),
    )
    async with session_of(arguments, output) as session:
        place = await find_list(session.client, arguments.list_id, arguments.directory)
        job = await create(session, place, options)
        if job is None:
            output.document({"rows": 0}, "That is what stands there already: nothing is sent.")
            return Exit.DONE
        plan = await plan_job(session, job, output, stop)
        if not output.as_json:
            # Answers for programs end in logs: they do not tell what stands in cells.
            lines, more = await by_hand.changes_of(session, job, _MOST_CHANGES)
            output.say("\n".join(lines))
            if more:
                output.say(f"… and {several(more, 'contact')} more")
        if plan.forecast.states.get("changed"):
            output.say("A contact that is changed here changes in every list it is in.")
        return await confirm_and_run(session, plan, output, stop, arguments)


def condition(text: str) -> dict[str, Any]:
    """A filter of the service from a word such as `email=a@b.c`, `created>=2025-01-01`, `in=CG_…`.

    Raises:
        UsageError: When it is none.
    """
    found = _CONDITION.fullmatch(text.strip())
    if found is None:
        raise _no_condition(text)
    name, sign, value = found["name"], found["sign"], found["value"].strip()
    names = {one.casefold(): one for one in (*people.TEXT_FILTERS, *people.DATE_FILTERS)}
    kind = names.get(name.casefold())
    if name in ("in", "not-in") and sign == "=":
        return people.list_filter(value, inside=name == "in")
    if sign == ":" and kind in people.TEXT_FILTERS and kind not in people.STATE_FILTERS:
        raise UsageError(
            f"“{text}”: the service does not tell an empty {kind} from a filled one.",
            hint=f"It does so of {', '.join(people.STATE_FILTERS)}; a list can be filtered by any"
            " field in the window.",
        )
    if sign == ":" and kind in people.TEXT_FILTERS and value in _STATES:
        return {"filterType": "infoFieldState", "comparison": _STATES[value], "field": kind}
    if kind in people.TEXT_FILTERS and sign in ("=", "!="):
        return people.text_filter(kind, value, equal=sign == "=")
    if kind in people.DATE_FILTERS and sign in _SIGNS:
        if _MOMENT.fullmatch(value) is None or parse_moment(value) is None:
            raise UsageError(
                f"“{value}” is no date.", hint="2025-01-31, or 2025-01-31 13:00:00 in UTC."
            )
        return {"filterType": kind, "comparison": _SIGNS[sign], "value": value}
    raise _no_condition(text)


def _no_condition(text: str) -> UsageError:
    return UsageError(
        f"“{text}” is no condition.",
        hint="email=ann@example.com · lastName!=Ek · extRef:empty · created>=2025-01-01"
        " · in=CG_… · not-in=CG_… The service compares whole values only.",
    )


def _document(known: Known) -> dict[str, Any]:
    return {
        **known.person.raw,
        "emails": [mail.raw for mail in known.emails],
        "responses": [response.raw for response in known.responses],
        "transactions": [one.raw for one in known.transactions],
        "frequencyRules": [rule.raw for rule in known.rules],
        "missing": list(known.missing),
    }


def _text(known: Known) -> str:
    person = known.person
    bounced = [mail for mail in known.emails if mail.bounced]
    pairs = [(title, str(person.raw.get(key) or "")) for key, title in _COLUMNS]
    pairs += [(name, str(value)) for name, value in (person.embedded_data or {}).items()]
    pairs += [
        ("Opted out of everything", "yes" if person.directory_unsubscribed else "no"),
        ("Lists", "\n".join(_membership(one) for one in person.memberships) or "none"),
        ("E-mails", f"{len(known.emails):,}, bounced {len(bounced):,}"),
        ("Responses", f"{len(known.responses):,}"),
        ("Transactions", f"{len(known.transactions):,}"),
        ("Frequency rules", "\n".join(rule.name or rule.rule_id or "" for rule in known.rules)),
        ("Not told", ", ".join(known.missing)),
    ]
    return facts(pairs)


def _membership(one: Membership) -> str:
    out = ", opted out of it" if one.unsubscribed else ""
    return f"{one.name or ''} ({one.list_id}){out}"
