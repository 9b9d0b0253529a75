"""The options of `responses …`: every one of an export that the service knows (D.13)."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from qualtrics_desk.cli.commands import responses
from qualtrics_desk.domain.response_exports import FORMATS

if TYPE_CHECKING:
    from qualtrics_desk.cli.parsers.group import Group

_FLAGS = (
    ("labels", "use_labels", "texts of answers in place of codes"),
    ("label-columns", "label_columns", "codes and texts, in two columns"),
    ("display-order", "display_order", "columns that say in which order things were shown"),
    ("decimal-comma", "decimal_comma", "decimal commas in place of points"),
    ("in-progress", "in_progress", "only responses that are not finished"),
    ("by-change", "by_change", "dates and order by the last change in place of the recording"),
    ("weights", "weights", "with weights of waves"),
)
_TEXTS = (
    ("from", "start", "WHEN", "recorded at or after this date"),
    ("to", "end", "WHEN", "and before this one"),
    (
        "time-zone",
        "time_zone",
        "ZONE",
        "of the date columns, such as Europe/Berlin; UTC if not said",
    ),
    ("newline", "newline_replacement", "TEXT", "what stands for line breaks in answers"),
    ("questions", "question_ids", "QID1,…", "only these questions; empty: none"),
    ("embedded", "embedded_ids", "A,B", "only these embedded data; empty: none"),
    ("metadata", "metadata_ids", "A,B", "only these data about a response; empty: none"),
    ("filter", "filter_id", "ID", "a filter of yours, see `responses filters`"),
)
_NUMBERS = (
    ("limit", "limit", "at most so many responses"),
    ("seen-unanswered", "seen_unanswered", "code of what was seen and not answered"),
    (
        "multiselect-seen-unanswered",
        "multiselect_seen_unanswered",
        "the same for questions with several answers",
    ),
)


def add_responses(group: Group) -> None:
    """`responses …`."""
    export = group.job("export", "write the responses of surveys to files", responses.export)
    export.add_argument("surveys", nargs="*", metavar="SV_…")
    export.add_argument("--all", action="store_true", help="every survey the token sees")
    export.add_argument(
        "--out", required=True, type=Path, metavar="DIR", help="folder of the files"
    )
    export.add_argument("--format", dest="option_format", choices=FORMATS, default="csv")
    export.add_argument(
        "--only-new", action="store_true", help="what came since the last time it was used"
    )
    for name, dest, text in _FLAGS:
        export.add_argument(
            f"--{name}", dest=f"option_{dest}", action="store_true", default=None, help=text
        )
    for name, dest, metavar, text in _TEXTS:
        export.add_argument(f"--{name}", dest=f"option_{dest}", metavar=metavar, help=text)
    for name, dest, text in _NUMBERS:
        export.add_argument(f"--{name}", dest=f"option_{dest}", type=int, metavar="N", help=text)
    export.add_argument(
        "--one-column",
        dest="option_breakout_sets",
        action="store_false",
        default=None,
        help="one column for a question with several answers",
    )
    export.add_argument(
        "--no-zip",
        dest="option_compress",
        action="store_false",
        default=None,
        help="let the file travel as it is; only for small ones",
    )
    count = group.job("count", "how many responses were recorded when", responses.count)
    count.add_argument("survey", metavar="SV_…")
    count.add_argument("--since", metavar="DATE", help="only from this day on")
    count.add_argument(
        "--by",
        choices=("day", "week", "month"),
        help="what is counted together; fitting if not said",
    )
    filters = group.leaf(
        "filters", "the filters you made for a survey in Qualtrics", responses.filters
    )
    filters.add_argument("survey", metavar="SV_…")
    bring = group.job("import", "bring responses from a file into a survey", responses.import_)
    bring.add_argument("file", type=Path, metavar="FILE", help=".csv or .tsv with the header rows")
    bring.add_argument("--survey", required=True, metavar="SV_…")
    bring.add_argument("--dry-run", action="store_true", help="say what would be taken and dropped")
    bring.add_argument(
        "--rehearse", action="store_true", help="store the first row, read it back, delete it"
    )
    bring.add_argument("--yes", action="store_true", help="do it without asking")
    schema = group.leaf("fields", "the fields of a survey's responses", responses.fields)
    schema.add_argument("survey", metavar="SV_…")
    show = group.leaf("show", "one response", responses.show)
    correct = group.leaf("correct", "correct embedded data of one response", responses.correct)
    delete = group.leaf("delete", "delete one response for good", responses.delete)
    for command in (show, correct, delete):
        command.add_argument("survey", metavar="SV_…")
        command.add_argument("response", metavar="R_…")
    correct.add_argument("values", nargs="+", metavar="FIELD=VALUE")
    correct.add_argument(
        "--as-new", action="store_true", help="count as recorded now, so that it is exported again"
    )
    delete.add_argument("--quotas", action="store_true", help="take it out of quota counts as well")
    delete.add_argument("--yes", action="store_true", help="do it without asking")
