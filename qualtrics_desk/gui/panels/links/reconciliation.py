"""Contacts, links, and who is missing: counts that are ways to their rows (D.5)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QCoreApplication

from qualtrics_desk.domain.rows import Comparison, Filter
from qualtrics_desk.gui.widgets.tiles import TileFacts

if TYPE_CHECKING:
    from collections.abc import Mapping

    from qualtrics_desk.domain.rows import View

STATE, MISSING = "linkState", "missing"
ANSWERED, UNANSWERED = "answered", "unanswered"
"""Column and count of `services.tables.answered`."""
READY = Filter(STATE, Comparison.IS_NOT, (MISSING,))
"""Contacts without a link are in the table; they are shown when somebody wants to see them."""
_MOST_TILES = 5
_KEYS = ("links", "missing", "expired", "opted_out", "unanswered")


def tiles_of(facts: Mapping[str, Any]) -> list[TileFacts]:
    """The counts of a finished reading."""
    if not facts:
        return []
    contacts, missing, expired = facts.get("contacts"), facts["missing"], facts["expired"]
    tiles = []
    if contacts is not None:
        tiles.append(TileFacts("contacts", contacts, _tr("contacts"), _tr("in the list")))
    tiles.append(TileFacts("links", facts["rows"], _tr("links"), _tr("were read"), "accent"))
    if contacts is not None and missing:
        tiles.append(TileFacts("missing", missing, _tr("missing"), _tr("have no link"), "danger"))
    elif contacts is not None:
        tiles.append(TileFacts("missing", 0, _tr("missing"), _tr("all have one"), "success"))
    if expired:
        tiles.append(TileFacts("expired", expired, _tr("expired"), _tr("work no more"), "warning"))
    else:
        tiles.append(TileFacts("expired", 0, _tr("expired"), _tr("all work"), "muted"))
    if facts["opted_out"]:
        tiles.append(
            TileFacts(
                "opted_out", facts["opted_out"], _tr("opted out"), _tr("unsubscribed"), "warning"
            )
        )
    tiles.append(_unanswered(facts.get(UNANSWERED)))
    return _most(tiles)


def _most(tiles: list[TileFacts]) -> list[TileFacts]:
    """No more than have room: first those go that count nothing, then what the head says, too."""
    for key in ("expired", "missing", "contacts"):
        if len(tiles) > _MOST_TILES:
            tiles = [one for one in tiles if one.key != key or (one.amount and key != "contacts")]
    return tiles


def _unanswered(count: int | None) -> TileFacts:
    if count is None:
        return TileFacts("unanswered", None, _tr("no answer"), _tr("press to ask"), "muted")
    if count == 0:
        return TileFacts("unanswered", 0, _tr("no answer"), _tr("all have answered"), "success")
    return TileFacts("unanswered", count, _tr("no answer"), _tr("not yet"), "warning")


def is_answered_known(facts: Mapping[str, Any]) -> bool:
    """Whether it was read who has answered."""
    return facts.get(UNANSWERED) is not None


def filters_of(tile: str) -> tuple[Filter, ...]:
    """What is shown when a count is pressed."""
    match tile:
        case "links":
            return (READY,)
        case "missing" | "expired":
            return (Filter(STATE, Comparison.IS, (tile,)),)
        case "opted_out":
            return (READY, Filter("unsubscribed", Comparison.IS, ("true",)))
        case "unanswered":
            return (READY, Filter(ANSWERED, Comparison.IS, ("false",)))
    return ()


def tile_of(view: View) -> str:
    """The count whose rows a view shows, or ""."""
    if not view.filters:
        return "contacts"
    return next((key for key in _KEYS if view.filters == filters_of(key)), "")


def shows_missing(view: View) -> bool:
    """Whether contacts without a link may be among the rows of a view."""
    return not any(
        one == READY
        or (one.column == STATE and one.comparison is Comparison.IS and MISSING not in one.values)
        for one in view.filters
    )


def state_word(value: object) -> str:
    """The state of a link in a person's words."""
    known = {
        "active": _tr("works"),
        "expired": _tr("expired"),
        "missing": _tr("missing"),
    }
    return known.get(str(value), str(value))


def _tr(text: str) -> str:
    return QCoreApplication.translate("Reconciliation", text)
