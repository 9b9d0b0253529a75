from __future__ import annotations

from qualtrics_desk.api.endpoints.contact_exports import start_export


def test_an_export_changes_nothing_so_a_read_only_profile_may_start_it() -> None:
    assert not start_export("POOL_1").writes
