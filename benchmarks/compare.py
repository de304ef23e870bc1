"""The comparison: what other cleaners make of the same pages, each in an environment of its own.

    python -m benchmarks.peers make DIR          install the peers, once
    python -m benchmarks.compare DIR             run them over seeds/ and tests/cases, print the table
    python -m benchmarks.compare DIR --docs      and renew the tables of docs/explanation/comparison*.md and README*.md

Every peer gets the text that govtext gets, with the settings that `benchmarks.peers.PEERS` shows. That is not the
job that each of them was made for (trafilatura reads HTML, data-juicer and datatrove mostly drop whole
documents), which the page says. Figures:

* noise removed and content kept, over characters, blind to white space, script, ellipses and the form of
  punctuation and quotation marks, so that nobody is marked down for a convention
* clean pages changed, as blindly: of the pages in which nothing is to go
* marks narrowed: how many of the full-width commas, colons and brackets of the content are no longer full width
"""

from __future__ import annotations

import argparse
import json
import re
import subprocess
import sys
import tempfile
from dataclasses import dataclass, field
from pathlib import Path

from rapidfuzz.distance import Indel

import govtext
from benchmarks.peers import PEERS
from tests.golden_pages import GOLDEN, SEEDS
from tests.marked import case_paths, norm, parse

ROOT = Path(__file__).parent.parent
GROUPS = ("seeds", "pinyin", "paywall", "furniture", "footer", "duplicates", "mixed")
TABLE = re.compile(r"(?<=<!-- compare -->\n).*?(?=<!-- /compare -->)", re.DOTALL)
SHORT = re.compile(r"(?<=<!-- compare-short -->\n).*?(?=<!-- /compare-short -->)", re.DOTALL)
MARKS = re.compile("[\uff0c\uff1a\uff1b\uff08\uff09\uff01\uff1f]")
_FORMS = str.maketrans("\u3002\u3001\u201c\u201d\u2018\u2019\u3010\u3011\u300a\u300b", ".,\"\"''[]<>")
# Runs in the peer's interpreter; a page on which it fails counts as unchanged and is counted.
RUNNER = """
import importlib.metadata, json, sys
pages = json.load(open(sys.argv[1], encoding="utf-8"))
out, failed = [], 0
for page in pages:
    try:
        out.append(clean(page) or "")
    except Exception:
        out.append(page)
        failed += 1
version = importlib.metadata.version(sys.argv[2])
print("\\n" + json.dumps({"out": out, "failed": failed, "version": version}))
"""


@dataclass(frozen=True)
class Page:
    """A page with what should be left of it; ``group`` is the kind of noise, or ``clean``."""

    group: str
    raw: str
    gold: str


@dataclass
class Score:
    """The sums of one cleaner over the pages."""

    noise: dict[str, int] = field(default_factory=dict)
    left: dict[str, int] = field(default_factory=dict)
    content: int = 0
    lost: int = 0
    marks: int = 0
    marks_left: int = 0
    clean: int = 0
    changed: int = 0


def pages() -> list[Page]:
    """The five seeds with their goldens, and every marked page at full and at half width."""
    found = [
        Page("seeds", seed.read_text("utf-8"), (GOLDEN / f"{seed.stem}.txt").read_text("utf-8"))
        for seed in SEEDS
    ]
    for path in case_paths():
        for wide in (False, True):
            case = parse(path, wide=wide)
            if "xfail" not in case.head:
                group = "clean" if case.raw == case.gold else path.parent.name
                found.append(Page(group, case.raw, case.gold))
    return found


def blind(text: str) -> str:
    """Fold what no cleaner is judged by, the forms of marks included."""
    return norm(text).translate(_FORMS).replace("<", "").replace(">", "")


def scored(given: list[Page], cleaned: list[str]) -> Score:
    """Score one cleaner's texts against the pages."""
    score = Score()
    for page, out in zip(given, cleaned, strict=True):
        gold, got, raw = blind(page.gold), blind(out), blind(page.raw)
        left = lost = 0
        if gold != got:
            for tag, i1, i2, j1, j2 in Indel.opcodes(gold, got):
                lost += (i2 - i1) if tag != "equal" else 0
                left += (j2 - j1) if tag != "equal" else 0
        noise = len(raw) - len(gold)
        score.noise[page.group] = score.noise.get(page.group, 0) + noise
        score.left[page.group] = score.left.get(page.group, 0) + min(left, noise)
        score.content += len(gold)
        score.lost += lost
        marks = len(MARKS.findall(page.gold))
        score.marks += marks
        score.marks_left += min(marks, len(MARKS.findall(out)))
        if page.group == "clean":
            score.clean += 1
            score.changed += gold != got
    return score


def run(place: Path, code: str, package: str, file: Path) -> tuple[list[str], str]:
    """Return a peer's texts with its version; ``RuntimeError`` says why there are none."""
    interpreter = place / "bin" / "python"
    if not interpreter.exists():
        raise RuntimeError("not installed")
    done = subprocess.run(
        [interpreter, "-c", code + RUNNER, str(file), package],
        capture_output=True, text=True, check=False, cwd=file.parent, timeout=900,
    )  # fmt: skip
    if done.returncode:
        raise RuntimeError(done.stderr.strip().rpartition("\n")[2][-160:])
    answer = json.loads(done.stdout.strip().rpartition("\n")[2])
    if answer["failed"]:
        print(f"{package}: failed on {answer['failed']} pages, taken as unchanged", file=sys.stderr)
    return answer["out"], answer["version"]


def row(name: str, score: Score) -> str:
    """One row of the table."""
    cells = []
    for group in GROUPS:
        noise = score.noise.get(group, 0)
        cells.append(f"{100 * (1 - score.left[group] / noise):.1f}" if noise else "")
    cells.append(f"{100 * (1 - score.lost / score.content):.2f}")
    cells.append(f"{score.changed} of {score.clean}")
    cells.append(f"{100 * (1 - score.marks_left / score.marks):.0f}" if score.marks else "")
    return f"| {name} | " + " | ".join(cells) + " |"


def short_row(name: str, score: Score) -> str:
    """One row of the table of the README."""
    removed = 100 * (1 - sum(score.left.values()) / sum(score.noise.values()))
    kept = 100 * (1 - score.lost / score.content)
    return f"| {name} | {removed:.1f} | {kept:.2f} | {score.changed} of {score.clean} |"


def header(*heads: str) -> list[str]:
    """The head of a table whose first column is a name."""
    return [f"| {' | '.join(heads)} |", f"|---|{'---:|' * (len(heads) - 1)}"]


def tables(folder: Path) -> tuple[str, str]:
    """Run everybody and return the Markdown tables, the long one and that of the README."""
    scores, absent = run_all(folder)
    kinds = (f"{group} removed %" for group in GROUPS)
    long = header("cleaner", *kinds, "content kept %", "clean pages changed", "marks narrowed %")
    long += [row(name, score) for name, score in scores.items()]
    long += [f"\nnot run: {reason}" for reason in absent]
    short = header("cleaner", "noise removed %", "content kept %", "clean pages changed")
    short += [short_row(name, score) for name, score in scores.items()]
    return "\n".join(long) + "\n", "\n".join(short) + "\n"


def run_all(folder: Path) -> tuple[dict[str, Score], list[str]]:
    """Return the score of every cleaner by name and version, and who could not be run, and why."""
    given = pages()
    scores = {f"govtext {govtext.__version__}": scored(given, [govtext.clean(page.raw) for page in given])}
    absent = []
    with tempfile.TemporaryDirectory() as temporary:
        file = Path(temporary, "pages.json")
        file.write_text(json.dumps([page.raw for page in given], ensure_ascii=False), "utf-8")
        for name, (_, packages, code) in PEERS.items():
            package = packages[0].partition("[")[0]
            try:
                texts, version = run(folder / name, code, package, file)
            except (RuntimeError, subprocess.TimeoutExpired) as error:
                absent.append(f"{name}: {error}")
                continue
            scores[f"{name} {version}"] = scored(given, texts)
    return scores, absent


def main(argv: list[str]) -> int:
    """Print the table; with --docs, put it into the pages."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("folder", type=Path, help="made by python -m benchmarks.peers make DIR")
    parser.add_argument("--docs", action="store_true")
    args = parser.parse_args(argv)
    long, short = tables(args.folder)
    print(long, short, sep="\n")
    if args.docs:
        for path in (*sorted(ROOT.glob("docs/explanation/comparison*.md")), *sorted(ROOT.glob("README*.md"))):
            text = TABLE.sub(lambda _: long, path.read_text("utf-8"))
            path.write_text(SHORT.sub(lambda _: short, text), "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
