"""Steps that misbehave, for tests/test_parallel.py: worker processes import them from here."""

from __future__ import annotations

import os
import signal
from dataclasses import dataclass
from pathlib import Path
from typing import Any


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


@dataclass(frozen=True)
class DiesAsItLoads:
    """Kills so many of the workers that load it, as the out-of-memory killer may: none was ready yet."""

    folder: Path
    times: int

    def __call__(self, text: str) -> str:
        return f"{text}!"

    def __reduce__(self) -> tuple[Any, ...]:
        return _loaded, (self.folder, self.times)


def _loaded(folder: Path, times: int) -> DiesAsItLoads:
    for number in range(times):
        try:
            (folder / f"{number}").touch(exist_ok=False)
        except FileExistsError:
            continue
        os.kill(os.getpid(), signal.SIGKILL)
    return DiesAsItLoads(folder, times)
