"""A batch: files in, cleaned files out, a report line per document; stopped at any moment, it goes on.

One bad document never costs another: a file that cannot be read, or a page that a step fails on, is named
in the report; a page that fails is written as it was. Only one process writes, and everything it
writes is renamed into place when it is whole. What is to be done is settled in `govtext.plan`, what has been
done is kept in `govtext.state`.
"""

from __future__ import annotations

from contextlib import closing
from typing import TYPE_CHECKING

from govtext.corpora import text_chunks
from govtext.crew import spread
from govtext.jsonlines import line_chunks
from govtext.state import State

if TYPE_CHECKING:
    from collections.abc import Callable, Generator, Iterator

    from govtext.audit import Audit
    from govtext.corpora import Chunk, Cleaned, CleanJob, Place
    from govtext.plan import Batch
    from govtext.summary import Summary

__all__ = ["run"]


def run(
    batch: Batch,
    job: CleanJob,
    *,
    workers: int = 1,
    resume: bool = False,
    audit: Audit | None = None,
    advance: Callable[[int, Summary], None] = lambda *_: None,
) -> Summary:
    """Clean a batch and return its sums; ``advance`` is told the bytes of input done, and the sums so far."""
    state = State(batch, job)
    if resume and state.is_finished:
        return state.finished()
    place = state.begin(resume=resume)
    summary = state.summary
    advance(_done_before(batch, place), summary)
    chunks = _chunks(batch, place, job.text_column)
    results: Generator[tuple[Chunk, Cleaned]]
    results = (
        ((chunk, job(chunk)) for chunk in chunks) if workers == 1 else spread(job, chunks, workers=workers)
    )
    with state, closing(results):
        for chunk, cleaned in results:
            state.take(chunk, cleaned)
            if audit is not None and cleaned.audit is not None:
                audit.merge(cleaned.audit)
            advance(chunk.size, summary)
        state.finish()
    return summary


def _done_before(batch: Batch, place: Place) -> int:
    done = sum(document.size for document in batch.documents[: place.document])
    if place.offset and batch.documents[place.document].source.endswith(".jsonl"):
        done += place.offset
    return done


def _chunks(batch: Batch, place: Place, column: str) -> Iterator[Chunk]:
    """Yield the input from ``place`` on."""
    documents = batch.documents
    while place.document < len(documents):
        document = documents[place.document]
        if document.kind == "text":
            chunks = text_chunks(documents, place)
        elif document.kind == "jsonl":
            chunks = line_chunks(document, place, *batch.shards(document))
        else:
            from govtext.parquet import row_chunks

            chunks = row_chunks(document, place, *batch.shards(document), column)
        for chunk in chunks:
            place = chunk.after
            yield chunk
