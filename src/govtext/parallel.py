"""Many texts, many processes: `Pipeline.map`.

Processes, because OpenCC and `re` hold the GIL. Texts go there and back in chunks, since sending them one by
one costs more than cleaning them; a text that a pipeline leaves alone does not come back at all.
"""

from __future__ import annotations

import logging
from collections.abc import Sized
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from govtext.crew import spread
from govtext.step import ensure_text

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from govtext.pipeline import Pipeline

__all__ = ["map_texts"]

_LOG = logging.getLogger("govtext")

_MOST_TEXTS = 256  # in a chunk, and
_MOST_CHARS = 200_000  # so that a chunk of long pages stays small


class _Kept(NamedTuple):
    """A text stays as it was, for a reason."""

    why: str


_Outcome = str | _Kept | None  # the cleaned text, or None where it is the same as before


@dataclass(frozen=True, slots=True)
class _CleanTexts:
    """The work of `Pipeline.map`: a chunk of texts in, what became of each out."""

    pipeline: Pipeline

    def __call__(self, task: list[str]) -> list[_Outcome]:
        return [self._one(text) for text in task]

    def _one(self, text: str) -> _Outcome:
        try:
            cleaned = self.pipeline(text)
        except Exception as error:  # noqa: BLE001  (whatever a step raises must not cost the batch)
            return _Kept(f"{type(error).__name__}: {error}")
        return None if cleaned is text else cleaned

    def split(self, task: list[str]) -> list[list[str]]:
        return [[text] for text in task]

    def join(self, _task: list[str], results: Sequence[list[_Outcome]]) -> list[_Outcome]:
        return [outcome for part in results for outcome in part]

    def lost(self, task: list[str], why: str) -> list[_Outcome]:
        return [_Kept(why) for _ in task]


def map_texts(
    pipeline: Pipeline, texts: Iterable[str], *, workers: int | None = None, progress: bool = False
) -> Iterator[str]:
    """Yield ``pipeline(text)`` for each text, in order. See `Pipeline.map`."""
    if workers is not None and workers < 1:
        raise ValueError(f"workers is a number from 1 up, not {workers}")
    work, checked = _CleanTexts(pipeline), _checked(texts)
    done: Iterator[tuple[list[str], list[_Outcome]]]
    if workers is None or workers == 1:
        done = (([text], work([text])) for text in checked)
    else:
        done = spread(work, _chunked(checked), workers=workers)
    cleaned = _texts(done)
    if not progress:
        return cleaned
    return _with_progress(cleaned, len(texts) if isinstance(texts, Sized) else None)


def _checked(texts: Iterable[str]) -> Iterator[str]:
    """Yield the texts; what is no text is an error of the caller, named by its place."""
    for place, text in enumerate(texts):
        try:
            ensure_text(text)
        except TypeError as error:
            raise TypeError(f"text {place}: {error}") from None
        yield text


def _chunked(texts: Iterable[str]) -> Iterator[list[str]]:
    """Yield lists of texts: the first ones short, so that results come at once."""
    chunk: list[str] = []
    most, chars = 1, 0
    failure: Exception | None = None
    try:
        for text in texts:
            chunk.append(text)
            chars += len(text)
            if len(chunk) >= most or chars >= _MOST_CHARS:
                yield chunk
                chunk, chars = [], 0
                most = min(2 * most, _MOST_TEXTS)
    except Exception as error:  # noqa: BLE001  (raised below, after what came before it)
        failure = error
    if chunk:
        yield chunk
    if failure is not None:
        raise failure


def _texts(done: Iterable[tuple[list[str], list[_Outcome]]]) -> Iterator[str]:
    """Yield the cleaned texts; the log names those that were kept for a reason."""
    place = 0
    for chunk, outcomes in done:
        for text, outcome in zip(chunk, outcomes, strict=True):
            if isinstance(outcome, _Kept):
                _LOG.warning("text %d kept as it was: %s", place, outcome.why)
            yield outcome if isinstance(outcome, str) else text
            place += 1


def _with_progress(cleaned: Iterator[str], total: int | None) -> Iterator[str]:
    try:
        from rich.progress import track
    except ImportError as error:
        raise ImportError("progress=True needs rich: python -m pip install 'govtext[cli]'") from error
    return iter(track(cleaned, description="govtext", total=total))
