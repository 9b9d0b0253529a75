"""What differs between two flows."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any, NamedTuple

from qualtrics_desk.domain.definition.comparing.changes import Area, Change, ChangeKind, moved
from qualtrics_desk.domain.definition.flow import elements
from qualtrics_desk.domain.definition.values import text
from qualtrics_desk.domain.definition.words import Words, words

if TYPE_CHECKING:
    from collections.abc import Iterable

    from qualtrics_desk.domain.definition.flow import Step
    from qualtrics_desk.domain.definition.outline import Outline


class _Placed(NamedTuple):
    step: Step
    parent: str
    """The id of the step it lies in, "" at the top."""


def flow_changes(
    before: Outline, after: Outline, raw_before: object, raw_after: object
) -> Iterator[Change]:
    """Everything that differs; blocks keep their name in the sentences."""
    was, now = dict(_placed(before.flow, "")), dict(_placed(after.flow, ""))
    settings = {key: _settings(raw) for key, raw in _raws(raw_before).items()}
    fresh = {key: _settings(raw) for key, raw in _raws(raw_after).items()}

    def change(kind: ChangeKind, key: str, what: Words, old: str = "", new: str = "") -> Change:
        return Change(kind=kind, area=Area.FLOW, place=key, what=what, before=old, after=new)

    for key in [key for key in was if key not in now]:
        what = words("Taken out of the flow: {step}", step=was[key].step.title)
        yield change(ChangeKind.REMOVED, key, what, _details(was[key].step))
    for key in [key for key in now if key not in was]:
        what = words("Added to the flow: {step}", step=now[key].step.title)
        yield change(ChangeKind.ADDED, key, what, "", _details(now[key].step))
    common = [key for key in now if key in was]
    for key in common:
        old, new = was[key].step, now[key].step
        # A block that is renamed is told where blocks are, and fields where data is.
        is_told = old.block == new.block and bool(new.block)
        if new.kind == old.kind == "EmbeddedData" or is_told:
            continue
        if (old.title, old.details) != (new.title, new.details):
            what = words("Changed in the flow: {step}", step=new.title)
            yield change(ChangeKind.CHANGED, key, what, _whole(old), _whole(new))
        elif settings.get(key) != fresh.get(key):
            what = words("Settings changed in the flow: {step}", step=new.title)
            yield change(ChangeKind.CHANGED, key, what)
    yield from _moves(was, now, common, change)


def _moves(
    was: Mapping[str, _Placed],
    now: Mapping[str, _Placed],
    common: list[str],
    change: Any,  # noqa: ANN401
) -> Iterator[Change]:
    strayed = [key for key in common if was[key].parent != now[key].parent]
    for key in strayed:
        parent = now[key].parent
        inside = now[parent].step.title if parent in now else words("the top of the flow")
        what = words(
            "Moved in the flow: {step}, into {place}", step=now[key].step.title, place=inside
        )
        yield change(ChangeKind.MOVED, key, what)
    for parent in dict.fromkeys(now[key].parent for key in common):
        old = [key for key in common if was[key].parent == parent and key not in strayed]
        old.sort(key=list(was).index)
        new = [key for key in common if now[key].parent == parent and key not in strayed]
        for key in moved(old, new):
            after = new[new.index(key) - 1] if new.index(key) else ""
            step = now[key].step.title
            if after:
                behind = now[after].step.title
                what = words("Moved in the flow: {step}, behind {other}", step=step, other=behind)
            else:
                what = words("Moved in the flow: {step}, to the beginning", step=step)
            yield change(ChangeKind.MOVED, key, what)


def _placed(steps: Iterable[Step], parent: str) -> Iterator[tuple[str, _Placed]]:
    waiting = [(step, parent) for step in reversed(list(steps))]
    while waiting:
        step, above = waiting.pop()
        key = step.id or f"{above}/{step.kind}/{step.block}"
        yield key, _Placed(step, above)
        waiting += [(inner, key) for inner in reversed(step.steps)]


def _raws(flow: object) -> dict[str, Mapping[str, Any]]:
    return {text(element.get("FlowID")): element for element in elements(flow)}


def _settings(raw: Mapping[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in raw.items() if key != "Flow" and value}


def _details(step: Step) -> str:
    return "; ".join(str(line) for line in step.details)


def _whole(step: Step) -> str:
    said = _details(step)
    return f"{step.title}: {said}" if said else str(step.title)
