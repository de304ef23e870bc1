"""JSON lines in chunks of whole lines (see `govtext.corpora`).

Reading knows line breaks and nothing else: the workers decode, parse and clean. Whatever the codec of the
input, the output is UTF-8.
"""

from __future__ import annotations

import io
import json
from dataclasses import dataclass, replace
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any

from govtext.corpora import Account, Chunk, Document, FailedChunk, Place, json_line, utf8
from govtext.files import codec_of_lines, compressed, decompressed

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

__all__ = ["LinesChunk", "line_chunks"]

_BLOCK = 1 << 20  # bytes in a chunk
_SAMPLE = 1 << 20  # bytes that tell the codec of a file


@dataclass(frozen=True, kw_only=True, slots=True)
class LinesChunk(Chunk):
    """Whole lines of a jsonl file, as bytes."""

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

    def packed(self, written: list[bytes]) -> list[bytes]:
        """Return the lines compressed as their file is."""
        assert self.output is not None
        return [compressed(b"".join(written), Path(self.output).suffix)]

    def _line(self, raw: bytes, number: int, account: Account) -> bytes | None:
        where = {"source": self.source, "output": self.output, "encoding": self.codec, "line": number}
        try:
            line = raw.decode(self.codec if number == 1 else self.codec.removesuffix("-sig")).rstrip("\r")
        except UnicodeDecodeError as error:
            account.kept(f"line {number}: {error}", **where)
            return raw + b"\n"
        column = account.job.text_column
        try:
            record, page = _record(line, column)
        except (ValueError, RecursionError) as error:
            account.kept(f"line {number}: {error}", **where)
            return utf8(line + "\n")
        if page is None:
            account.kept(None, **where)
            return utf8(line + "\n")
        cleaned = account.clean(page, name=f"{self.source}:{number}", **where)
        if cleaned is None:
            return None
        if cleaned is page:  # a line with nothing to clean stays as it came
            return utf8(line + "\n")
        record[column] = cleaned
        return json_line(record)


def _record(line: str, column: str) -> tuple[dict[str, Any], str | None]:
    """Return the object of a line and its text, which may be null."""
    record = json.loads(line)
    if not isinstance(record, dict):
        raise ValueError(f"a JSON {type(record).__name__}, not an object")  # noqa: TRY004
    if column not in record:
        raise ValueError(f"no column {column!r}: the columns are {', '.join(list(record)[:10])}")
    page = record[column]
    if page is not None and not isinstance(page, str):
        raise ValueError(f"{column!r} is {type(page).__name__}, not a string")
    return record, page


def line_chunks(
    document: Document, place: Place, shard_of: Callable[[int], str], most: float
) -> Iterator[Chunk]:
    """Yield the chunks of a jsonl file from ``place`` on, cut into shards of ``most`` input bytes."""
    offset, line, shard = place.offset, place.line, place.shard
    done = 0  # bytes in this shard
    after_file = Place(place.document + 1)
    source = Path(document.source)
    failed: Exception | None = None
    try:
        with source.open("rb") as raw:
            codec, read = _line_reader(raw, source, offset)
            at = raw.tell()
            data = read()
            while failed is None:
                try:
                    following = read()  # one ahead: a shard must know whether it is the last
                except Exception as error:  # noqa: BLE001  (gzip, zlib, zstandard and codecs each have their own)
                    following, failed = b"", error
                offset, next_line = offset + len(data), line + data.count(b"\n")
                done += len(data)
                more = bool(following or failed)
                closes = done >= most or not more
                after = Place(place.document, offset, next_line, shard + closes) if more else after_file
                yield LinesChunk(
                    after=after, size=raw.tell() - at, output=shard_of(shard), closes=closes,
                    source=document.source, codec=codec, first=line + 1, data=data,
                )  # fmt: skip
                if not more:
                    return
                if closes:
                    shard, done = shard + 1, 0
                at = raw.tell()
                data, line = following, next_line
    except Exception as error:  # noqa: BLE001
        failed = error
    if failed is not None:
        yield FailedChunk.of(document, failed, after=after_file, output=shard_of(shard))


class _UntilBroken(io.RawIOBase):
    """An archive as far as it can be read: where it is cut off or damaged it ends, and the error is kept."""

    def __init__(self, archive: IO[bytes]) -> None:
        self._archive = archive
        self.error: Exception | None = None

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        data = b""
        if self.error is None:
            try:
                data = self._archive.read1(len(buffer))  # type: ignore[attr-defined]
            except Exception as error:  # noqa: BLE001  (gzip, zlib and zstandard each have their own)
                self.error = error
        buffer[: len(data)] = data
        return len(data)


def _line_reader(raw: IO[bytes], path: Path, offset: int) -> tuple[str, Callable[[], bytes]]:
    r"""Return the codec of a jsonl file and a function that gives some more of its lines, as bytes.

    Every codec but UTF-16 and UTF-32 has line breaks at the byte ``\n`` and nowhere else; those two are
    given as UTF-8, and a lone surrogate in them as bytes that are none: an error of its line alone.
    """
    sample = _contents(raw, path)[0].read(_SAMPLE + 1)
    codec = codec_of_lines(sample[:_SAMPLE], complete=len(sample) <= _SAMPLE)
    raw.seek(0)
    stream, archive = _contents(raw, path)
    if codec.startswith(("utf-16", "utf-32")):
        text = io.TextIOWrapper(stream, encoding=codec, errors="surrogatepass", newline="\n")
        codec = "utf-8"

        def some() -> bytes:
            return utf8("".join(text.readlines(_BLOCK // 2)))

        while offset > 0:
            offset -= _skipped(some(), archive)
    else:

        def some() -> bytes:
            return b"".join(stream.readlines(_BLOCK))

        if archive is None:
            raw.seek(offset)
        while archive and offset > 0:
            offset -= _skipped(stream.read(min(offset, _BLOCK)), archive)

    def read() -> bytes:
        data = some()
        if not data and archive and archive.error:
            raise archive.error
        return data

    return codec, read


def _skipped(data: bytes, archive: _UntilBroken | None) -> int:
    """Return how much was passed over on the way to where a batch goes on; a file that ends before is an error."""
    if not data:
        raise (archive and archive.error) or EOFError("the file is shorter than when the batch began")
    return len(data)


def _contents(raw: IO[bytes], path: Path) -> tuple[IO[bytes], _UntilBroken | None]:
    """Return what stands in a file and, where that is an archive, the reader that keeps its error."""
    stream = decompressed(raw, path.suffix)
    if stream is raw:
        return raw, None
    archive = _UntilBroken(stream)
    return io.BufferedReader(archive), archive
