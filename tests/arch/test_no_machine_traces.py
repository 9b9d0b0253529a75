from __future__ import annotations

import re
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]

# A stroke in the middle of each, so that this file does not find itself.
HOSTS = [
    host.replace("|", "")
    for host in ("py|pi.org", "python|hosted.org", "npm|js.org", "npm|js.com", "deb.deb|ian.org")
]
FOLDERS = ("work", "root", "home", "Users", "opt/wheels", "opt/pypi")
TRACE = re.compile(
    "|".join(re.escape(host) for host in HOSTS)
    + rf"|(?<![\w.~}})-])/(?:{'|'.join(FOLDERS)})/\w"
    + r"|\b[A-Z]:\\{1,2}Users\\"
)


def project_files() -> list[Path]:
    """What is tracked, and what would be if it were added now."""
    command = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    paths = [ROOT / name for name in done.stdout.split("\0") if name]
    return [path for path in paths if path.is_file()]


def traces(text: str) -> list[str]:
    own = str(ROOT) if len(ROOT.parts) > 2 else None
    lines = text.splitlines()
    return [line for line in lines if TRACE.search(line) or (own is not None and own in line)]


def test_no_file_names_a_machine_folder_or_a_package_index() -> None:
    files = project_files()

    found = {
        str(path.relative_to(ROOT)): lines
        for path in files
        if (lines := traces(path.read_bytes().decode("utf-8", "replace")))
    }

    assert len(files) > 30
    assert found == {}


@pytest.mark.parametrize(
    "line",
    [
        "see /ho|me/anna/contacts.csv",
        'path = "/wo|rk/main/x"',
        "--index-url https://py|pi.org/simple",
        "resolved https://registry.npm|js.org/x.tgz",
        "C:\\Us|ers\\anna",
        str(ROOT / "README.md"),
    ],
)
def test_a_trace_would_be_found(line: str) -> None:
    line = line.replace("|", "")

    assert traces(f"fine\n{line}\n") == [line]


@pytest.mark.parametrize(
    "line", ["GET https://brand.qualtrics.com/home/x", "#!/usr/bin/env bash", "~/work/x", "a/opt/b"]
)
def test_ordinary_text_is_left_alone(line: str) -> None:
    assert traces(line) == []
