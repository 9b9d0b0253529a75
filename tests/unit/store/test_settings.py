from __future__ import annotations

import json
import os
import stat
import sys
from pathlib import Path
from typing import Any

import msgspec
import pytest

from qualtrics_desk.domain.errors import SettingsError
from qualtrics_desk.store import settings as module
from qualtrics_desk.store.settings import (
    AuthKind,
    Profile,
    ProfileKind,
    Settings,
    WriteLimits,
    change_settings,
    load_settings,
    save_settings,
)

FULL = Profile(
    name="Zürich production",
    base_url="https://fra1.qualtrics.com/API/v3",
    kind=ProfileKind.TEST,
    colour="#00aaFF",
    auth=AuthKind.OAUTH,
    client_id="abc",
    scopes=("read:surveys", "write:contacts"),
    client_certificate="cert.pem",
    client_key="key.pem",
    extra_ca="ca.pem",
    proxy="http://proxy.example:3128",
    read_only=True,
    limits=WriteLimits(rows_per_job=5000, share_percent=5.5),
)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "deep" / "settings.json"


def test_a_missing_file_gives_the_defaults(path: Path) -> None:
    settings = load_settings(path)

    assert settings == Settings()
    assert (settings.absence_wait_seconds, settings.history_days) == (120.0, 90)
    assert not path.exists()


def test_everything_saved_comes_back(path: Path) -> None:
    saved = Settings(
        profiles=(FULL, Profile(name="b", base_url="http://127.0.0.1:1/API/v3")),
        last_profile="b",
        absence_wait_seconds=3.5,
        history_days=7,
    )

    save_settings(path, saved)

    assert load_settings(path) == saved


def test_a_file_from_before_there_was_a_limit_of_definitions_has_the_usual_one(path: Path) -> None:
    path.parent.mkdir()
    path.write_text('{"version": 1, "history_days": 7}', encoding="utf-8")

    assert load_settings(path) == Settings(history_days=7, definition_megabytes=500)


@pytest.mark.skipif(sys.platform == "win32", reason="Windows keeps no such rights")
def test_only_the_owner_can_read_the_file_even_where_it_was_open(path: Path) -> None:
    path.parent.mkdir()
    path.write_text('{"version": 1}', encoding="utf-8")
    path.chmod(0o644)

    save_settings(path, Settings())

    assert stat.S_IMODE(path.stat().st_mode) == 0o600


@pytest.mark.parametrize("failing", ["fsync", "replace"])
def test_a_write_that_fails_leaves_the_old_file_and_nothing_else(
    path: Path, monkeypatch: pytest.MonkeyPatch, failing: str
) -> None:
    save_settings(path, Settings(history_days=1))

    def fail(*_: object) -> None:
        raise OSError(28, "No space left on device")

    owner: Any = os if failing == "fsync" else Path
    monkeypatch.setattr(owner, failing, fail)
    with pytest.raises(SettingsError, match="The disk is full"):
        save_settings(path, Settings(history_days=2))
    monkeypatch.undo()

    assert load_settings(path).history_days == 1
    assert [entry.name for entry in path.parent.iterdir()] == ["settings.json"]


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"\xff\xfe\x00",
        b'{"version": 1, "profiles": [',
        b"[]",
        b"{}",
        b'{"version": 0}',
        b'{"version": 1, "history_days": "many"}',
        b'{"version": 1, "history_days": -1}',
        b'{"version": 1, "definition_megabytes": 0}',
        b'{"version": 1, "profiles": [{"name": "a"}]}',
    ],
)
def test_a_damaged_file_is_put_aside_and_named(path: Path, content: bytes) -> None:
    path.parent.mkdir()
    path.write_bytes(content)

    with pytest.raises(SettingsError) as caught:
        load_settings(path)

    (aside,) = path.parent.iterdir()
    assert aside.name in caught.value.hint
    assert aside.read_bytes() == content
    assert load_settings(path) == Settings()


def test_a_newer_file_is_refused_and_left_alone(path: Path) -> None:
    path.parent.mkdir()
    path.write_text('{"version": 99, "profiles": "who knows"}', encoding="utf-8")

    with pytest.raises(SettingsError, match="newer version"):
        load_settings(path)

    assert path.read_text(encoding="utf-8").startswith('{"version": 99')


def test_an_older_file_goes_through_every_migration_since(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def first(document: dict[str, Any]) -> dict[str, Any]:
        document["days"] = document.pop("keep_days")
        return document

    def second(document: dict[str, Any]) -> dict[str, Any]:
        document["history_days"] = document.pop("days") + 1
        return document

    monkeypatch.setattr(module, "MIGRATIONS", (first, second))
    path.parent.mkdir()

    path.write_text('{"version": 1, "keep_days": 10}', encoding="utf-8")
    assert load_settings(path) == Settings(version=3, history_days=11)

    path.write_text('{"version": 2, "days": 20}', encoding="utf-8")
    assert load_settings(path).history_days == 21

    save_settings(path, Settings(history_days=30))
    assert load_settings(path) == Settings(version=3, history_days=30)


@pytest.mark.parametrize(
    "wrong",
    [
        {"base_url": "https://me:pw@fra1.qualtrics.com"},
        {"base_url": "me:pw@fra1.qualtrics.com"},
        {"proxy": "http://me:pw@proxy.example:3128"},
        {"name": "  "},
        {"colour": "red"},
    ],
)
def test_a_profile_refuses_secrets_and_nonsense(path: Path, wrong: dict[str, str]) -> None:
    with pytest.raises(ValueError, match=r"\w"):
        msgspec.structs.replace(FULL, **wrong)

    document = {"version": 1, "profiles": [msgspec.to_builtins(FULL) | wrong]}
    path.parent.mkdir()
    path.write_text(json.dumps(document), encoding="utf-8")
    with pytest.raises(SettingsError) as caught:
        load_settings(path)
    assert "pw" not in str(caught.value)


def test_no_field_is_made_for_a_secret() -> None:
    names = set(Profile.__struct_fields__) | set(Settings.__struct_fields__)

    assert not {n for n in names if "secret" in n or "token" in n or "password" in n}


def test_two_profiles_of_one_name_are_refused() -> None:
    with pytest.raises(ValueError, match="same name"):
        Settings(profiles=(FULL, msgspec.structs.replace(FULL, name="ZÜRICH Production")))


def test_profiles_are_added_replaced_and_removed() -> None:
    other = Profile(name="b", base_url="https://x.qualtrics.com")
    changed = msgspec.structs.replace(FULL, read_only=False)

    settings = Settings().with_profile(FULL).with_profile(other).with_profile(changed)
    settings = msgspec.structs.replace(settings, last_profile="b")

    assert settings.profiles == (changed, other)
    assert settings.profile("zürich PRODUCTION") is changed
    assert settings.profile("nobody") is None
    assert settings.without_profile("B") == Settings(profiles=(changed,))
    assert settings.without_profile("nobody") == settings
    assert settings.without_profile(FULL.name).last_profile == "b"


def test_a_change_starts_from_what_another_process_saved(path: Path) -> None:
    save_settings(path, Settings(history_days=5))

    changed = change_settings(path, lambda s: s.with_profile(FULL))

    assert changed == load_settings(path) == Settings(profiles=(FULL,), history_days=5)
