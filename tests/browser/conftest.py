"""A real browser: Debian's chromium with its own driver, headless, without any network use of its own.

Run by ``nox -s browser``. Where chromium, its driver or selenium is missing the tests are skipped and say
so; the nox session sees to it that in CI nothing is missing.
"""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator

FLAGS = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--hide-scrollbars",
    "--window-size=1280,1000",
)


@pytest.fixture(scope="session")
def chromium() -> Iterator[Any]:
    """The browser, one for all tests; the type is selenium's, which need not be installed."""
    webdriver = pytest.importorskip("selenium.webdriver", reason="selenium is not installed: nox -s browser")
    from selenium.webdriver.chrome.service import Service

    binary, driver = shutil.which("chromium"), shutil.which("chromedriver")
    if binary is None or driver is None:
        pytest.skip("chromium or chromedriver is not installed: apt-get install chromium chromium-driver")
    options = webdriver.ChromeOptions()
    options.binary_location = binary
    for flag in FLAGS:
        options.add_argument(flag)
    options.set_capability("goog:loggingPrefs", {"browser": "ALL"})
    browser = webdriver.Chrome(options=options, service=Service(driver))
    try:
        yield browser
    finally:
        browser.quit()
