"""Options of the test run."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pytest


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--engines",
        action="store_true",
        help="a table of full size through every engine; one that is not installed fails, it is not skipped",
    )
    parser.addoption("--pages", type=int, default=20_000, help="the rows of that table (default: 20,000)")
