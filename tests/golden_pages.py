"""The goldens: what the five seed pages must give. Renewed by ``nox -s goldens``, which shows the diff."""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path
from typing import Any

import govtext

ROOT = Path(__file__).parent.parent
SEEDS = sorted((ROOT / "seeds").glob("*.txt"))
GOLDEN = Path(__file__).parent / "golden"


def account(result: govtext.Result) -> dict[str, Any]:
    """Return what a golden pins beside the text."""
    return {
        "rules": {rule: list(count) for rule, count in result.summary().items()},
        "metadata": dict(result.metadata),
        "truncation": result.truncation.to_dict(),
        "flags": list(result.flags),
    }


def dumped(data: dict[str, Any]) -> str:
    """Return the account as it stands in the golden file."""
    return json.dumps(data, ensure_ascii=False, indent=1, sort_keys=True) + "\n"


def main(argv: list[str]) -> int:
    """Write the goldens anew with --write; else only say which differ."""
    parser = argparse.ArgumentParser(description=main.__doc__)
    parser.add_argument("--write", action="store_true")
    write = parser.parse_args(argv).write
    GOLDEN.mkdir(exist_ok=True)
    differ = 0
    for seed in SEEDS:
        result = govtext.explain(seed.read_bytes().decode("utf-8"))
        for suffix, content in ((".txt", result.text), (".json", dumped(account(result)))):
            path = GOLDEN / f"{seed.stem}{suffix}"
            old = path.read_bytes().decode("utf-8") if path.exists() else None
            if old != content:
                differ += 1
                print(f"{path.relative_to(ROOT)}: {'new' if old is None else 'changed'}")
                if write:
                    path.write_bytes(content.encode("utf-8"))
    return 0 if write else min(differ, 1)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
