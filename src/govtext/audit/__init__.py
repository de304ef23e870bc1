"""The audit: what a batch removed, rule by rule, and the documents where a person should look.

An `Audit` takes results one by one, keeps totals of all of them and the views of a bounded sample, and
writes one self-contained HTML file. Its memory does not grow with the batch, and parts made in several
processes merge into the same audit as one process would have made.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from govtext.audit.sample import Sample
from govtext.audit.totals import Totals

if TYPE_CHECKING:
    from collections.abc import Sequence

    from govtext.result import Result
    from govtext.rules import Rule

__all__ = ["Audit"]


class Audit:
    """Collect results, then write the page.

    ``sample`` is the number of documents that the page can show at most; all are counted. ``rules`` are
    a user's own rules, for the reasons that the page gives.

    >>> from govtext.edits import Edit
    >>> from govtext.result import Result
    >>> audit = Audit()
    >>> audit.add("a.txt", Result.from_edits("甲(jiǎ)乙", [Edit(1, 6, "", "pinyin.toned")]))
    >>> audit.totals.documents, audit.totals.rules["pinyin.toned"].removed
    (1, 5)
    >>> "pinyin.toned" in audit.to_html()
    True
    """

    __slots__ = ("_sample", "rules", "totals")

    def __init__(self, *, sample: int = 300, rules: Sequence[Rule] = ()) -> None:
        self.totals = Totals()
        self.rules = tuple(rules)
        self._sample = Sample(sample)

    def add(self, source: str, result: Result) -> None:
        """Count one document and keep its view if it is among those to look at.

        ``source`` names the document on the page: a path, or a path and a line.
        """
        self.totals.add(result)
        self._sample.add(source, result)

    def merge(self, other: Audit) -> None:
        """Take in the audit of another part of the same batch, e.g. from another process."""
        self.totals.merge(other.totals)
        self._sample.merge(other._sample)

    def to_html(self, *, title: str = "govtext audit 清洗审计") -> str:
        """Return the page: one HTML document, no network, safe for any text."""
        from govtext.audit.page import page

        return page(self.totals, self._sample.views(self.totals), rules=self.rules, title=title)

    def write(self, path: str | Path, *, title: str = "govtext audit 清洗审计") -> None:
        """Write the page to a file, whole or not at all."""
        from govtext.files import whole_file

        with whole_file(Path(path)) as out:
            out.write(self.to_html(title=title))
