"""How far a batch is: a bar in a terminal, a line now and then in a log; and how it is stopped."""

from __future__ import annotations

import signal
import threading
import time
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, Self

from rich.progress import BarColumn, Progress, TaskProgressColumn, TextColumn

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rich.console import Console

    from govtext.summary import Summary

__all__ = ["Advance", "interruptible"]

_MUCH = 1 << 20  # bytes below which a bar is only noise
_EVERY = 60.0  # seconds between lines where there is no terminal


@contextmanager
def interruptible() -> Iterator[None]:
    """Let SIGTERM end the batch as Ctrl-C does, with whole files only; the exit status is 143."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return

    def end(number: int, _: Any) -> None:
        raise SystemExit(128 + number)

    before = signal.signal(signal.SIGTERM, end)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)


class Advance:
    """Told of each chunk, shows share done, pages, rate and time left."""

    def __init__(self, size: int, console: Console, *, quiet: bool) -> None:
        self._size, self._console, self._quiet = size, console, quiet
        self._begun = self._told = time.monotonic()
        self._done = self._before = self._pages_before = -1
        shown = not quiet and size >= _MUCH and console.is_terminal
        self._bar = Progress(
            TextColumn("govtext"),
            BarColumn(),
            TaskProgressColumn(),
            TextColumn("{task.fields[told]}"),
            console=console,
            disable=not shown,
            transient=True,
        )
        self._task = self._bar.add_task("govtext", total=max(size, 1), told="")

    def __call__(self, size: int, summary: Summary) -> None:
        """Note that ``size`` more bytes of input are done."""
        pages = summary.total.documents
        if self._done < 0:  # the first call tells what an earlier, stopped batch has done
            self._done, self._before, self._pages_before = size, size, pages
        else:
            self._done += size
        told = self._rate(pages)
        self._bar.update(self._task, completed=self._done, told=told)
        if not self._quiet and not self._console.is_terminal and time.monotonic() - self._told > _EVERY:
            self._told = time.monotonic()
            share = 100 * self._done / max(self._size, 1)
            self._console.print(f"govtext: {share:.1f} %, {told}", highlight=False)

    def _rate(self, pages: int) -> str:
        """Pages, their rate and the time left, both since this run began."""
        seconds = max(time.monotonic() - self._begun, 1e-6)
        shown = f"{pages:,} pages, {(pages - self._pages_before) / seconds:,.0f}/s"
        since = self._done - self._before
        return f"{shown}, {_duration((self._size - self._done) * seconds / since)} left" if since else shown

    def __enter__(self) -> Self:
        self._bar.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._bar.stop()


def _duration(seconds: float) -> str:
    """Return hours, minutes and seconds.

    >>> _duration(3725)
    '1:02:05'
    """
    minutes, rest = divmod(round(seconds), 60)
    return f"{minutes // 60}:{minutes % 60:02}:{rest:02}"
