"""The quality gate: how well the marked pages of tests/cases come out, against pinned floors.

    python -m benchmarks.quality                 score, compare with benchmarks/quality.json, exit 1 below a floor
    python -m benchmarks.quality --pin           raise the floors to what is reached
    python -m benchmarks.quality --pin --worse --reason "why"   lower a floor: the reason is kept in the file

Figures per family and width, over characters blind to white space, ellipses, script and the width of
punctuation: noise removed, content kept, and exact pages. The floors are tied to a hash of the pages: when
pages are added or changed, they must be pinned anew, which shows in the diff; benchmarks/pinned.py seals the file.
"""

from __future__ import annotations

import argparse
import hashlib
import sys
from collections import defaultdict
from pathlib import Path
from typing import Any

from rapidfuzz.distance import Indel

import govtext
from benchmarks.pinned import BrokenSealError, pin, read
from tests.marked import CASES, case_paths, norm, parse

FLOORS = Path(__file__).parent / "quality.json"
SHARE = 4  # decimals of a percentage that count


def cases_hash() -> str:
    digest = hashlib.sha256()
    for path in case_paths():
        digest.update(f"{path.relative_to(CASES)}\0".encode() + path.read_bytes())
    return digest.hexdigest()[:16]


def score() -> dict[str, dict[str, float]]:
    """Return per family and width: pages, exact pages, percent removed, percent kept."""
    rows: dict[str, list[int]] = defaultdict(lambda: [0] * 6)
    for path in case_paths():
        for wide in (False, True):
            case = parse(path, wide=wide)
            gold, out, raw = norm(case.gold), norm(govtext.clean(case.raw)), norm(case.raw)
            left = lost = 0
            if gold != out:
                for tag, i1, i2, j1, j2 in Indel.opcodes(gold, out):
                    lost += (i2 - i1) if tag != "equal" else 0
                    left += (j2 - j1) if tag != "equal" else 0
            values = (1, gold == out, len(raw) - len(gold), left, len(gold), lost)
            for key in (path.parent.name, "TOTAL"):
                row = rows[f"{key}{'-wide' if wide else ''}"]
                for i, value in enumerate(values):
                    row[i] += value
    return {
        key: {
            "pages": n,
            "exact": exact,
            "removed": round(100 * (1 - left / noise), SHARE) if noise else (100.0 if not left else 0.0),
            "kept": round(100 * (1 - lost / content), SHARE),
        }
        for key, (n, exact, noise, left, content, lost) in sorted(rows.items())
    }


def below(floors: dict[str, Any], reached: dict[str, dict[str, float]]) -> list[str]:
    found = []
    for family, floor in floors.items():
        for figure in ("exact", "removed", "kept"):
            now = reached.get(family, {}).get(figure, 0)
            if now < floor[figure]:
                found.append(f"{family}: {figure} {now} is below the floor {floor[figure]}")
    return found


def main(argv: list[str]) -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--pin", action="store_true")
    parser.add_argument("--worse", action="store_true")
    parser.add_argument("--reason", default="")
    args = parser.parse_args(argv)
    try:
        pinned = read(FLOORS)
    except BrokenSealError as error:
        print(error)
        return 1
    reached = score()
    print(f"{'family':24} {'pages':>6} {'exact':>6} {'removed %':>10} {'kept %':>9}")
    for family, row in reached.items():
        print(
            f"{family:24} {row['pages']:6.0f} {row['exact']:6.0f} {row['removed']:10.3f} {row['kept']:9.4f}"
        )
    fallen = below(pinned["figures"], reached)
    if args.pin:
        pinned |= {"cases": cases_hash(), "figures": reached}
        refusal = pin(FLOORS, pinned, worse=fallen, allowed=args.worse, reason=args.reason)
        print(refusal or "pinned")
        return int(refusal is not None)
    if pinned.get("cases") != cases_hash():
        fallen.append(
            "the pages of tests/cases have changed: review, then python -m benchmarks.quality --pin"
        )
    print("\n".join(fallen) if fallen else "every floor holds")
    return min(len(fallen), 1)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
