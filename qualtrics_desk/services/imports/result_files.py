"""Result files of a job: every source column in its order and text, and what became of the row."""

from __future__ import annotations

from contextlib import ExitStack
from typing import TYPE_CHECKING

import msgspec

from qualtrics_desk.domain.mapping import RESULT_COLUMNS
from qualtrics_desk.domain.outcomes import Outcome
from qualtrics_desk.services.engine.judge import MERGED_INTO
from qualtrics_desk.sheets.writing import CsvWriter

if TYPE_CHECKING:
    from pathlib import Path

    from qualtrics_desk.store.journal.ledger import Ledger
    from qualtrics_desk.store.journal.records import RowRecord
    from qualtrics_desk.store.staging.records import SourceLine
    from qualtrics_desk.store.staging.staging import Staging

KINDS = ("all", "failed", "succeeded")
_SUCCEEDED = (Outcome.CREATED, Outcome.UPDATED, Outcome.UNCHANGED)


def result_paths(source: Path, job: int, folder: Path | None) -> dict[str, Path]:
    """Where the result files of a job go: beside the source unless a folder is named."""
    target = source.parent if folder is None else folder
    return {kind: target / f"{source.stem}.job{job}.{kind}.csv" for kind in KINDS}


def write_result_files(
    job: int, header: list[str], paths: dict[str, Path], ledger: Ledger, staging: Staging
) -> dict[str, int]:
    """Write all three files, each to a temporary file first; returns the rows of each.

    Columns of an earlier result file in the source are replaced by this job's own.

    Raises:
        SheetError: When a file cannot be written; none is half written then.
    """
    kept = [place for place, name in enumerate(header) if name.strip() not in RESULT_COLUMNS]
    columns = [header[place] for place in kept] + list(RESULT_COLUMNS)
    # A row longer than the header keeps its cells in the result: nothing of a file is dropped.
    counts = dict.fromkeys(paths, 0)
    import_ids = ledger.import_ids(job)
    # A failed row that stands for others says all it did only together with them.
    partners = ledger.partners_of_failed(job, MERGED_INTO)
    with ExitStack() as stack:
        writers = {
            kind: stack.enter_context(CsvWriter(path, columns)) for kind, path in paths.items()
        }
        decode = msgspec.json.Decoder(list[str]).decode
        plain = kept == list(range(len(header)))
        for lines in staging.source():
            records = ledger.rows_between(job, lines[0].row, lines[-1].row)
            found: dict[str, list[list[str]]] = {kind: [] for kind in writers}
            for line in lines:
                record = records.get(line.row)
                cells = decode(line.cells)
                outcome_cells = _outcome_cells(line, record, import_ids)
                if plain and len(cells) == len(header):
                    row = cells + outcome_cells
                else:
                    row = [cells[place] for place in kept]
                    row += outcome_cells
                    row += cells[len(header) :]
                for kind in _KINDS_OF[None if record is None else record.outcome]:
                    found[kind].append(row)
                if line.row in partners:
                    found["failed"].append(row)
            _write(writers, found)
            for kind in writers:
                counts[kind] += len(found[kind])
    return counts


def _write(writers: dict[str, CsvWriter], found: dict[str, list[list[str]]]) -> None:
    """Write a piece of each file; where all rows of a piece went well, two are alike."""
    all_ = writers["all"].formatted(found["all"])
    for kind, writer in writers.items():
        if len(found[kind]) == len(found["all"]):
            writer.write_formatted(all_)
        elif found[kind]:
            writer.write_rows(found[kind])


def _outcome_cells(
    line: SourceLine,
    record: RowRecord | None,
    import_ids: dict[int, tuple[str | None, str | None]],
) -> list[str]:
    if record is None:
        return [str(line.row), str(line.line), "open", "", "", "", "", ""]
    import_id, request_id = import_ids.get(record.chunk or 0, (None, None))
    status = record.outcome or "open"
    return [
        str(line.row),
        str(line.line),
        f"{status}({record.reason})" if record.reason else status,
        record.contact_id or "",
        record.code or "",
        record.message or "",
        record.request_id or request_id or "",
        import_id or "",
    ]


def _belongs(kind: str, outcome: str | None) -> bool:
    if kind == "all":
        return True
    if kind == "succeeded":
        return outcome in _SUCCEEDED
    return outcome is None or Outcome(outcome).counts_as_failed


_KINDS_OF = {
    outcome: tuple(kind for kind in KINDS if _belongs(kind, outcome))
    for outcome in (None, *(outcome.value for outcome in Outcome))
}
