"""What a batch did: a report line per document, and the sums that the table shows.

The sums are made from report lines alone, so a run that is taken up again has them from the report that
is already there. Their size does not grow with the batch.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from govtext.result import Result

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from govtext.pipeline import Pipeline

__all__ = ["Summary", "Tally", "report_line", "safe_run"]

_FILES = 20  # files that the table shows
_NAMED = 50  # files that are named when something in them could not be cleaned


def safe_run(pipeline: Pipeline, text: str) -> Result:
    """Return the result; where a step raises, the page as it was, with the error named in it."""
    try:
        return pipeline.run(text)
    except Exception as error:  # noqa: BLE001  (whatever a step raises must not cost the batch)
        return Result(text, text, error=f"{type(error).__name__}: {error}")


def report_line(result: Result, **where: Any) -> dict[str, Any]:
    """Return what report.jsonl says of one document."""
    counts = result.summary()
    return {
        **where,
        "chars_in": len(result.original),
        "chars_out": len(result.text),
        "edits": {rule: count.edits for rule, count in counts.items()},
        "removed": {rule: count.removed for rule, count in counts.items()},
        "metadata": dict(result.metadata),
        "truncation": result.truncation.to_dict(),
        "flags": list(result.flags),
        "error": result.error,
    }


@dataclass(slots=True)
class Tally:
    """Sums over documents."""

    documents: int = 0
    chars_in: int = 0
    chars_out: int = 0
    edits: int = 0
    truncated: int = 0
    dropped: int = 0
    failed: int = 0
    flags: set[str] = field(default_factory=set)
    error: str | None = None  # the first one
    unread: bool = False  # the file itself could not be read

    def add(self, line: Mapping[str, Any]) -> None:
        """Count one report line."""
        if "chars_in" in line:
            self.documents += 1
            self.chars_in += line["chars_in"]
            self.chars_out += line["chars_out"]
            self.edits += sum(line["edits"].values())
            self.truncated += bool(line["truncation"]["truncated"])
            self.dropped += "dropped" in line
            self.flags.update(line["flags"])
        else:
            self.unread = True
        if line["error"] is not None:
            self.failed += 1
            self.error = self.error or line["error"]

    def merge(self, other: Tally) -> None:
        """Count what another tally counted."""
        for name in ("documents", "chars_in", "chars_out", "edits", "truncated", "dropped", "failed"):
            setattr(self, name, getattr(self, name) + getattr(other, name))
        self.flags |= other.flags
        self.error = self.error or other.error
        self.unread = self.unread or other.unread


@dataclass(slots=True)
class Summary:
    """The sums of a batch: of all of it, of its first files, and of files in which something failed."""

    total: Tally = field(default_factory=Tally)
    files: dict[str, Tally] = field(default_factory=dict)
    bad: dict[str, str] = field(default_factory=dict)
    bad_files: int = 0
    _last_bad: str | None = None

    def merge(self, tallies: Mapping[str, Tally]) -> None:
        """Count the tallies of some documents, by source; the parts of a source must come together."""
        for source, tally in tallies.items():
            self.total.merge(tally)
            if source in self.files or len(self.files) < _FILES:
                self.files.setdefault(source, Tally()).merge(tally)
            if tally.error is not None and source != self._last_bad:
                self._last_bad = source
                self.bad_files += 1
                if len(self.bad) < _NAMED:
                    self.bad[source] = tally.error

    @classmethod
    def of_report(cls, lines: Iterable[Mapping[str, Any]]) -> Summary:
        """Return the sums of report lines."""
        summary = cls()
        for line in lines:
            tally = Tally()
            tally.add(line)
            summary.merge({line["source"]: tally})
        return summary
