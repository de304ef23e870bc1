"""Corpora in chunks: what a worker gets, and what it gives back.

One process reads and writes, all others clean. A chunk is a piece of input small enough to send (some
text files, a megabyte of JSON lines, a few thousand rows of Parquet) that knows the `Place` after it, so a
run that was stopped goes on there. What a chunk gives depends on the chunk alone: never on the number
of workers, the order in which they finish or where the run was interrupted.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from govtext.audit import Audit
from govtext.files import DecodeError, decode
from govtext.result import Result
from govtext.summary import Tally, report_line, safe_run

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from govtext.pipeline import Pipeline
    from govtext.rules import Rule

__all__ = [
    "Account",
    "Chunk",
    "CleanJob",
    "Cleaned",
    "Document",
    "FailedChunk",
    "Place",
    "TextChunk",
    "text_chunks",
]

_MOST_FILES = 64  # text files in a chunk,
_MOST_BYTES = 1 << 20  # or as many as come to this
_ENCODE = json.JSONEncoder(ensure_ascii=False).encode


class Document(NamedTuple):
    """One input file, the place of its output, and how large it is."""

    source: str
    target: str
    size: int
    changed: int  # modification time in nanoseconds: a run goes on only over the same files

    @property
    def kind(self) -> str:
        """``jsonl``, ``parquet`` or ``text``."""
        name = self.source.removesuffix(".gz").removesuffix(".zst")
        return {".jsonl": "jsonl", ".parquet": "parquet"}.get(Path(name).suffix, "text")


class Place(NamedTuple):
    """Where to go on: the document, what of it is done (bytes or rows, and lines), and its next shard."""

    document: int = 0
    offset: int = 0
    line: int = 0
    shard: int = 0


@dataclass(frozen=True, kw_only=True, slots=True)
class Chunk:
    """A piece of input. ``output`` is the shard it goes to, which ``closes`` with it or not."""

    after: Place
    source: str = ""  # the file, where it is one
    size: int = 0  # bytes of the input file, for the progress
    output: str | None = None
    closes: bool = True
    part: bool = False  # one document of a chunk that a worker died on

    def split(self) -> list[Chunk]:
        """Return one chunk per document."""
        return [self]

    def clean(self, account: Account) -> list[bytes]:
        """Return what is to be written."""
        raise NotImplementedError

    def packed(self, written: list[bytes]) -> list[bytes]:
        """Return what was cleaned as it is written, compressed where its file is."""
        return written


@dataclass(kw_only=True, slots=True)
class Cleaned:
    """A chunk cleaned: what to write, the lines of the report, the sums of its documents."""

    written: list[bytes]
    report: bytes
    tallies: dict[str, Tally]
    audit: Audit | None = None


@dataclass(frozen=True, slots=True)
class CleanJob:
    """What is done to every document; the work of the workers (`govtext.crew.Work`)."""

    pipeline: Pipeline
    text_column: str = "text"
    drop_truncated: bool = False
    audit_rules: tuple[Rule, ...] | None = None

    def __call__(self, task: Chunk) -> Cleaned:
        """Clean a chunk."""
        return self._clean(task, None)

    def split(self, task: Chunk) -> Sequence[Chunk]:
        """Return its documents as chunks of their own."""
        return [replace(part, part=True) for part in task.split()]

    def lost(self, task: Chunk, why: str) -> Cleaned:
        """Keep a document as it is, for a reason."""
        return self._clean(task, why)

    def join(self, task: Chunk, results: Sequence[Cleaned]) -> Cleaned:
        """Return the chunk made of its documents, as if it had been cleaned at once."""
        whole = Cleaned(
            written=task.packed([piece for part in results for piece in part.written]),
            report=b"".join(part.report for part in results),
            tallies={},
            audit=None if self.audit_rules is None else Audit(rules=self.audit_rules),
        )
        for part in results:
            for source, tally in part.tallies.items():
                whole.tallies.setdefault(source, Tally()).merge(tally)
            if whole.audit is not None and part.audit is not None:
                whole.audit.merge(part.audit)
        return whole

    def _clean(self, chunk: Chunk, lost: str | None) -> Cleaned:
        account = Account(self, lost)
        written = chunk.clean(account)
        return Cleaned(
            written=written if chunk.part else chunk.packed(written),
            report=b"".join(account.report),
            tallies=account.tallies,
            audit=account.audit,
        )


class Account:
    """Cleans the documents of one chunk and writes down what became of each."""

    def __init__(self, job: CleanJob, lost: str | None) -> None:
        self.job = job
        self.report: list[bytes] = []
        self.tallies: dict[str, Tally] = {}
        self.audit = None if job.audit_rules is None else Audit(rules=job.audit_rules)
        self._lost = lost

    def clean(self, text: str, *, name: str, **where: Any) -> str | None:
        """Return the cleaned text, or None where the document is to be dropped."""
        result = (
            safe_run(self.job.pipeline, text) if self._lost is None else Result(text, text, error=self._lost)
        )
        try:
            line = self._document(result, where)
        except Exception as error:  # noqa: BLE001  (edits of a user's own step may state anything)
            result = Result(text, text, error=f"{type(error).__name__}: {error}")
            line = self._document(result, where)
        if self.audit is not None:
            self.audit.add(name, result)
        return None if "dropped" in line else result.text

    def kept(self, error: str | None, **where: Any) -> None:
        """Note a document that is no text and stays as it is."""
        self._note(report_line(Result("", "", error=error), **where))

    def unread(self, source: str, error: str) -> None:
        """Note a file that could not be read."""
        self._note({"source": source, "error": error})

    def _document(self, result: Result, where: dict[str, Any]) -> dict[str, Any]:
        line = report_line(result, **where)
        if self.job.drop_truncated and result.truncated:
            line["dropped"] = "truncated"
        self._note(line)
        return line

    def _note(self, line: dict[str, Any]) -> None:
        self.report.append(json_line(line))  # first, since it may fail
        self.tallies.setdefault(line["source"], Tally()).add(line)


def json_line(record: Any) -> bytes:
    """Return one line of JSON."""
    try:
        return f"{_ENCODE(record)}\n".encode()
    except UnicodeEncodeError:  # a lone surrogate: only as an escape can it be written
        return f"{json.dumps(record)}\n".encode()


def utf8(text: str) -> bytes:
    """Return a text in UTF-8; a lone surrogate is written as the bytes it would have."""
    return text.encode("utf-8", "surrogatepass")


# -- A file that cannot be read -----------------------------------------------------------------------


@dataclass(frozen=True, kw_only=True, slots=True)
class FailedChunk(Chunk):
    """Stands where a file, or the rest of it, could not be read."""

    error: str

    @classmethod
    def of(cls, document: Document, error: Exception, *, after: Place, output: str) -> FailedChunk:
        """Return the chunk for an error, whatever library raised it."""
        reason = str(error.args[0]) if isinstance(error, KeyError) else str(error) or type(error).__name__
        named = reason if document.source in reason else f"{document.source}: {reason}"
        return cls(after=after, output=output, source=document.source, error=named)

    def clean(self, account: Account) -> list[bytes]:
        """Name the file."""
        account.unread(self.source, self.error)
        return []


# -- Text files ---------------------------------------------------------------------------------------


@dataclass(frozen=True, kw_only=True, slots=True)
class TextChunk(Chunk):
    """Some text files, read by the worker. It gives target, text, target, text, ..."""

    documents: tuple[Document, ...]

    def split(self) -> list[Chunk]:
        """One file each."""
        return [replace(self, documents=(document,)) for document in self.documents]

    def clean(self, account: Account) -> list[bytes]:
        """Return targets and texts in turn."""
        written: list[bytes] = []
        for document in self.documents:
            try:
                text, codec = decode(Path(document.source).read_bytes(), name=document.source)
            except (OSError, DecodeError) as error:
                account.unread(document.source, str(error))
                continue
            where = {"source": document.source, "output": document.target, "encoding": codec}
            cleaned = account.clean(text, name=document.source, **where)
            if cleaned is not None:
                written += [document.target.encode(errors="surrogateescape"), utf8(cleaned)]
        return written


def text_chunks(documents: Sequence[Document], place: Place) -> Iterator[Chunk]:
    """Yield the text files from ``place`` on, up to the first document of another kind."""
    group: list[Document] = []
    number, size = place.document, 0

    def chunk() -> Chunk:
        return TextChunk(after=Place(number), size=size, documents=tuple(group))

    while number < len(documents) and documents[number].kind == "text":
        group.append(documents[number])
        size += documents[number].size
        number += 1
        if len(group) >= _MOST_FILES or size >= _MOST_BYTES:
            yield chunk()
            group, size = [], 0
    if group:
        yield chunk()
