"""The peers: other cleaners, each in its own environment, each doing its nearest job on the same pages.

None of them does what govtext does: there is none. The point is what a page costs in pipelines that
people run today. A peer that does not install is named with the reason, not left out.

    python -m benchmarks.peers make DIR     # one virtual environment for each peer
    python -m benchmarks.run --peers DIR
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
import venv
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

__all__ = ["PEERS", "make", "measure"]

#: name: what it does here, packages, code that defines ``clean(text)``
PEERS: Mapping[str, tuple[str, tuple[str, ...], str]] = {
    "ftfy-opencc": (
        "ftfy with Chinese-safe settings, then OpenCC t2s: the naive chain",
        ("ftfy", "opencc"),
        (
            "import ftfy, opencc\n"
            "c = ftfy.TextFixerConfig(fix_character_width=False, uncurl_quotes=False, normalization=None, explain=False)\n"
            "o = opencc.OpenCC('t2s')\n"
            "def clean(t): return o.convert(ftfy.fix_text(t, c))\n"
        ),
    ),
    "data-juicer": (
        "six mappers: chinese_convert, clean_copyright, clean_links, fix_unicode, punctuation, whitespace",
        ("py-data-juicer", "aiohttp"),
        (
            "from data_juicer.ops.mapper import (ChineseConvertMapper, CleanCopyrightMapper, CleanLinksMapper,\n"
            "    FixUnicodeMapper, PunctuationNormalizationMapper, WhitespaceNormalizationMapper)\n"
            "ops = [FixUnicodeMapper(), ChineseConvertMapper(mode='t2s'), PunctuationNormalizationMapper(),\n"
            "    CleanCopyrightMapper(), CleanLinksMapper(), WhitespaceNormalizationMapper()]\n"
            "def clean(t):\n"
            "    s = {'text': [t]}\n"
            "    for op in ops: s = op.process_batched(s)\n"
            "    return s['text'][0]\n"
        ),
    ),
    "datatrove": (
        "FTFYFormatter",
        ("datatrove", "ftfy", "fasteners", "regex"),
        "from datatrove.pipeline.formatters import FTFYFormatter\nclean = FTFYFormatter().format\n",
    ),
    "trafilatura": (
        "extract() on the page wrapped in paragraphs",
        ("trafilatura", "lxml_html_clean"),
        (
            "import trafilatura, html\n"
            "def clean(t):\n"
            "    body = ''.join('<p>' + html.escape(l) + '</p>' for l in t.split('\\n'))\n"
            "    return trafilatura.extract('<html><body><article>' + body + '</article></body></html>')\n"
        ),
    ),
    "JioNLP": ("clean_text", ("jionlp",), "import jionlp\nclean = jionlp.clean_text\n"),
    "clean-text": (
        "clean() without lower case and transliteration, URLs and numbers kept",
        ("clean-text[gpl]",),
        "from cleantext import clean as c\ndef clean(t): return c(t, lower=False, to_ascii=False)\n",
    ),
    "textacy": (
        "preprocessing: bullet points, hyphenation, quotation marks, unicode, whitespace, brackets, html",
        ("textacy",),
        (
            "from textacy import preprocessing as p\n"
            "clean = p.make_pipeline(p.normalize.bullet_points, p.normalize.hyphenated_words,\n"
            "    p.normalize.quotation_marks, p.normalize.unicode, p.normalize.whitespace, p.remove.html_tags,\n"
            "    p.remove.brackets)\n"
        ),
    ),
}
# Runs in the peer's interpreter: as many rounds as fit, the yardstick beside each of them.
TIMER = """
import importlib.metadata, json, re, statistics, sys, time
pages = json.load(open(sys.argv[1], encoding="utf-8"))
yard = re.compile("[\\ue000-\\uf8ff]").search
def took(f):
    begin = time.process_time()
    for page in pages: f(page)
    return time.process_time() - begin
for page in pages[:3]: clean(page)
rounds = [(took(yard), took(clean)) for _ in range(3)]
base, own = (statistics.median(r[i] for r in rounds) for i in (0, 1))
size = sum(len(p.encode()) for p in pages) / 1e6
versions = {n: importlib.metadata.version(n) for n in sys.argv[2].split(",")}
print("\\n" + json.dumps({"mb_per_s": size / own, "ratio": own / base, "versions": versions}))
"""


def make(folder: Path) -> None:
    """Install each peer in an environment of its own; what does not install is said."""
    for name, (_, packages, _) in PEERS.items():
        place = folder / name
        venv.create(place, with_pip=True)
        done = subprocess.run(
            [place / "bin" / "pip", "install", "-q", *packages], capture_output=True, text=True, check=False
        )
        if done.returncode:
            (place / "failed").write_text(done.stderr.strip()[-2000:], "utf-8")
        print(
            f"{name}: {'installed' if not done.returncode else 'not installed: ' + done.stderr.strip()[-200:]}"
        )


def measure(folder: Path, pages: Sequence[str]) -> dict[str, dict[str, Any]]:
    """Return speed, ratio to the yardstick and versions of each peer, or why there is none."""
    found: dict[str, dict[str, Any]] = {}
    with tempfile.TemporaryDirectory() as temporary:
        file = Path(temporary, "pages.json")
        file.write_text(json.dumps(list(pages), ensure_ascii=False), "utf-8")
        for name, (job, packages, code) in PEERS.items():
            found[name] = {"job": job} | _one(folder / name, code, packages, file)
    return found


def _one(place: Path, code: str, packages: Sequence[str], file: Path) -> dict[str, Any]:
    if not (place / "bin" / "python").exists():
        return {"error": "not installed"}
    if (place / "failed").exists():
        return {"error": "does not install: " + (place / "failed").read_text("utf-8")[-200:]}
    names = ",".join(package.partition("[")[0] for package in packages)
    done = subprocess.run(
        [place / "bin" / "python", "-c", code + TIMER, str(file), names],
        capture_output=True, text=True, check=False, cwd=file.parent, timeout=900,
    )  # fmt: skip
    if done.returncode:
        return {"error": "does not run: " + done.stderr.strip().rpartition("\n")[2][-200:]}
    row: dict[str, Any] = json.loads(done.stdout.strip().rpartition("\n")[2])
    return row


if __name__ == "__main__":
    if sys.argv[1:2] != ["make"] or len(sys.argv) != 3:
        sys.exit(__doc__)
    make(Path(sys.argv[2]))
