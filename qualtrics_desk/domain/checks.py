"""From the cells of a row to the contact that would be sent, with everything that is wrong in it.

`compile_checks` looks at the mapping once and returns a function for the rows; a file has up to a
million of them, so a row of plain cells costs a few microseconds. Pure: no file, no network.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, Final, NamedTuple

import msgspec

from qualtrics_desk.domain import cell_checks
from qualtrics_desk.domain.contacts import KEY_FIELDS, embedded_name, identity_key
from qualtrics_desk.domain.errors import RecipeError
from qualtrics_desk.domain.findings import Finding, Level
from qualtrics_desk.domain.mapping import Mapping, Rule, column_names, require_fit

__all__ = ["CheckOptions", "Checked", "Finding", "Level", "RowCheck", "compile_checks"]


class CheckOptions(msgspec.Struct, frozen=True):
    """What the checks need to know beside the mapping.

    Attributes:
        key: The fields that say who a row is.
        phone_region: Two-letter country of phone numbers without country code.
    """

    key: tuple[str, ...] = ("email",)
    phone_region: str | None = None


class Checked(msgspec.Struct, frozen=True, gc=False):
    """A row, mapped and checked.

    Attributes:
        contact: As it would be sent: keys of the service, blank cells left out, opt-out as a
            boolean where its word was understood.
        blanks: Mapped targets whose cells are blank.
        findings: What was found, in the order of the rules; the row's own findings come last.
    """

    contact: dict[str, Any]
    blanks: tuple[str, ...]
    findings: tuple[Finding, ...]

    @property
    def invalid(self) -> bool:
        """Whether the row must not be sent."""
        return any(finding.level is Level.ERROR for finding in self.findings)


RowCheck = Callable[[Sequence[str]], Checked]

_EMPTY: Final = Finding(
    "empty-row", "", Level.ERROR, "The row has no value in any of the mapped columns."
)
_NO_KEY: Final = "The row has no {fields}, so it cannot be matched and is always taken as new."
_FIELD_WORDS: Final = {
    "email": "e-mail address",
    "extRef": "external reference",
    "phone": "phone number",
}


_KNOWN: Final = 20_000
"""Cells that are remembered, of all columns together: they must not grow with the file."""
_KNOWN_LENGTH: Final = 40


class _Step(NamedTuple):
    column: int
    """Column to read, or -1 where several are joined."""
    columns: tuple[int, ...]
    joiner: str
    target: str
    name: str
    """Key in the contact, or in its embedded data."""
    embedded: bool
    check: cell_checks.CellCheck
    known: dict[str, Any] | None
    """Cells without a finding and their values; None where hardly any cell comes twice."""


def compile_checks(
    mapping: Mapping, header: Sequence[str], options: CheckOptions | None = None
) -> RowCheck:
    """Make the function that maps and checks the rows of a file.

    Args:
        mapping: What goes where; it must fit the header.
        header: The file's header as it was read.
        options: Key and country.

    Returns:
        A function of a row's cells. Cells beyond the header are not looked at, missing ones count
        as blank; whether the row's length is right was the reader's question.

    Raises:
        RecipeError: The mapping does not fit, or a constant is not valid.
    """
    options = options or CheckOptions()
    require_fit(mapping, header)
    positions = {name: index for index, name in enumerate(column_names(header))}
    checks = _field_checks(options)
    rules = [rule for rule in mapping.rules if rule.constant is None]
    steps = [_step(rule, positions, checks) for rule in rules]
    constant_contact, constant_blanks = _constants(mapping, checks)
    width = max((index for step in steps for index in step.columns), default=-1) + 1
    return _row_function(
        steps, constant_contact, constant_blanks, width, options, _mapped_key(mapping, options)
    )


def _row_function(
    steps: list[_Step],
    constants: dict[str, Any],
    constant_blanks: tuple[str, ...],
    width: int,
    options: CheckOptions,
    key: tuple[str, ...],
) -> RowCheck:
    key_fields = key or options.key
    single_key = key_fields[0] if len(key_fields) == 1 else ""
    words = " or ".join(_FIELD_WORDS.get(field, field) for field in options.key)
    no_key = Finding("no-key", "", Level.WARNING, _NO_KEY.format(fields=words))
    constant_embedded: dict[str, Any] = constants.pop("embeddedData", {})
    most = _KNOWN // max(1, len(steps))

    def check_row(cells: Sequence[str]) -> Checked:
        if len(cells) < width:
            cells = [*cells, *[""] * (width - len(cells))]
        contact: dict[str, Any] = {}
        embedded: dict[str, Any] = {}
        blanks: list[str] = []
        found: cell_checks.Found = []
        for column, columns, joiner, target, name, is_embedded, check, known in steps:
            if column >= 0:
                cell = cells[column]
                if known is not None and (value := known.get(cell)) is not None:
                    if is_embedded:
                        embedded[name] = value
                    else:
                        contact[name] = value
                    continue
                text = cell.strip()
            else:
                text = joiner.join(filter(None, [cells[one].strip() for one in columns]))
            if not text:
                blanks.append(target)
                continue
            before = len(found)
            if not (text.isascii() and text.isprintable()):
                text = cell_checks.clean_text(text, target, found)
                if not text:
                    blanks.append(target)
                    continue
            value = check(text, target, found)
            if (
                known is not None
                and column >= 0
                and len(known) < most
                and len(found) == before
                and len(cell) <= _KNOWN_LENGTH
            ):
                known[cell] = value
            if is_embedded:
                embedded[name] = value
            else:
                contact[name] = value
        if not contact and not embedded:
            found.append(_EMPTY)
        if constants:
            contact.update(constants)
        if constant_embedded:
            embedded.update(constant_embedded)
        if single_key not in contact and identity_key(contact, key_fields) is None:
            found.append(no_key)
        if embedded:
            contact["embeddedData"] = embedded
        return Checked(contact, (*blanks, *constant_blanks), tuple(found))

    return check_row


def _field_checks(options: CheckOptions) -> dict[str, cell_checks.CellCheck]:
    return {
        "firstName": cell_checks.check_line,
        "lastName": cell_checks.check_line,
        "email": cell_checks.check_email,
        "phone": cell_checks.phone_check(options.phone_region),
        "extRef": cell_checks.check_reference,
        "language": cell_checks.check_language,
        "unsubscribed": cell_checks.check_boolean,
    }


def _step(rule: Rule, positions: dict[str, int], checks: dict[str, cell_checks.CellCheck]) -> _Step:
    columns = tuple(positions[column] for column in rule.columns)
    name = embedded_name(rule.target)
    return _Step(
        column=columns[0] if len(columns) == 1 else -1,
        columns=columns,
        joiner=rule.joiner,
        target=rule.target,
        name=rule.target if name is None else name,
        embedded=name is not None,
        known=None if rule.target in KEY_FIELDS else {},
        check=checks.get(rule.target, cell_checks.check_embedded),
    )


def _constants(
    mapping: Mapping, checks: dict[str, cell_checks.CellCheck]
) -> tuple[dict[str, Any], tuple[str, ...]]:
    """The part of every contact that does not come from the file, checked once."""
    contact: dict[str, Any] = {}
    embedded: dict[str, Any] = {}
    blanks = []
    for rule in mapping.rules:
        if rule.constant is None:
            continue
        found: cell_checks.Found = []
        text = cell_checks.clean_text(rule.constant.strip(), rule.target, found)
        if not text:
            blanks.append(rule.target)
            continue
        value = checks.get(rule.target, cell_checks.check_embedded)(text, rule.target, found)
        for finding in found:
            if finding.level is Level.ERROR:
                raise RecipeError(
                    f"The constant for “{rule.target}” is not valid.", detail=finding.message
                )
        name = embedded_name(rule.target)
        if name is None:
            contact[rule.target] = value
        else:
            embedded[name] = value
    if embedded:
        contact["embeddedData"] = embedded
    return contact, tuple(blanks)


def _mapped_key(mapping: Mapping, options: CheckOptions) -> tuple[str, ...]:
    targets = set(mapping.targets())
    return tuple(field for field in options.key if field in targets)
