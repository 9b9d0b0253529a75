"""The verbs that every room of areas has."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qualtrics_desk.gui.actions import Action

if TYPE_CHECKING:
    from collections.abc import Sequence


def room_actions(
    room: str,
    *,
    refresh: str,
    find: str,
    new: str,
    change: str,
    delete: str,
    export: str,
    more: Sequence[Action] = (),
) -> tuple[Action, ...]:
    """The table of actions of a room; the texts are marked where this is called."""
    return (
        Action(id=f"{room}.refresh", text=refresh, icon="refresh", shortcut="F5"),
        Action(id=f"{room}.find", text=find, icon="search", shortcut="Ctrl+F"),
        Action(id=f"{room}.new", text=new, icon="add", shortcut="Ctrl+N"),
        Action(id=f"{room}.change", text=change, icon="edit", shortcut="F2"),
        Action(id=f"{room}.delete", text=delete, icon="delete"),
        Action(id=f"{room}.export", text=export, icon="export", shortcut="Ctrl+Shift+E"),
        *more,
    )
