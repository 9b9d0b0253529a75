from __future__ import annotations

import logging
import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from qualtrics_desk.store import log as log_module
from qualtrics_desk.store.log import Log, log_folder, open_log
from qualtrics_desk.store.paths import Home

TOKEN = "aB3dE5gH7jK9mN1pQ3sT5vW7yZ9bC1dF3hJ5kL7n"
OWN = logging.getLogger("qualtrics_desk.api.client")


@pytest.fixture
def log(tmp_path: Path) -> Iterator[Log]:
    opened = open_log(Home(tmp_path), known=["Spring Panel"])
    yield opened
    opened.close()


def _text(log: Log) -> str:
    return log.path.read_text(encoding="utf-8")


def test_own_lines_are_kept_and_libraries_only_warn(log: Log) -> None:
    OWN.info("asked")
    logging.getLogger("httpx").info("chatter")
    logging.getLogger("keyring").warning("odd")

    text = _text(log)

    assert "INFO" in text
    assert "asked" in text
    assert "odd" in text
    assert "chatter" not in text


def test_arguments_tracebacks_and_known_texts_are_redacted(log: Log) -> None:
    log.know("hunter-two")
    try:
        raise ValueError(f"no {TOKEN} for anna@example.org")
    except ValueError:
        OWN.exception("list %s with %s", "Spring Panel", "hunter-two")

    text = _text(log)

    assert "Traceback" in text
    for secret in (TOKEN, "anna", "Spring Panel", "hunter-two"):
        assert secret not in text


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such modes")
def test_files_are_private_and_stay_small(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(log_module, "LARGEST_FILE", 500)
    home = Home(tmp_path)
    log = open_log(home, "worker")
    try:
        for number in range(60):
            OWN.info("line %d", number)
    finally:
        log.close()

    files = sorted(log_folder(home).iterdir())
    assert [file.name for file in files] == [
        "worker.log", "worker.log.1", "worker.log.2", "worker.log.3",
    ]  # fmt: skip
    assert {file.stat().st_mode & 0o777 for file in files} == {0o600}
    assert all(file.stat().st_size <= 500 for file in files)
    assert "line 59" in files[0].read_text(encoding="utf-8")


def test_after_closing_nothing_is_written(tmp_path: Path) -> None:
    level = logging.getLogger("qualtrics_desk").level
    log = open_log(Home(tmp_path))
    OWN.info("one")
    log.close()
    OWN.warning("two")

    assert "two" not in _text(log)
    assert logging.getLogger("qualtrics_desk").level == level
