"""A window whose service, disk or keychain fails."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from tests.gui.failures.scene import Scene, Service

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path


@pytest.fixture
def service(start_sandbox: Callable[..., Any], tmp_path: Path) -> Service:
    """A brand that was not started yet."""
    return Service(start_sandbox, tmp_path / "brand")


@pytest.fixture
def scene(
    service: Service, home: Path, tmp_path: Path, complete: Any, wait: Any, qtbot: Any
) -> Iterator[Scene]:
    """A window that was not started yet."""
    made = Scene(service, tmp_path, complete, wait)
    yield made
    made.close()
