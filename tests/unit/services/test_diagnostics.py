from __future__ import annotations

import logging
import os
import zipfile
from pathlib import Path

import pytest

from qualtrics_desk.domain.errors import StoreError
from qualtrics_desk.domain.outcomes import JobState
from qualtrics_desk.services.diagnostics import collect, crash_folder
from qualtrics_desk.store.journal.jobs import NewJob
from qualtrics_desk.store.journal.journal import Journal
from qualtrics_desk.store.log import open_log
from qualtrics_desk.store.paths import Home, private_folder
from qualtrics_desk.store.settings import Profile, Settings

CANARIES = {
    "token": "aB3dE5gH7jK9mN1pQ3sT5vW7yZ9bC1dF3hJ5kL7n",
    "e-mail": "zoe.canary@example.org",
    "person": "Zoë Kanarienvogel",
    "profile": "Canary Production",
    "brand": "canarybrand",
    "list": "Canary Spring Panel",
    "file": "canary-customers-2026",
    "proxy": "proxy.canary.example",
    "proxy user": "canary-clerk",
    "client": "canary-client-id",
    "certificate": "canary-cert.pem",
    "link": "Q_CHL=canary-link",
    "row": "canary cell value",
}


@pytest.fixture
def desk(tmp_path: Path) -> Home:
    return Home(tmp_path / "home")


def _settings() -> Settings:
    profile = Profile(
        name=CANARIES["profile"],
        base_url=f"https://{CANARIES['brand']}.fra1.qualtrics.com",
        client_id=CANARIES["client"],
        client_certificate=f"/x/{CANARIES['certificate']}",
        proxy=f"http://{CANARIES['proxy']}:3128",
        proxy_user=CANARIES["proxy user"],
    )
    return Settings(profiles=(profile,), last_profile=profile.name)


def _plant(desk: Home) -> None:
    """Put every canary wherever it could get to."""
    private_folder(desk.root)
    log = open_log(desk)
    for canary in CANARIES.values():
        logging.getLogger("qualtrics_desk.x").info(
            "met https://a.example/%s and %s", canary, canary
        )
    log.close()
    # As an older version may have written them.
    everything = "\n".join(
        f"File x, line 1: '{canary}' https://b.fra1.qualtrics.com/jfe/form/SV_1?{canary}"
        for name, canary in CANARIES.items()
        if name != "row"
    )
    (private_folder(crash_folder(desk)) / "2026-10-14.txt").write_text(everything, "utf-8")
    journal = Journal(desk.journal)
    new = NewJob(
        kind="contacts import",
        base_url="https://fra1.qualtrics.com/API/v3",
        brand=CANARIES["brand"],
        user_id="UR_1",
        profile=CANARIES["profile"],
        list_name=CANARIES["list"],
        source=f"/people/x/{CANARIES['file']}.csv",
        recipe=CANARIES["row"],
    )
    job = journal.jobs.create(new)
    problem = {
        "error": "ServerFailed",
        "message": CANARIES["row"],
        "service_text": CANARIES["row"],
        "status": 503,
        "request_id": "91e89c39-569b-4084-9822-88c4dc30ea9f",
    }
    journal.jobs.set_state(job, JobState.STOPPED, problem)
    journal.jobs.set_result(job, {"counts": {"created": 12, "failed": 3}, "files": {"all": "/x"}})
    journal.close()


def _names(folder: Path) -> list[str]:
    return [path.name for path in folder.iterdir() if "b.zip" in path.name]


async def test_no_canary_gets_out_and_what_helps_stays(desk: Home, tmp_path: Path) -> None:
    _plant(desk)
    known = [CANARIES[name] for name in ("person", "link", "row")]

    bundle = await collect(desk, _settings(), known=known)
    target = tmp_path / "bundle.zip"
    await bundle.write_zip(target)

    with zipfile.ZipFile(target) as archive:
        written = {name: archive.read(name).decode() for name in archive.namelist()}
    assert {"about.txt", "settings.json", "jobs.txt", "log/desk.txt", "crashes/1.txt"} == set(
        written
    )
    for text in (*written.values(), bundle.preview()):
        for name, canary in CANARIES.items():
            assert canary.lower() not in text.lower(), name
    assert "Qualtrics Desk 0." in written["about.txt"]
    assert "[brand].fra1.qualtrics.com" in written["settings.json"]
    assert '"has_proxy": true' in written["settings.json"]
    assert "created 12, failed 3" in written["jobs.txt"]
    assert "503 91e89c39-569b-4084-9822-88c4dc30ea9f" in written["jobs.txt"]


async def test_the_preview_is_what_is_written(desk: Home) -> None:
    _plant(desk)

    bundle = await collect(desk, Settings())

    for file in bundle.files:
        assert file.text.rstrip() in bundle.preview()


async def test_an_empty_home_gives_a_bundle_and_gets_no_files(desk: Home) -> None:
    bundle = await collect(desk, Settings())

    assert [file.name for file in bundle.files] == ["about.txt", "settings.json", "jobs.txt"]
    assert "no journal" in bundle.files[2].text
    assert not desk.root.exists()


async def test_a_damaged_journal_is_said_and_stops_nothing(desk: Home) -> None:
    private_folder(desk.root)
    desk.journal.write_bytes(b"this is no database" * 100)

    bundle = await collect(desk, Settings())

    assert "cannot be read" in bundle.files[2].text


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such modes")
async def test_the_zip_is_private_and_never_half(desk: Home, tmp_path: Path) -> None:
    bundle = await collect(desk, Settings())
    target = tmp_path / "b.zip"
    await bundle.write_zip(target)
    assert target.stat().st_mode & 0o777 == 0o600

    with pytest.raises(StoreError, match="could not be written"):
        await bundle.write_zip(tmp_path / "nowhere" / "b.zip")
    assert _names(tmp_path) == ["b.zip"]
