"""Write the seed corpus of the fuzzer: the seed pages' ends, the marked pages, the pieces of hostile input."""

from __future__ import annotations

import sys
from pathlib import Path

from tests.marked import case_paths, parse
from tests.properties.pieces import PIECES

ROOT = Path(__file__).parent.parent


def main(folder: str) -> None:
    out = Path(folder)
    out.mkdir(parents=True, exist_ok=True)
    pages = [parse(path).raw[:1500] for path in case_paths()]
    for seed in sorted((ROOT / "seeds").glob("*.txt")):
        text = seed.read_text("utf-8")
        pages += [text[:600], text[-600:]]
    pages += [piece * 20 for piece in PIECES.values()]
    for number, page in enumerate(pages):
        (out / f"{number:04}").write_bytes(page.encode("utf-8", "surrogatepass"))


if __name__ == "__main__":
    main(sys.argv[1])
