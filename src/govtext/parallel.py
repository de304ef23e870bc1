"""Pipelines over many texts: ordered, lazy, in processes.

Processes, because OpenCC and `re` hold the GIL. Texts are handed over in chunks, since pickling them
one by one costs more than cleaning them; only a few chunks are under way at once, so an endless
iterable is fine and memory stays flat.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from itertools import islice
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from govtext.pipeline import Pipeline

__all__ = ["map_texts"]

T = TypeVar("T")
R = TypeVar("R")
_CHUNK = 64
_AHEAD = 4  # chunks under way per worker


def map_texts(
    pipeline: Pipeline, texts: Iterable[str], *, workers: int | None = None, progress: bool = False
) -> Iterator[str]:
    """Yield ``pipeline(text)`` for each text, in order. See `Pipeline.map`."""
    if workers is not None and workers < 1:
        raise ValueError(f"workers is a number from 1 up, not {workers}")
    if progress:
        texts = _with_progress(texts)
    if workers in (None, 1):
        return map(pipeline, texts)
    assert workers is not None
    return spread(pipeline, texts, workers=workers)


def _with_progress(texts: Iterable[str]) -> Iterable[str]:
    from rich.progress import track

    return track(texts, description="govtext")


def _run_chunk(function: Callable[[T], R], chunk: list[T]) -> list[R]:
    return [function(item) for item in chunk]


def spread(function: Callable[[T], R], items: Iterable[T], *, workers: int) -> Iterator[R]:
    """Yield ``function(item)`` in order from worker processes, a few chunks ahead of the reader."""
    source = iter(items)
    with ProcessPoolExecutor(max_workers=workers) as pool:
        under_way: deque[Future[list[R]]] = deque()
        while True:
            while len(under_way) < workers * _AHEAD and (chunk := list(islice(source, _CHUNK))):
                under_way.append(pool.submit(_run_chunk, function, chunk))
            if not under_way:
                return
            yield from under_way.popleft().result()
