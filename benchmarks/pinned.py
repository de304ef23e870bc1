"""Figures that a gate is held to: they get worse only by a flag and a reason, and the file keeps both.

A pinned file is JSON: ``figures``, whatever else the gate notes, ``worsened`` (what was allowed to get worse, and
why) and ``seal``, a hash of all that. `write` seals; `read` refuses a file whose seal is broken. So a floor that
was lowered in an editor, or a reason that was deleted, stops the gate; whoever means it runs the gate's
``--pin`` and leaves a reason in the diff, where a reviewer sees it.
"""

from __future__ import annotations

import hashlib
import json
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pathlib import Path

__all__ = ["BrokenSealError", "pin", "read"]


class BrokenSealError(ValueError):
    """A pinned file that was not written by its gate."""


def _sealed(pinned: dict[str, Any]) -> str:
    rest = {key: value for key, value in pinned.items() if key != "seal"}
    return hashlib.sha256(json.dumps(rest, sort_keys=True).encode()).hexdigest()[:16]


def read(path: Path) -> dict[str, Any]:
    """Return what is pinned; nothing yet: no figures. Raises `BrokenSealError`."""
    if not path.exists():
        return {"figures": {}, "worsened": []}
    pinned: dict[str, Any] = json.loads(path.read_text("utf-8"))
    if pinned.get("seal") != _sealed(pinned):
        raise BrokenSealError(
            f"{path.name} was changed by hand: take it back, then pin with the gate's --pin"
        )
    return pinned


def pin(path: Path, pinned: dict[str, Any], *, worse: list[str], allowed: bool, reason: str) -> str | None:
    """Write and seal ``pinned``. What is ``worse`` than before needs leave and a reason; else: the refusal."""
    if worse and not (allowed and reason.strip()):
        return "\n".join([*worse, "not pinned: what gets worse needs --worse --reason 'why this is right'"])
    if worse:
        pinned["worsened"] = [*pinned.get("worsened", []), {"what": worse, "why": reason}]
    pinned["seal"] = _sealed(pinned)
    path.write_text(json.dumps(pinned, ensure_ascii=False, indent=1, sort_keys=True) + "\n", "utf-8")
    return None
