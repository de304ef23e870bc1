"""Write the seed corpora of the fuzzers: pages (seeds, marked pages, hostile pieces) and rules (one a file).

    python -m fuzz.seed_corpus build/fuzz build/fuzz-rules [EVERY]

Reading the whole corpus takes a minute before anything is mutated; for a short run every tenth seed is enough.
"""

from __future__ import annotations

import sys
from pathlib import Path

from tests.marked import case_paths, parse
from tests.properties.pieces import PIECES

ROOT = Path(__file__).parent.parent


def write(folder: str, seeds: list[str]) -> None:
    out = Path(folder)
    out.mkdir(parents=True, exist_ok=True)
    for number, seed in enumerate(seeds):
        (out / f"{number:04}").write_bytes(seed.encode("utf-8", "surrogatepass"))


def pages() -> list[str]:
    found = [parse(path).raw[:800] for path in case_paths()]
    for seed in sorted((ROOT / "seeds").glob("*.txt")):
        text = seed.read_text("utf-8")
        found += [text[:600], text[-600:]]
    return found + [piece * 20 for piece in PIECES.values()]


def rules() -> list[str]:
    files = sorted((ROOT / "src" / "govtext" / "rules").glob("*.toml"))
    parts = [part for file in files for part in file.read_text("utf-8").split("[[rule]]")[1:]]
    return [f"[[rule]]{part}" for part in parts if len(part.encode()) < 2000]


if __name__ == "__main__":
    every = int(sys.argv[3]) if len(sys.argv) > 3 else 1
    write(sys.argv[1], pages()[::every])
    write(sys.argv[2], rules()[::every])
