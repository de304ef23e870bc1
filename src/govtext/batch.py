"""A batch: files in, cleaned files out, a report line per document; stopped at any moment, it goes on.

One bad document never costs another: a file that cannot be read, or a page that a step fails on, is named
in the report; a page that fails is written as it was. Only one process writes, and everything it
writes is renamed into place when it is whole.

While a batch runs, the output folder holds a folder ``.govtext``: what was asked (``run.json``), how far it
came (``done.jsonl``, a line for every group of text files and every shard), and the report so far. A
batch that is taken up again cuts the report back to the last of these lines and goes on from its
place, so the result is, byte for byte, that of a batch that was never stopped.
"""

from __future__ import annotations

import glob
import hashlib
import json
import os
import shutil
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any, Self

from govtext.corpora import Chunk, Cleaned, CleanJob, Document, Place, line_chunks, text_chunks
from govtext.files import whole_bytes, whole_file
from govtext.parallel import spread
from govtext.summary import Summary
from govtext.version import __version__

if TYPE_CHECKING:
    from collections.abc import Callable, Generator, Iterable, Iterator

    from govtext.audit import Audit

__all__ = ["Batch", "BatchError", "plan", "run"]

SUFFIXES = (".txt", ".jsonl", ".jsonl.gz", ".jsonl.zst", ".parquet")
SHARD_SIZE = 256 << 20  # bytes of input in a shard of the output
_PACKED = 4  # text packs to a quarter or less: how much larger a compressed file is than it looks
_CORPUS = 256  # text files that make a corpus: from here on a batch has a manifest
_STATE, _FINISHED = ".govtext", ".govtext-finished"


class BatchError(ValueError):
    """A batch that cannot be run as asked; nothing was written."""


@dataclass(frozen=True)
class Batch:
    """The files to clean, where each goes, and how large a shard is."""

    out: Path
    documents: tuple[Document, ...]
    shard_size: int = SHARD_SIZE

    @property
    def size(self) -> int:
        """Bytes of input."""
        return sum(document.size for document in self.documents)

    @property
    def is_corpus(self) -> bool:
        """Whether the batch is one that needs a manifest: JSON lines, Parquet, or many text files."""
        return len(self.documents) > _CORPUS or any(d.kind != "text" for d in self.documents)

    def shards(self, document: Document) -> tuple[Callable[[int], str], float]:
        """Return the name of shard ``i`` of a file and its size; a small file is one shard of its own name."""
        packed = 1 if document.source.endswith(".jsonl") else _PACKED
        if document.size * packed <= self.shard_size:
            return lambda _: document.target, float("inf")
        before, after = _parted(document.target)
        return lambda number: f"{before}-{number:05}{after}", self.shard_size


def _parted(target: str) -> tuple[str, str]:
    """Part ``out/pages.jsonl.gz`` before its suffixes."""
    suffix = next(s for s in sorted(SUFFIXES, key=len, reverse=True) if target.endswith(s))
    return target.removesuffix(suffix), suffix


# -- What to do ---------------------------------------------------------------------------------------


def plan(
    sources: Iterable[str],
    out: Path,
    *,
    force: bool = False,
    resume: bool = False,
    shard_size: int = SHARD_SIZE,
) -> Batch:
    """Return the files to clean and where each goes; raise `BatchError` before anything is written.

    A source is a file, a folder (its .txt, .jsonl, .jsonl.gz, .jsonl.zst and .parquet files, at any depth) or
    a glob. Nothing that exists is overwritten unless ``force`` is set; ``resume`` goes on with a batch that
    was stopped.
    """
    documents: dict[str, Document] = {}
    root = out.resolve()
    for source in sources:
        found = False
        for base, path in _expand(source):
            found = True
            if path.resolve().is_relative_to(root):
                raise BatchError(f"the output folder {out} is also an input: {path}")
            stat = path.stat()
            target = str(out / path.relative_to(base))
            document = Document(str(path), target, stat.st_size, stat.st_mtime_ns)
            if documents.setdefault(target, document) != document:
                raise BatchError(f"{documents[target].source} and {path} would both be written to {target}")
        if not found:
            raise BatchError(f"no .txt or .jsonl file in {source!r}, nor any of {', '.join(SUFFIXES[2:])}")
    batch = Batch(out, tuple(documents.values()), shard_size)
    _refuse_reserved(batch)
    goes_on = resume and any((out / name).exists() for name in (_STATE, "report.jsonl"))
    if not goes_on and not force:
        _refuse_existing(batch)
    return batch


def _expand(source: str) -> Iterator[tuple[Path, Path]]:
    """Yield (the folder that names are kept relative to, the file) for a file, folder or glob."""
    path = Path(source)
    if path.is_dir():
        for folder, folders, names in os.walk(path):
            folders.sort()
            for name in sorted(names):
                if name.endswith(SUFFIXES) and (file := Path(folder, name)).is_file():
                    yield path, file
    elif path.is_file():
        yield path.parent, path
    else:
        for name in sorted(glob.glob(source, recursive=True)):  # noqa: PTH207  (may begin at the root)
            file = Path(name)
            if file.is_file() and file.name.endswith(SUFFIXES):
                yield file.parent, file


def _refuse_reserved(batch: Batch) -> None:
    reserved = {str(batch.out / name) for name in ("report.jsonl", "manifest.json")}
    for document in batch.documents:
        name = document.target if document.kind == "text" else batch.shards(document)[0](0)
        if name in reserved:
            raise BatchError(f"{document.source} would be overwritten by the report: rename it")


def _refuse_existing(batch: Batch) -> None:
    if (batch.out / _STATE).exists():
        raise BatchError(
            f"{batch.out} holds a batch that was stopped: --resume goes on, --force begins again"
        )
    places = [batch.out / "report.jsonl", batch.out / "manifest.json"]
    places += [Path(batch.shards(d)[0](0) if d.kind != "text" else d.target) for d in batch.documents]
    for place in places:
        if place.exists():
            raise BatchError(f"{place} exists: use --force to overwrite it")


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


# -- Doing it -----------------------------------------------------------------------------------------


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
    state = _State(batch, job)
    if resume and state.is_finished:
        return state.finished()
    place = state.begin(resume=resume)
    summary = state.summary
    advance(_done_before(batch, place), summary)
    chunks = _chunks(batch, place, job.text_column)
    results: Generator[Cleaned]
    results = (job(chunk) for chunk in chunks) if workers == 1 else spread(job, chunks, workers=workers)
    with state, closing(results):
        for cleaned in results:
            state.take(cleaned)
            if audit is not None and cleaned.audit is not None:
                audit.merge(cleaned.audit)
            advance(cleaned.chunk.size, summary)
        state.finish()
    return summary


def _done_before(batch: Batch, place: Place) -> int:
    done = sum(document.size for document in batch.documents[: place.document])
    if place.offset and batch.documents[place.document].source.endswith(".jsonl"):
        done += place.offset
    return done


class _State:
    """What a batch has written so far, on disk and open."""

    def __init__(self, batch: Batch, job: CleanJob) -> None:
        self.batch = batch
        self.summary = Summary()
        self._folder = batch.out / _STATE
        self._asked = _asked(batch, job)
        self._report: IO[bytes] | None = None
        self._done: IO[str] | None = None
        self._shard: _Shard | None = None

    @property
    def is_finished(self) -> bool:
        """Whether the batch came to its end; only removing the state may have been interrupted."""
        return not (self._folder / "report.jsonl").exists() and (self.batch.out / "report.jsonl").exists()

    def finished(self) -> Summary:
        """Return the sums of a batch that came to its end, if it is the one that was asked for."""
        manifest = self.batch.out / "manifest.json"
        if manifest.exists():
            self._compare(json.loads(manifest.read_text("utf-8")))
        self.clear()
        return self.summary_of_report(self.batch.out / "report.jsonl")

    def begin(self, *, resume: bool) -> Place:
        """Make or open the state, and return where to go on."""
        asked = self._folder / "run.json"
        if resume and asked.exists():
            self._compare(json.loads(asked.read_text("utf-8")))
        else:
            self.clear()
            self._remove_old()
            self._folder.mkdir(parents=True)
            (self._folder / "done.jsonl").touch()
            (self._folder / "report.jsonl").touch()
            with whole_file(asked) as out:  # last: from here on the batch can be resumed
                json.dump(self._asked, out, ensure_ascii=False)
        for unfinished in self._folder.glob("*.part"):
            unfinished.unlink()
        place, length, reported = self._last()
        with (self._folder / "done.jsonl").open("r+b") as done:
            done.truncate(length)
        report = self._folder / "report.jsonl"
        with report.open("r+b") as lines:
            lines.truncate(reported)
        self.summary = self.summary_of_report(report)
        self._done = (self._folder / "done.jsonl").open("a", encoding="utf-8", newline="\n")
        self._report = report.open("ab")
        return place

    def _compare(self, before: dict[str, Any]) -> None:
        for key, value in self._asked.items():
            if key in before and before[key] != value:
                raise BatchError(
                    f"cannot resume: {key!r} was {_short(before.get(key))} when the batch began and is "
                    f"{_short(value)} now; --force begins again"
                )

    def _remove_old(self) -> None:
        """With --force: the report of an earlier batch, and its shards, of which it may have had more."""
        for name in ("report.jsonl", "manifest.json"):
            (self.batch.out / name).unlink(missing_ok=True)
        for document in self.batch.documents:
            if document.kind != "text":
                before, after = _parted(document.target)
                Path(document.target).unlink(missing_ok=True)
                name = f"{glob.escape(Path(before).name)}-[0-9][0-9][0-9][0-9][0-9]{glob.escape(after)}"
                for old in Path(before).parent.glob(name):
                    old.unlink()

    def _last(self) -> tuple[Place, int, int]:
        """Return the place after the last whole line of done.jsonl, its length, and that of the report."""
        place, length, reported = Place(), 0, 0
        with (self._folder / "done.jsonl").open("rb") as done:
            for line in done:
                if not line.endswith(b"\n"):
                    break
                entry = json.loads(line)
                place, reported = Place(*entry["after"]), entry["report"]
                length += len(line)
        return place, length, reported

    @staticmethod
    def summary_of_report(path: Path) -> Summary:
        """Return the sums of a report."""
        with path.open(encoding="utf-8", newline="\n") as lines:
            return Summary.of_report(json.loads(line) for line in lines)

    def take(self, cleaned: Cleaned) -> None:
        """Write one chunk; when it closes its shard, note that all up to here is done."""
        assert self._report is not None
        chunk = cleaned.chunk
        made: dict[str, Any] | None = None
        if chunk.output is None:
            for target, text in zip(cleaned.written[::2], cleaned.written[1::2], strict=True):
                path = Path(target.decode(errors="surrogateescape"))
                with whole_bytes(path, beside=self._folder) as out:
                    out.write(text)
        else:
            if self._shard is None and cleaned.written:
                source = self.batch.documents[self._document(chunk)].source
                self._shard = _Shard(chunk.output, source, self._folder)
            if self._shard is not None:
                self._shard.write(cleaned)
                if chunk.closes:
                    made, self._shard = self._shard.close(), None
        self._report.write(cleaned.report)
        self.summary.merge(cleaned.tallies)
        if chunk.closes:
            self._note(chunk.after, made)

    @staticmethod
    def _document(chunk: Chunk) -> int:
        return chunk.after.document - (chunk.after.offset == 0)

    def _note(self, after: Place, made: dict[str, Any] | None) -> None:
        assert self._report is not None
        assert self._done is not None
        self._report.flush()
        entry = {"after": after, "report": self._report.tell(), "made": made}
        self._done.write(json.dumps(entry, ensure_ascii=False) + "\n")
        self._done.flush()

    def finish(self) -> None:
        """Put report and manifest into their places and remove the state."""
        assert self._report is not None
        assert self._done is not None
        self._report.close()
        self._done.close()
        if self.batch.is_corpus:
            self._write_manifest()
        (self._folder / "report.jsonl").replace(self.batch.out / "report.jsonl")
        self.clear()

    def clear(self) -> None:
        """Remove the state: first from its place, then from the disk."""
        finished = self.batch.out / _FINISHED
        if finished.exists():
            shutil.rmtree(finished)
        if self._folder.exists():
            self._folder.rename(finished)
            shutil.rmtree(finished)

    def _write_manifest(self) -> None:
        with (self._folder / "done.jsonl").open(encoding="utf-8", newline="\n") as done:
            made = [entry["made"] for entry in map(json.loads, done) if entry["made"] is not None]
        total = self.summary.total
        counts = ("documents", "chars_in", "chars_out", "edits", "truncated", "dropped", "failed")
        manifest = {
            **{key: value for key, value in self._asked.items() if key != "files"},
            "inputs": [
                {"source": d.source, "bytes": d.size} for d in self.batch.documents if d.kind != "text"
            ],
            "text_files": sum(d.kind == "text" for d in self.batch.documents),
            "outputs": made,
            "report": "report.jsonl",
            "totals": {name: getattr(total, name) for name in counts},
        }
        with whole_file(self.batch.out / "manifest.json", beside=self._folder) as out:
            json.dump(manifest, out, ensure_ascii=False, indent=1)
            out.write("\n")

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        if self._shard is not None:
            self._shard.abandon()
        for stream in (self._report, self._done):
            if stream is not None:
                stream.close()


class _Shard:
    """One output file of a corpus, written in the state folder and renamed when it is whole."""

    def __init__(self, output: str, source: str, folder: Path) -> None:
        self._output, self._source = Path(output), source
        self._unfinished = folder / "shard.part"
        self._file = self._unfinished.open("wb")
        self._rows: Any = None
        if source.endswith(".parquet"):
            from govtext.parquet import ParquetShard

            self._rows = ParquetShard(self._file, source)
        self._counts = {"documents": 0, "failed": 0, "dropped": 0}

    def write(self, cleaned: Cleaned) -> None:
        for tally in cleaned.tallies.values():
            for name in self._counts:
                self._counts[name] += getattr(tally, name)
        if self._rows is not None:
            self._rows.write(cleaned.written)
        else:
            self._file.writelines(cleaned.written)

    def close(self) -> dict[str, Any]:
        if self._rows is not None:
            self._rows.close()
        self._file.flush()
        os.fsync(self._file.fileno())
        self._file.close()
        with self._unfinished.open("rb") as whole:
            digest = hashlib.file_digest(whole, "sha256").hexdigest()
        size = self._unfinished.stat().st_size
        self._output.parent.mkdir(parents=True, exist_ok=True)
        self._unfinished.replace(self._output)
        return {
            "output": str(self._output), "source": self._source, **self._counts, "bytes": size, "sha256": digest,
        }  # fmt: skip

    def abandon(self) -> None:
        self._file.close()
        self._unfinished.unlink(missing_ok=True)


def _asked(batch: Batch, job: CleanJob) -> dict[str, Any]:
    """What the output depends on; a batch is only taken up again where all of it is the same."""
    inputs = hashlib.sha256()
    for document in batch.documents:
        inputs.update(repr(document).encode(errors="surrogateescape"))
    return {
        "govtext": __version__,
        "pipeline": job.pipeline.to_dict(),
        "fingerprint": job.pipeline.fingerprint,
        "text_column": job.text_column,
        "drop_truncated": job.drop_truncated,
        "shard_size": batch.shard_size,
        "files": inputs.hexdigest()[:16],  # with their times: in run.json only
    }


def _short(value: object) -> str:
    text = json.dumps(value, ensure_ascii=False)
    return text if len(text) <= 60 else text[:57] + "..."
