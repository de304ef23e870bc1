"""A million pages: the laws of the design over generated pages, fast and on every core.

Hypothesis chooses cleverly but slowly; here a page is a handful of pieces drawn by a plain generator:
lines of the marked pages (tests/cases), of the seeds, and the sentences, labels, brackets and control
characters of tests/properties, joined by every kind of break, with stretches repeated, cut off,
reversed, doubled in width or read in a wrong encoding. Page ``i`` is the same on every machine, so a
failure is named by its number.

    python -m benchmarks.million                       10,000 pages on every core: in CI, under a minute
    python -m benchmarks.million --pages 1000000 --log build/million.jsonl       by hand; the same again goes on
    python -m benchmarks.million --page 123456         one page again, with its text

Checked for every page are the laws of tests/laws.py: the pipeline's, and for every twentieth page those of each step
and of results (offsets, pickle, JSON) as well; that nothing raises; that no page takes longer than five seconds.
Exit status 1 when a page broke one. A log belongs to one state of the tree; any other refuses it.
"""

from __future__ import annotations

import argparse
import functools
import hashlib
import json
import multiprocessing
import os
import random
import sys
import time
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from govtext.pipeline import BUILT_IN
from tests import laws
from tests.marked import case_paths, parse
from tests.properties.pages import JOINTS, NOISE, SENTENCES, TITLES

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

ROOT = Path(__file__).parent.parent
SEEDS = ROOT / "seeds"
BLOCK = 500
_THOROUGH = 20  # of so many pages one is asked everything: that costs ten times as much
_SLOW = 5.0  # processor seconds that no page of this length may take
_WIDE = {code: code + 0xFEE0 for code in range(0x21, 0x7F)}
_ODD = "()（）[]【】《》|…·、。：;\u3000\xa0\u200b\ufeff\ufffd\x00\x0b\x0c\x1c\x85\u2028\u202e\ue000\ud800\udfff\U00020000\U0001f600\u030c"
_CODECS = (
    ("utf-8", "gb18030"),
    ("gb18030", "latin-1"),
    ("utf-8", "latin-1"),
    ("utf-8", "cp1252"),
    ("gb18030", "big5"),
)


@functools.cache
def pieces() -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return lines to build pages of, and whole pages to damage."""
    whole = [parse(path).raw for path in case_paths()]
    lines = {line for page in whole for line in page.split("\n") if line.strip()}
    for seed in sorted(SEEDS.glob("*.txt")):
        lines |= {line[:400] for line in seed.read_text("utf-8").split("\n") if line.strip()}
    return (*sorted(lines), *(TITLES + SENTENCES + NOISE) * 8), tuple(whole)


def page(number: int, lines: tuple[str, ...], whole: tuple[str, ...]) -> str:
    """Return page ``number``: the same one whenever the tree is the same."""
    rng = random.Random(number)
    if rng.random() < 0.15:
        text = _damaged(rng, rng.choice(whole))
    else:
        text = "".join(rng.choice(lines) + _joint(rng) for _ in range(rng.randrange(1, 8)))
    if rng.random() < 0.3:  # a stretch stands twice
        start = rng.randrange(len(text))
        copy = text[start : start + rng.randrange(1, 400)]
        text += _joint(rng) + (copy[::-1] if rng.random() < 0.05 else copy)
    chance = rng.random()
    if chance < 0.15:
        text = text[: rng.randrange(len(text) + 1)]
    elif chance < 0.25:
        text = text[rng.randrange(len(text)) :]
    elif chance < 0.29:
        text = text.translate(_WIDE)
    elif chance < 0.32:
        text = text.replace("\n", "")
    elif chance < 0.34:
        written, read = rng.choice(_CODECS)
        text = text.encode(written, "replace").decode(read, "replace")
    return text


def _joint(rng: random.Random) -> str:
    return "\n" if rng.random() < 0.6 else rng.choice(JOINTS)


def _damaged(rng: random.Random, text: str) -> str:
    """Return a page with a few characters put in, taken out or moved."""
    for _ in range(rng.randrange(1, 6)):
        at = rng.randrange(len(text) + 1)
        kind = rng.random()
        if kind < 0.4:
            text = text[:at] + rng.choice(_ODD) + text[at:]
        elif kind < 0.8:
            text = text[:at] + text[at + rng.randrange(1, 30) :]
        else:
            other = rng.randrange(len(text) + 1)
            text = text[:at] + text[other : other + rng.randrange(1, 60)] + text[at:]
    return text or "空"


def broken_laws(text: str, *, thorough: bool) -> Iterator[str]:
    yield from laws.of_pipeline(text, thorough=thorough)
    if thorough:
        for step in BUILT_IN:
            yield from laws.of_step(step, text)


class Block(NamedTuple):
    """Pages ``first`` to ``end`` (not included), tried: their cost and which broke what."""

    first: int
    end: int
    characters: int
    seconds: float
    slowest: float
    slowest_page: int
    broken: tuple[tuple[int, str], ...]


def run_block(span: tuple[int, int]) -> Block:
    lines, whole = pieces()
    found: list[tuple[int, str]] = []
    slowest, slowest_page, characters = 0.0, span[0], 0
    began = time.process_time()
    for number in range(*span):
        text = page(number, lines, whole)
        characters += len(text)
        begin = time.process_time()
        try:
            found += [(number, law) for law in broken_laws(text, thorough=number % _THOROUGH == 0)]
        except Exception as error:  # noqa: BLE001  whatever is raised is a failure
            found.append((number, f"raised {type(error).__name__}: {error}"[:200]))
        spent = time.process_time() - begin
        if spent > _SLOW:
            found.append((number, f"took longer than {_SLOW:g} s"))
        if spent > slowest:
            slowest, slowest_page = spent, number
    return Block(*span, characters, time.process_time() - began, slowest, slowest_page, tuple(found))


# -- A run that can be stopped ------------------------------------------------------------------------


def tree() -> str:
    """Return a hash of what a run depends on: the package, the marked pages, the pieces and the laws."""
    digest = hashlib.sha256()
    for folder in (
        "src",
        "seeds",
        "tests/cases",
        "tests/properties",
        "tests/laws.py",
        "benchmarks/million.py",
    ):
        place = ROOT / folder
        for path in sorted(place.rglob("*")) if place.is_dir() else [place]:
            if path.suffix in (".py", ".toml", ".txt"):
                digest.update(f"{path.relative_to(ROOT)}\0".encode() + path.read_bytes())
    return digest.hexdigest()[:16]


class Log:
    """The blocks that are done, one a line, in a file or (``path=None``) in memory."""

    def __init__(self, path: Path | None) -> None:
        self.path, self.tree = path, tree()
        self.blocks: list[Block] = []
        for line in path.read_text("utf-8").splitlines() if path and path.exists() else []:
            try:
                data = json.loads(line)
            except json.JSONDecodeError:  # the run was stopped while it wrote
                continue
            if data.pop("tree") != self.tree:
                raise SystemExit(f"{path} is of another state of the tree: move it away")
            data["broken"] = tuple((number, law) for number, law in data["broken"])
            self.blocks.append(Block(**data))

    def missing(self, pages: int) -> list[tuple[int, int]]:
        done = {(block.first, block.end) for block in self.blocks}
        spans = [(at, min(at + BLOCK, pages)) for at in range(0, pages, BLOCK)]
        return [span for span in spans if span not in done]

    def add(self, block: Block) -> None:
        self.blocks.append(block)
        if self.path:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            with self.path.open("a", encoding="utf-8") as out:
                out.write("\n" if out.tell() and not self._ends_a_line() else "")
                out.write(json.dumps(block._asdict() | {"tree": self.tree}) + "\n")

    def _ends_a_line(self) -> bool:
        assert self.path
        return self.path.read_bytes()[-1:] == b"\n"


def report_of(blocks: Sequence[Block]) -> str:
    """Return what docs/reliability.md says of a run, then the laws that were broken."""
    pages = sum(block.end - block.first for block in blocks)
    slow = max(blocks, key=lambda block: block.slowest)
    broken = Counter(law for block in blocks for _, law in block.broken)
    bad = len({number for block in blocks for number, _ in block.broken})
    spent, characters = sum(block.seconds for block in blocks), sum(block.characters for block in blocks)
    summary = (
        f"{pages:,} pages of {characters / pages:.0f} characters, {bad} broken, {spent / 3600:.2f} processor hours"
        f" ({1000 * spent / pages:.1f} ms a page), slowest {slow.slowest:.2f} s (page {slow.slowest_page})"
    )
    lines = [summary, *(f"{count:7} {law}" for law, count in broken.most_common())]
    return "\n".join(lines)


def show(number: int) -> int:
    lines, whole = pieces()
    text = page(number, lines, whole)
    print(ascii(text), text, sep="\n")
    found = list(broken_laws(text, thorough=True))
    print("\n".join(found) or "every law holds")
    return min(len(found), 1)


def main(argv: list[str]) -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--pages", type=int, default=10_000)
    parser.add_argument(
        "--log", type=Path, help="keep the finished blocks here, and go on where a run stopped"
    )
    parser.add_argument("--workers", type=int, default=os.cpu_count())
    parser.add_argument("--page", type=int)
    args = parser.parse_args(argv)
    if args.page is not None:
        return show(args.page)
    log = Log(args.log)
    spans = log.missing(args.pages)
    if args.log and log.blocks:
        print(f"{len(log.blocks)} blocks of {BLOCK} pages are done, {len(spans)} to go", flush=True)
    begin = time.monotonic()
    with multiprocessing.get_context("spawn").Pool(args.workers, initializer=os.nice, initargs=(5,)) as pool:
        for number, block in enumerate(pool.imap_unordered(run_block, spans), 1):
            log.add(block)
            for at, law in block.broken[:10]:
                print(f"page {at}: {law}", flush=True)
            if number % 40 == 0:
                print(f"{number * BLOCK:,} pages in {time.monotonic() - begin:.0f} s", flush=True)
    print(report_of(log.blocks), f"{time.monotonic() - begin:.0f} s on the clock", sep="\n")
    return min(sum(len(block.broken) for block in log.blocks), 1)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
