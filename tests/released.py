"""What was built holds what it should, and what is installed is that: run by ``nox -s release``.

python -m tests.released WHEEL SDIST
"""

from __future__ import annotations

import subprocess
import sys
import tarfile
import zipfile
from pathlib import Path

import govtext

ROOT = Path(__file__).resolve().parent.parent
DATA = ("py.typed", "rules/footer.toml", "rules/furniture.toml", "rules/paywall.toml", "report/view.css")


def main(wheel: str, sdist: str) -> int:
    """Raise ``AssertionError`` with what is wrong."""
    installed = Path(govtext.__file__).resolve()
    assert (ROOT / "src") not in installed.parents, f"this is the tree, not the wheel: {installed}"
    source = {
        path.relative_to(ROOT / "src").as_posix()
        for path in (ROOT / "src" / "govtext").rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }
    packed = {name for name in zipfile.ZipFile(wheel).namelist() if ".dist-info/" not in name}
    assert packed == source, f"wheel and tree differ: {sorted(packed ^ source)}"
    assert {f"govtext/{name}" for name in DATA} <= packed
    with tarfile.open(sdist) as archive:
        names = {name.partition("/")[2] for name in archive.getnames()}
    for name in ("LICENSE", "README.md", "noxfile.py", "tests/test_golden.py", "docs/index.md", "seeds"):
        assert name in names or any(n.startswith(f"{name}/") for n in names), f"the sdist lacks {name}"
    version = subprocess.run(
        [sys.executable, "-m", "govtext", "--version"], capture_output=True, text=True, check=True
    ).stdout
    assert govtext.__version__ in version
    assert f"-{govtext.__version__}-" in Path(wheel).name
    print(f"govtext {govtext.__version__}: {len(packed)} files in the wheel, {len(names)} in the sdist")
    return 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
