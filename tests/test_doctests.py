"""The doctests of the package, run on what is installed."""

from __future__ import annotations

import doctest
import importlib
import pkgutil

import pytest

import govtext

MODULES = sorted(
    module.name
    for module in pkgutil.walk_packages(govtext.__path__, "govtext.")
    if not module.name.endswith("__main__")
)


@pytest.mark.parametrize("name", ["govtext", *MODULES])
def test_doctests(name: str) -> None:
    if name == "govtext.arrow":  # run in the session engines
        pytest.importorskip("pyarrow")
    failed, _ = doctest.testmod(importlib.import_module(name))
    assert failed == 0
