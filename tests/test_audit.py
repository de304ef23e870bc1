"""The audit: totals, the sample, the page. In a browser: tests/browser."""

from __future__ import annotations

import json
import random
import re
import tracemalloc
from pathlib import Path

import pytest
from click.testing import CliRunner

import govtext
from govtext import Edit, Result
from govtext.audit import Audit
from govtext.audit.plots import bars, columns
from govtext.audit.sample import Sample
from govtext.audit.totals import BINS, MOST_RULES, share_lost
from govtext.cli import cli
from govtext.edits import Fields
from tests.test_report import HOSTILE, Reader

SEEDS = Path(__file__).parent.parent / "seeds"


def result_of(number: int) -> Result:
    """A document: 40 to 139 characters, of which a tenth to a half leaves; every 500th fires a rare rule."""
    size = 40 + number % 100
    page = f"{number:08d}" + "正文" * size
    edits = [Edit(0, 8 + number % size, "", "footer.icp" if number % 3 else "pinyin.toned")]
    if number % 500 == 7:
        edits.append(Edit(len(page) - 1, len(page), "", f"rare.rule{number}"))
    if number % 50 == 3:
        notice = Edit(len(page) - 2, len(page) - 1, "", "paywall.unfinished", Fields(truncates=True))
        edits.insert(1, notice)
    flags = ("max_removed",) if number % 900 == 5 else ()
    return Result.from_edits(page, edits, flags=flags, error="Boom" if number % 2000 == 11 else None)


def audit_of(numbers: list[int] | range, *, sample: int = 300) -> Audit:
    audit = Audit(sample=sample)
    for number in numbers:
        audit.add(f"doc{number}.txt", result_of(number))
    return audit


def data_of(html: str) -> dict[str, list[dict[str, object]]]:
    found = re.search(r'<script type="application/json" id="data">(.*?)</script>', html, re.DOTALL)
    assert found is not None
    data: dict[str, list[dict[str, object]]] = json.loads(found[1])
    return data


@pytest.fixture(scope="module")
def ten_thousand() -> Audit:
    return audit_of(range(10_000))


def test_ten_thousand_documents_are_counted_and_sampled(ten_thousand: Audit) -> None:
    totals = ten_thousand.totals
    assert totals.documents == totals.changed == 10_000
    assert totals.truncated == 200
    assert totals.failed == 5
    assert sum(totals.shares) == 10_000
    assert totals.chars_in - totals.chars_out == sum(total.removed for total in totals.rules.values())
    assert [rule for rule, _ in totals.rarest()][:20] == sorted(f"rare.rule{7 + 500 * i}" for i in range(20))
    html = ten_thousand.to_html()
    assert len(html) < 3_000_000
    docs = data_of(html)["docs"]
    assert len(docs) == 300
    assert "All 10,000 documents are counted; 300 of them are shown" in html
    shares = [doc["share"] for doc in docs]
    assert shares == sorted(shares, reverse=True)  # type: ignore[type-var]
    worst = max(share_lost(result_of(n)) for n in range(10_000))
    assert docs[0]["share"] == round(worst, 4)
    shown = {rule for doc in docs for rule in doc["rules"]}  # type: ignore[attr-defined]
    assert shown >= {f"rare.rule{7 + 500 * i}" for i in range(20)}
    assert sum(bool(doc["cut"]) for doc in docs) >= 20
    assert sum("not cleaned: Boom" in doc["notes"] for doc in docs) == 5  # type: ignore[operator]


def test_the_same_batch_gives_the_same_page_in_any_order_and_in_parts(ten_thousand: Audit) -> None:
    numbers = list(range(10_000))
    random.Random(1).shuffle(numbers)
    parts = [audit_of(numbers[:4_000]), audit_of(numbers[4_000:4_001]), audit_of(numbers[4_001:]), Audit()]
    whole = parts.pop()
    for part in parts:
        whole.merge(part)
    assert whole.totals == ten_thousand.totals
    assert whole.to_html() == ten_thousand.to_html()


def test_memory_does_not_grow_with_the_batch() -> None:
    audit = audit_of(range(3_000))
    tracemalloc.start()
    before, _ = tracemalloc.get_traced_memory()
    for number in range(3_000, 9_000):
        audit.add(f"doc{number}.txt", result_of(number))
    after, _ = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert after - before < 1_000_000


def test_one_endless_document_has_a_small_view() -> None:
    page = "甲(jiǎ)" * 50_000
    edits = tuple(Edit(6 * i + 1, 6 * i + 6, "", "pinyin.toned") for i in range(50_000))
    audit = Audit()
    audit.add("x" * 10_000, Result("甲" * 50_000, page, edits))
    audit.add(
        "long", Result.from_edits("文" * 500_000 + "尾" * 100_000, [Edit(500_000, 600_000, "", "footer.icp")])
    )
    assert len(audit.to_html()) < 300_000


def test_rule_ids_made_up_per_page_do_not_pile_up() -> None:
    audit = Audit(sample=10)
    for number in range(MOST_RULES + 500):
        audit.add(f"d{number}", Result.from_edits("甲乙", [Edit(1, 2, "", f"mine.r{number}")]))
    assert len(audit.totals.rules) == MOST_RULES + 1
    assert audit.totals.rules["mine.*"].documents == 500
    assert len(data_of(audit.to_html())["docs"]) == 10


@pytest.mark.parametrize("sample", [0, 1, 2, 7])
def test_samples_of_any_size(sample: int) -> None:
    html = audit_of(range(40), sample=sample).to_html()
    assert len(data_of(html)["docs"]) == sample
    with pytest.raises(ValueError, match="from 0 up"):
        Sample(-1)


def test_nothing_at_all() -> None:
    html = Audit().to_html()
    assert data_of(html)["docs"] == []
    audit = Audit()
    audit.add("empty", Result("", ""))
    assert audit.totals.changed == 0
    assert "Every document is counted and shown" in audit.to_html()


def test_a_small_batch_is_shown_whole() -> None:
    audit = audit_of(range(250))
    assert len(data_of(audit.to_html())["docs"]) == 250


@pytest.mark.parametrize(
    "place", ["source", "text", "removed", "inserted", "rule", "fields", "error", "flag", "title"]
)
def test_hostile_text_is_inert(place: str) -> None:
    page = f"甲{HOSTILE}乙"
    edit = {
        "removed": Edit(1, len(page) - 1, "", "footer.icp"),
        "inserted": Edit(0, 1, HOSTILE, "encoding.entity"),
        "rule": Edit(0, 1, "", HOSTILE + ".x"),
        "fields": Edit(0, 1, "", "furniture.source", Fields({HOSTILE: HOSTILE, "source": HOSTILE})),
    }.get(place, Edit(0, 1, "", "footer.icp"))
    audit = Audit()
    audit.add(
        HOSTILE if place == "source" else "a.txt",
        Result.from_edits(
            page if place in ("text", "removed") else "甲乙",
            [edit],
            error=HOSTILE if place == "error" else None,
            flags=(HOSTILE,) if place == "flag" else (),
        ),
    )
    html = audit.to_html(title=HOSTILE) if place == "title" else audit.to_html()
    html.encode("utf-8")
    read = Reader(html)
    assert read.tags.count("script") == 2  # the data and the page's own script
    assert read.tags.count("style") == 1
    assert not any(name.startswith("on") for name in read.attributes)
    assert not set(html) & set("\u202e\u2066\x00\x1b\ud800\u200b")
    data_of(html)


def test_the_page_reaches_nothing_outside(ten_thousand: Audit) -> None:
    html = ten_thousand.to_html()
    read = Reader(html)
    assert not {"link", "img", "iframe", "object", "embed", "base", "form"} & set(read.tags)
    assert not {"src", "href", "action"} & read.attributes
    assert "default-src 'none'" in html
    assert re.findall(r"https?://[^\"' ]+", html) == ["http://www.w3.org/2000/svg"] * 3


def test_plots() -> None:
    assert columns([0] * BINS, title="t").count("<rect") == BINS
    assert "12.3k" in columns([12_345], title="t")
    assert ">987<" in columns([987, 2_500_000], title="t")
    assert "2.5M" in columns([987, 2_500_000], title="t")
    assert bars([], title="t").startswith("<svg")


def test_share_lost_does_not_count_conversions() -> None:
    page = "國家(jiā)"
    assert share_lost(Result.from_edits(page, [Edit(0, 1, "国", "script.t2s")])) == 0
    assert share_lost(Result.from_edits(page, [Edit(2, 7, "", "pinyin.toned")])) == 5 / 7
    assert share_lost(Result("", "")) == 0


def test_command_line(tmp_path: Path) -> None:
    audit = tmp_path / "deep" / "audit.html"
    rows = tmp_path / "rows.jsonl"
    rows.write_text(
        json.dumps({"text": "知識產(chǎn)權(quán)"}) + "\n" + json.dumps({"text": "好"}) + "\n", "utf-8"
    )
    arguments = ["clean", str(SEEDS), str(rows), "-o", str(tmp_path / "out"), "--audit", str(audit), "-q"]
    done = CliRunner().invoke(cli, arguments)
    assert done.exit_code == 0, done.output
    docs = data_of(audit.read_text("utf-8"))["docs"]
    names = sorted(Path(str(doc["source"])).name for doc in docs)
    assert names == sorted([*(p.name for p in SEEDS.glob("*.txt")), "rows.jsonl:1", "rows.jsonl:2"])
    (cut,) = (doc for doc in docs if doc["cut"])
    assert ["omitted_chars", "888"] in cut["facts"]  # type: ignore[operator]
    again = CliRunner().invoke(cli, [*arguments[:4], str(tmp_path / "two"), *arguments[5:]])
    assert again.exit_code == 1
    assert "exists: use --force" in again.output


def test_explain_diff_on_the_command_line(tmp_path: Path) -> None:
    page = tmp_path / "a.txt"
    page.write_text("知识产(chǎn)权\n", "utf-8")
    done = CliRunner().invoke(cli, ["explain", str(page), "--diff"])
    assert done.exit_code == 0
    assert "-知识产(chǎn)权\n+知识产权\n" in done.output.replace("\\ No newline at end of file\n", "")
    assert CliRunner().invoke(cli, ["explain", str(page), "--diff", "--json"]).exit_code == 2


def test_the_seeds_end_to_end() -> None:
    audit = Audit()
    for seed in SEEDS.glob("*.txt"):
        audit.add(seed.name, govtext.explain(seed.read_bytes().decode("utf-8")))
    html = audit.to_html()
    for rule in audit.totals.rules:
        assert rule in html
