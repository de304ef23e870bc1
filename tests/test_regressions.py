"""What fuzzing and generated pages have found, one file each in tests/regressions: a reason, then the page.

A file is ``{"found_by": ..., "reason": ..., "page": ...}`` or, where the page is long, ``"piece"`` and ``"times"``.
Lone surrogates are written as JSON escapes. A new finding becomes a file here before it is fixed.
"""

from __future__ import annotations

import json
import signal
from pathlib import Path

import pytest

from govtext.pipeline import BUILT_IN
from tests import laws

FOLDER = Path(__file__).parent / "regressions"
_SECONDS = 180  # the longest takes ten on a free machine; what hangs must not hang the suite
PATHS = sorted(FOLDER.glob("*.json"))


def page_of(path: Path) -> str:
    data = json.loads(path.read_text("utf-8"))
    assert data["reason"]
    assert data["found_by"]
    return str(data["page"]) if "page" in data else str(data["piece"]) * int(data["times"])


def out_of_time(*_: object) -> None:
    raise TimeoutError(f"not done after {_SECONDS} s")


@pytest.mark.parametrize("path", PATHS, ids=lambda path: path.stem)
def test_finding(path: Path) -> None:
    page = page_of(path)
    before = signal.signal(signal.SIGALRM, out_of_time)  # `re` looks at signals while it searches
    signal.setitimer(signal.ITIMER_REAL, _SECONDS)
    try:
        assert list(laws.of_pipeline(page, thorough=False)) == []
        assert [law for step in BUILT_IN for law in laws.of_step(step, page)] == []
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


def test_there_are_findings() -> None:
    assert len(PATHS) >= 5
