"""Commands start quickly: what one of them does not need is not loaded for it."""

from __future__ import annotations

import subprocess
import sys

import pytest

_SEEN = """
import sys
from qualtrics_desk.cli.parser import make_parser
parser = make_parser(sys.argv[1:])
if len(sys.argv) > 1:
    parser.parse_args(sys.argv[1:])
print(*sorted(name for name in sys.modules if name in {WATCHED}))
"""
_WATCHED = frozenset(
    (
        "httpx",
        "xlsxwriter",
        "qualtrics_desk.cli.commands.responses",
        "qualtrics_desk.cli.commands.surveys",
    )
)


@pytest.mark.parametrize(
    ("words", "loaded"),
    [
        ([], set()),
        (["surveys", "list"], {"httpx", "qualtrics_desk.cli.commands.surveys"}),
    ],
)
def test_a_command_loads_what_it_needs_and_no_more(words: list[str], loaded: set[str]) -> None:
    code = _SEEN.replace("{WATCHED}", repr(set(_WATCHED)))
    done = subprocess.run(
        [sys.executable, "-c", code, *words], stdout=subprocess.PIPE, text=True, check=True
    )
    assert set(done.stdout.split()) == loaded
