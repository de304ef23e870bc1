"""What a batch has written so far: on disk, so that it goes on where it was stopped.

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
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any, Self

from govtext.corpora import Place
from govtext.files import whole_bytes, whole_file
from govtext.plan import FINISHED, STATE, Batch, BatchError, parted
from govtext.summary import Summary
from govtext.version import __version__

if TYPE_CHECKING:
    from collections.abc import Iterable

    from govtext.corpora import Chunk, Cleaned, CleanJob

__all__ = ["State"]

_CHANGED = {
    "pipeline": "steps, rules or options are no longer those that the batch began with",
    "files": "the input files are not those that the batch began with",
    "times": "the input files have changed since the batch began",
}


class State:
    """What a batch has written so far, on disk and open."""

    def __init__(self, batch: Batch, job: CleanJob) -> None:
        self.batch = batch
        self.summary = Summary()
        self._folder = batch.out / STATE
        self._asked = _asked(batch, job)
        self._report: IO[bytes] | None = None
        self._done: IO[str] | None = None
        self._shard: Shard | None = None

    @property
    def is_finished(self) -> bool:
        """Whether the batch came to its end; only removing the state may have been interrupted."""
        return not (self._folder / "report.jsonl").exists() and (self.batch.out / "report.jsonl").exists()

    def finished(self) -> Summary:
        """Return the sums of a batch that came to its end, if it is the one that was asked for."""
        report = self.batch.out / "report.jsonl"
        if self.batch.is_corpus:
            manifest = self.batch.out / "manifest.json"
            self._compare(json.loads(manifest.read_text("utf-8")) if manifest.exists() else {"files": None})
        else:
            with report.open(encoding="utf-8", newline="\n") as lines:
                reported = {json.loads(line)["source"] for line in lines}
            if reported != {document.source for document in self.batch.documents}:
                self._compare({"files": None})
        self.clear()
        return self.summary_of_report(report)

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
                what = _CHANGED.get(key) or f"{key} was {before[key]!r} and is {value!r} now"
                raise BatchError(f"cannot resume: {what}; --force begins again")

    def _remove_old(self) -> None:
        """With --force: the report of an earlier batch, and its shards, of which it may have had more."""
        for name in ("report.jsonl", "manifest.json"):
            (self.batch.out / name).unlink(missing_ok=True)
        for document in self.batch.documents:
            if document.kind != "text":
                before, after = parted(document.target)
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

    def take(self, chunk: Chunk, cleaned: Cleaned) -> None:
        """Write one chunk; when it closes its shard, note that all up to here is done."""
        assert self._report is not None
        made: dict[str, Any] | None = None
        if chunk.output is None:
            for target, text in zip(cleaned.written[::2], cleaned.written[1::2], strict=True):
                path = Path(target.decode(errors="surrogateescape"))
                with whole_bytes(path, beside=self._folder) as out:
                    out.write(text)
        else:
            if self._shard is None and cleaned.written:
                self._shard = Shard(chunk.output, chunk.source, self._folder)
            if self._shard is not None:
                self._shard.write(cleaned)
                if chunk.closes:
                    made, self._shard = self._shard.close(), None
        self._report.write(cleaned.report)
        self.summary.merge(cleaned.tallies)
        if chunk.closes:
            self._note(chunk.after, made)

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
        finished = self.batch.out / FINISHED
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
            **{key: value for key, value in self._asked.items() if key != "times"},
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


class Shard:
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
    documents = batch.documents
    return {
        "govtext": __version__,
        "pipeline": job.pipeline.to_dict(),
        "fingerprint": job.pipeline.fingerprint,
        "text_column": job.text_column,
        "drop_truncated": job.drop_truncated,
        "shard_size": batch.shard_size,
        "files": _digest((document.source, document.size) for document in documents),
        "times": _digest(document.changed for document in documents),  # in run.json only
    }


def _digest(values: Iterable[object]) -> str:
    digest = hashlib.sha256()
    for value in values:
        digest.update(repr(value).encode(errors="surrogateescape"))
    return digest.hexdigest()[:16]
