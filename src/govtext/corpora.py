"""Corpora in chunks: what a worker gets, and what it gives back.

One process reads and writes, all others clean. A chunk is a piece of input small enough to send (some
text files, a megabyte of JSON lines, a few thousand rows of Parquet) that knows the `Place` after it, so a
run that was stopped goes on there. What a chunk gives depends on the chunk alone: never on the number
of workers, the order in which they finish or where the run was interrupted.
"""

from __future__ import annotations

import io
import json
import zlib
from dataclasses import dataclass, replace
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any, NamedTuple

from govtext.audit import Audit
from govtext.files import DecodeError, codec_of, compressed, decode, decompressed
from govtext.result import Result
from govtext.summary import Tally, report_line, safe_run

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from govtext.pipeline import Pipeline
    from govtext.rules import Rule

__all__ = ["Chunk", "CleanJob", "Cleaned", "Document", "FailedChunk", "LinesChunk", "Place", "TextChunk"]

_BLOCK = 1 << 20  # bytes of JSON lines in a chunk
_MOST_FILES = 64  # text files in a chunk
_SAMPLE = 1 << 20  # bytes that tell the codec of a large file


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


@dataclass(kw_only=True, slots=True)
class Cleaned:
    """A chunk cleaned: what to write, the lines of the report, the sums of its documents."""

    chunk: Chunk  # without its data
    written: list[bytes]
    report: bytes
    tallies: dict[str, Tally]
    audit: Audit | None = None


@dataclass(frozen=True, slots=True)
class CleanJob:
    """What is done to every document; the work of the workers (`govtext.parallel.Work`)."""

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

    def join(self, results: Sequence[Cleaned]) -> Cleaned:
        """Return the chunk made of its documents, as if it had been cleaned at once."""
        whole = Cleaned(
            chunk=replace(results[0].chunk, part=False),
            written=[piece for part in results for piece in part.written],
            report=b"".join(part.report for part in results),
            tallies={},
            audit=None if self.audit_rules is None else Audit(rules=self.audit_rules),
        )
        for part in results:
            for source, tally in part.tallies.items():
                whole.tallies.setdefault(source, Tally()).merge(tally)
            if whole.audit is not None and part.audit is not None:
                whole.audit.merge(part.audit)
        return _packed(whole)

    def _clean(self, chunk: Chunk, lost: str | None) -> Cleaned:
        account = Account(self, lost)
        written = chunk.clean(account)
        report = "".join(json_line(line) for line in account.lines).encode()
        cleaned = Cleaned(
            chunk=chunk, written=written, report=report, tallies=account.tallies, audit=account.audit
        )
        return cleaned if chunk.part else _packed(cleaned)


def _packed(cleaned: Cleaned) -> Cleaned:
    """Compress JSON lines where their file is, and leave the input behind: it is not sent back."""
    chunk = cleaned.chunk
    if isinstance(chunk, LinesChunk):
        assert chunk.output is not None
        data = compressed(b"".join(cleaned.written), Path(chunk.output).suffix)
        cleaned.written = [data]
    cleaned.chunk = Chunk(after=chunk.after, size=chunk.size, output=chunk.output, closes=chunk.closes)
    return cleaned


class Account:
    """Cleans the documents of one chunk and writes down what became of each."""

    def __init__(self, job: CleanJob, lost: str | None) -> None:
        self.job = job
        self.lines: list[dict[str, Any]] = []
        self.tallies: dict[str, Tally] = {}
        self.audit = None if job.audit_rules is None else Audit(rules=job.audit_rules)
        self._lost = lost

    def clean(self, text: str, *, name: str, **where: Any) -> str | None:
        """Return the cleaned text, or None where the document is to be dropped."""
        result = (
            safe_run(self.job.pipeline, text) if self._lost is None else Result(text, text, error=self._lost)
        )
        line = _safe_line(result, where)
        if line["error"] is not None and result.error is None:
            result = Result(text, text, error=line["error"])
        dropped = self.job.drop_truncated and result.truncated
        if dropped:
            line["dropped"] = "truncated"
        if self.audit is not None:
            self.audit.add(name, result)
        self._note(line)
        return None if dropped else result.text

    def kept(self, error: str | None, **where: Any) -> None:
        """Note a document that is no text and stays as it is."""
        self._note(report_line(Result("", "", error=error), **where))

    def unread(self, source: str, error: str) -> None:
        """Note a file that could not be read."""
        self._note({"source": source, "error": error})

    def _note(self, line: dict[str, Any]) -> None:
        self.lines.append(line)
        self.tallies.setdefault(line["source"], Tally()).add(line)


def _safe_line(result: Result, where: dict[str, Any]) -> dict[str, Any]:
    try:
        return report_line(result, **where)
    except Exception as error:  # noqa: BLE001  (edits of a user's own step may state anything)
        kept = Result(result.original, result.original, error=f"{type(error).__name__}: {error}")
        return report_line(kept, **where)


def json_line(record: Any) -> str:
    """Return one line of JSON."""
    line = json.dumps(record, ensure_ascii=False)
    if not line.isascii() and any("\ud800" <= char <= "\udfff" for char in line):
        line = json.dumps(record)  # a lone surrogate: only as an escape can it be written
    return line + "\n"


# -- A file that cannot be read -----------------------------------------------------------------------


@dataclass(frozen=True, kw_only=True, slots=True)
class FailedChunk(Chunk):
    """Stands where a file, or the rest of it, could not be read."""

    source: str
    error: str

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
                written += [document.target.encode(errors="surrogateescape"), _utf8(cleaned)]
        return written


def _utf8(text: str) -> bytes:
    return text.encode("utf-8", "surrogatepass")


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
        if len(group) >= _MOST_FILES or size >= _BLOCK:
            yield chunk()
            group, size = [], 0
    if group:
        yield chunk()


# -- JSON lines ---------------------------------------------------------------------------------------


@dataclass(frozen=True, kw_only=True, slots=True)
class LinesChunk(Chunk):
    """Whole lines of a jsonl file, as bytes."""

    source: str
    codec: str
    first: int  # number of the first line
    data: bytes

    def split(self) -> list[Chunk]:
        """One line each."""
        return [
            replace(self, first=self.first + i, data=line) for i, line in enumerate(self.data.split(b"\n"))
        ]

    def clean(self, account: Account) -> list[bytes]:
        """Return the lines, each with its text cleaned or as it was."""
        written: list[bytes] = []
        for number, raw in enumerate(self.data.split(b"\n"), self.first):
            if raw.strip():
                line = self._line(raw, number, account)
                if line is not None:
                    written.append(line)
        return written

    def _line(self, raw: bytes, number: int, account: Account) -> bytes | None:
        column = account.job.text_column
        where = {"source": self.source, "output": self.output, "encoding": self.codec, "line": number}
        try:
            record = json.loads(raw.decode(self.codec if number == 1 else self.codec.removesuffix("-sig")))
            page = record[column]
            if not isinstance(page, str):
                raise TypeError(f"{column!r} is {type(page).__name__}, not a string")  # noqa: TRY301
        except (ValueError, KeyError, TypeError, RecursionError) as error:
            reason = f"no column {column!r}" if isinstance(error, KeyError) else str(error)
            account.kept(f"line {number}: {reason}", **where)
            return raw.rstrip(b"\r") + b"\n"  # kept as it was
        cleaned = account.clean(page, name=f"{self.source}:{number}", **where)
        if cleaned is None:
            return None
        record[column] = cleaned
        return _utf8(json_line(record))


def line_chunks(
    document: Document, place: Place, shard_of: Callable[[int], str], most: float
) -> Iterator[Chunk]:
    """Yield the chunks of a jsonl file from ``place`` on, cut into shards of ``most`` input bytes."""
    offset, line, shard = place.offset, place.line, place.shard
    done = 0  # bytes in this shard
    after_file = Place(place.document + 1)
    source = Path(document.source)
    try:
        with source.open("rb") as raw:
            codec, read = _line_reader(raw, source, offset)
            at = raw.tell()
            data = read()
            while True:
                following = read()  # one ahead: a shard must know whether it is the last
                offset, next_line = offset + len(data), line + data.count(b"\n")
                done += len(data)
                closes = done >= most or not following
                after = Place(place.document, offset, next_line, shard + closes) if following else after_file
                yield LinesChunk(
                    after=after, size=raw.tell() - at, output=shard_of(shard), closes=closes,
                    source=document.source, codec=codec, first=line + 1, data=data,
                )  # fmt: skip
                if not following:
                    return
                at = raw.tell()
                data, line = following, next_line
                if closes:
                    shard, done = shard + 1, 0
    except (OSError, EOFError, ValueError, ImportError, zlib.error) as error:
        yield FailedChunk(
            after=after_file, output=shard_of(shard), source=document.source, error=_named(document, error)
        )


def _named(document: Document, error: Exception) -> str:
    text = str(error)
    return text if document.source in text else f"{document.source}: {text}"


def _line_reader(raw: IO[bytes], path: Path, offset: int) -> tuple[str, Callable[[], bytes]]:
    r"""Return the codec of a jsonl file and a function that gives some more of its lines, as bytes.

    Every codec but UTF-16 and UTF-32 has line breaks at the byte ``\n`` and nowhere else; those two are
    given as UTF-8.
    """
    sample = decompressed(raw, path.suffix).read(_SAMPLE + 1)
    codec = codec_of(sample[:_SAMPLE], complete=len(sample) <= _SAMPLE, name=str(path))
    raw.seek(0)
    stream = decompressed(raw, path.suffix)
    if codec.startswith(("utf-16", "utf-32")):
        text = io.TextIOWrapper(stream, encoding=codec, newline="\n")
        codec = "utf-8"

        def read() -> bytes:
            return _utf8("".join(text.readlines(_BLOCK // 2)))

        while offset > 0:
            offset -= len(read())
    else:

        def read() -> bytes:
            return b"".join(stream.readlines(_BLOCK))

        if stream is raw:
            raw.seek(offset)
        else:
            while offset > 0:
                offset -= len(stream.read(min(offset, _BLOCK)))
    return codec, read
