"""Steps that misbehave, for tests/test_parallel.py: worker processes import them from here."""

from __future__ import annotations

import os
import signal
from pathlib import Path


def fails(text: str) -> str:
    if text == "fail":
        raise ValueError("cannot")
    return text


def kills(text: str) -> str:
    if text == "kill":
        os.kill(os.getpid(), signal.SIGKILL)
    return text


def dies_once(text: str) -> str:
    """Dies in the middle of the batch unless the file that the text names is there."""
    once, _, number = text.partition("|")
    if number == "150" and not Path(once).exists():
        Path(once).touch()
        os.kill(os.getpid(), signal.SIGKILL)
    return f"{text}!"


def gives_pid(text: str) -> str:
    return str(os.getpid())
