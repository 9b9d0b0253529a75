"""How an area looks: the words, the facts and what can be done beyond change and delete."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, NamedTuple, Protocol

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from qualtrics_desk.gui.areas.area_page import AreaPage
    from qualtrics_desk.gui.models.columns import Format
    from qualtrics_desk.gui.widgets.facts_view import Fact
    from qualtrics_desk.services.areas.area import Area

Raw = Mapping[str, Any]


class More(Protocol):
    """A widget below the facts of a thing, such as a preview."""

    def show_thing(self, raw: Raw) -> None:
        """Show what belongs to a thing."""

    def forget(self) -> None:
        """Show nothing."""


class Warned(NamedTuple):
    """What is said before a thing is deleted.

    Attributes:
        facts: Scope and counts, one a line.
        typed: What must be typed first, or "".
    """

    title: str
    text: str
    facts: Sequence[str] = ()
    typed: str = ""


@dataclass(frozen=True, kw_only=True)
class AreaView:
    """One area as the window shows it; texts are asked for when they are shown.

    Attributes:
        area: What it shows.
        title: What its tab says: "Users".
        noun: So many of them.
        icon: Of its empty state.
        empty: Title and text where there are none yet.
        forbidden: Title where the service lets nobody in, and who can help.
        name_of: What one is called.
        facts: What is told of one.
        state_of: A word on its state and its tone; ("", "") for none.
        new: Text of the button that begins to make one; "" where the service makes none.
        creates: Text of the button that makes it.
        changes: Text of the button that changes one.
        deletes: Text of the button that deletes one.
        warn: What deleting one means.
        actions: Ids of further actions of one thing.
        more: Makes a widget below the facts.
        form: Where values to choose from in the forms occur: area and column, by field.
        ask_new: Asks for a new one in a way of its own; returns the id of what was made.
        ask_change: Changes one in a way of its own; returns whether it did.
        hidden: Columns that are not shown until they are chosen.
        widths: Of columns, in letters.
        formats: How values of columns are written.
        is_single: There is one thing only, and no list is shown.
    """

    area: Area
    title: Callable[[], str]
    noun: Callable[[int], str]
    icon: str
    empty: Callable[[], tuple[str, str]]
    forbidden: Callable[[], tuple[str, str]]
    name_of: Callable[[Raw], str]
    facts: Callable[[AreaPage, Raw], Sequence[Fact]]
    state_of: Callable[[Raw], tuple[str, str]] = lambda _: ("", "")
    new: Callable[[], str] = lambda: ""
    creates: Callable[[], str] = lambda: ""
    changes: Callable[[], str] = lambda: ""
    deletes: Callable[[], str] = lambda: ""
    warn: Callable[[Raw], Warned] | None = None
    actions: tuple[str, ...] = ()
    more: Callable[[AreaPage], QWidget] | None = None
    form: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    ask_new: Callable[[AreaPage], Any] | None = None
    ask_change: Callable[[AreaPage, Raw], Any] | None = None
    hidden: tuple[str, ...] = ()
    widths: Mapping[str, int] = field(default_factory=dict)
    formats: Mapping[str, Format] = field(default_factory=dict)
    is_single: bool = False
