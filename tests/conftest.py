"""Options of the test run."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hypothesis import HealthCheck, settings

if TYPE_CHECKING:
    import pytest

# The everyday run draws the same pages each time; ``pytest --hypothesis-profile=long`` draws many new ones.
settings.register_profile(
    "laws", deadline=None, max_examples=150, suppress_health_check=[HealthCheck.too_slow], derandomize=True
)
settings.register_profile(
    "long", deadline=None, max_examples=10_000, suppress_health_check=[HealthCheck.too_slow]
)
settings.load_profile("laws")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--engines",
        action="store_true",
        help="a table of full size through every engine; one that is not installed fails, it is not skipped",
    )
    parser.addoption(
        "--cost",
        action="store_true",
        help="also the tests that compare times; a busy machine fails them (benchmarks/growth.py is the gate)",
    )
    parser.addoption("--pages", type=int, default=20_000, help="the rows of that table (default: 20,000)")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave out what compares times: a test that a busy machine fails says nothing about the change."""
    if config.getoption("--cost"):
        return
    timed = [item for item in items if _compares_times(item)]
    items[:] = [item for item in items if not _compares_times(item)]
    if timed:
        config.hook.pytest_deselected(items=timed)


def _compares_times(item: pytest.Item) -> bool:
    names = ("test_cost_is_linear", "test_time_is_linear", "test_cost_grows_with_the_length")
    return item.name.startswith(names)
