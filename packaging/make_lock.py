"""Writes requirements.lock from pyproject.toml: `python packaging/make_lock.py`, or `make lock`.

The lock holds exact versions with the hashes of every platform's files for Python 3.11 to 3.13,
and no index: where packages come from is the business of the machine that installs them.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
LOCK = ROOT / "requirements.lock"
UV_VERSION = "0.13.9"
HEADER = """\
# Exact versions with hashes of everything that running, testing and building needs, for Linux,
# macOS and Windows and Python 3.11 to 3.13. Made by `make lock` (packaging/make_lock.py) from
# pyproject.toml and packaging/build-requirements.in; `make lock UPGRADE=1` takes newer versions.
"""


def main(arguments: list[str]) -> int:
    """Compile the lock in place; versions already in it stay unless `--upgrade` is given."""
    uv = install_uv()
    options = [
        "--universal",
        "--python-version=3.11",
        "--generate-hashes",
        "--no-emit-index-url",
        "--no-emit-find-links",
        "--no-header",
        "--extra=dev",
        f"--output-file={LOCK.name}",
        *(["--upgrade"] if "--upgrade" in arguments else []),
    ]
    inputs = ["pyproject.toml", "packaging/build-requirements.in"]
    subprocess.run(
        [sys.executable, "-m", "uv", "pip", "compile", "--quiet", *options, *inputs],
        cwd=ROOT,
        env=os.environ | {"PYTHONPATH": str(uv)},
        check=True,
    )
    text = LOCK.read_text(encoding="utf-8")
    foreign = [line for line in text.splitlines() if re.search(r"://|^\s*-(?!-hash)|@ ", line)]
    if foreign:
        print("The lock must not say where packages come from:", *foreign, sep="\n  ")
        return 1
    LOCK.write_text(HEADER + text, encoding="utf-8", newline="\n")
    return 0


def install_uv() -> Path:
    """Put uv beside the environment, as it is needed for nothing else."""
    folder = ROOT / ".tools" / f"uv-{UV_VERSION}"
    if not folder.is_dir():
        pip = [sys.executable, "-m", "pip", "install", "--quiet", f"--target={folder}"]
        subprocess.run([*pip, f"uv=={UV_VERSION}"], check=True)
    return folder


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
