"""Hostile and broken text: nothing raises, nothing is lost that cannot be restored, nothing takes long.

The same inputs at sizes that do not fit into CI (100 MB of one line, ten million empty lines) are run by
hand: ``python -m benchmarks.giants``; figures in docs/reliability.md.
"""

from __future__ import annotations

import itertools
import json
import os
import pickle
import subprocess
import sys
import threading
import time
from pathlib import Path

import opencc
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import govtext
from govtext import Pipeline, Result
from govtext.files import DecodeError, decode
from govtext.pipeline import BUILT_IN
from tests import laws
from tests.marked import case_paths, parse

ROOT = Path(__file__).parent.parent
TO_TRADITIONAL = opencc.OpenCC("s2t")
SENTENCE = "会议强调\uff0c要坚持问题导向\uff0c把各项任务落到实处。"
PAGE = (ROOT / "seeds" / "000_b78cc53d37336c9e.txt").read_text("utf-8")

BROKEN = {
    "high surrogate": "\ud83d",
    "low surrogate": "\ude00",
    "surrogates the wrong way round": "\ude00\ud83d",
    "surrogate pair": "\ud83d\ude00",
    "surrogate escaped byte": "\udce4",
    "NUL": "\x00",
    "C0 and C1 controls": "".join(map(chr, (*range(1, 9), 11, 12, *range(14, 32), *range(127, 160)))),
    "bidirectional controls": "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u200e\u200f\u061c",
    "an override that is never closed": "\u202e)gnìp(\u202e",
    "replacement characters": "\ufffd\ufffd\ufffd",
    "byte order marks": "\ufeff\ufeff",
    "byte order mark read backwards": "\ufffe",
    "noncharacters": "\uffff\ufdd0\U0010ffff\U0001fffe",
    "private use": "\ue000\uf8ff\U000f0000\U00100000",
    "GB18030 four-byte characters": b"\x81\x30\x81\x30\x84\x31\xa4\x39\x95\x32\x82\x36".decode("gb18030"),
    "extension A, B, G, I": "\u3400\u4dbf\U00020000\U0002a6df\U00030000\U0002ebf0",
    "compatibility ideographs": "\uf900\ufa0e\U0002f800",
    "ideographic description": "\u2ff0\u6c35\u6728\u303e",
    "variation selectors": "葛\U000e0100辻\ufe00",
    "tag characters": "\U000e0001\U000e0061\U000e007f",
    "stacked combining marks": "a" + "\u0301" * 60,
    "combining mark first": "\u030c\u0304",
    "emoji with joiners": "\U0001f468\u200d\U0001f469\u200d\U0001f467",
    "unpaired brackets": "(\uff08[【《「『〔〈{｛",
    "closing brackets": ")\uff09]】》」』〕〉}｝",
    "crossed brackets": "(\uff08)\uff09【《】》",
    "brackets inside brackets": "(" * 40 + "ā" + ")" * 40,
    "annotation cut off": "产(chǎn",
    "annotation without a character": "(chǎn)",
    "gap cut off": "……(某网http://www.example.cn省略888字,正式会员",
    "mixed line breaks": "甲\r\n乙\r丙\n\r丁\u2028戊\u2029己\x85庚\x0b辛\x0c壬",
    "entities cut off": "&nbsp&#x;&#99999999;&#xd800;&amp;amp;amp;&;&#0;",
    "marks of our own tests": "\u27e6甲\u27e7",
    "other scripts": "ελληνικά עברית العربية हिन्दी ไทย 한국어 ひらがな",
    "half-width katakana and Hangul": "ｶﾞﾊﾝ\uffa1",
    "blanks of every kind": "\t \xa0\u1680\u2000\u2007\u200a\u202f\u205f\u3000\u00ad\u200b\u2060",
}
TEXTS = {
    **BROKEN,
    **{f"{name}, in a sentence": f"会议{piece}强调{piece}。" for name, piece in BROKEN.items()},
    **{f"{name}, in a label": f"来源:{piece}某县日报 2024-03-15\n苏ICP备{piece}08106468号" for name, piece in BROKEN.items()},
    **{f"{name}, before the page": f"{piece}\n{PAGE[:300]}" for name, piece in BROKEN.items()},
    **{f"{name}, around every line": f"{piece}\n".join(PAGE[-400:].split("\n")) + piece for name, piece in BROKEN.items()},
}  # fmt: skip


def check(text: str) -> Result:
    """The laws that hold for any text at all."""
    assert list(laws.of_pipeline(text)) == []
    return govtext.explain(text)


@pytest.mark.parametrize("name", TEXTS)
def test_broken_text(name: str) -> None:
    text = TEXTS[name]
    result = check(text)
    _ = repr(result), result._repr_html_()
    assert [law for step in BUILT_IN for law in laws.of_step(step, text)] == []


def test_what_is_written_is_never_a_lone_surrogate() -> None:
    """A lone surrogate cannot be written to a file: it becomes U+FFFD, and says so."""
    result = govtext.explain(f"{SENTENCE}\ud83d村里也通了公交。\ud83d\ude00")
    result.text.encode("utf-8")
    assert result.text.count("\ufffd") == 1
    assert "\U0001f600" in result.text
    assert {edit.rule for edit in result.edits} == {"encoding.surrogate"}


@pytest.mark.parametrize(
    "kept",
    [
        "𠀀𪛟㐀䶿", "\ue5e5某\uf8ff", "龦鿿", "豈﨎", "葛\U000e0100", "\ufffd", "⿰氵木", "㎡①ⅳ㈠№℃", "﹏︵︶", "〇○",
        "\U0001f468\u200d\U0001f469", "～—…·“”‘’《》〈〉「」『』",
    ],
)  # fmt: skip
def test_rare_characters_stay(kept: str) -> None:
    page = f"{SENTENCE}\n字库里要有{kept}这些字，户籍系统才录得进去。\n镇上为{kept}三位老人换了证。"
    assert govtext.clean(page) is page


@pytest.mark.parametrize(
    ("newline", "name"), [("\r\n", "CRLF"), ("\r", "CR"), ("\u2028", "LS"), ("\u2029", "PS")]
)
def test_line_breaks_become_line_feeds(newline: str, name: str) -> None:
    """Documented in docs/reliability.md: every line break comes out as LF, and `restore` has the old one."""
    page = PAGE.replace("\n", newline)
    result = check(page)
    assert "\r" not in result.text
    assert newline not in result.text
    assert result.text == govtext.clean(PAGE)


def test_a_mix_of_line_breaks_is_cleaned_as_if_they_were_one() -> None:
    breaks = itertools.cycle(["\r\n", "\n", "\r", "\u2028"])
    lines = PAGE.split("\n")
    page = lines[0] + "".join(next(breaks) + line for line in lines[1:])
    assert check(page).text == govtext.clean(PAGE)


def test_byte_order_marks_go() -> None:
    assert govtext.clean(f"\ufeff{SENTENCE}\n\ufeff{SENTENCE[:9]}\ufeff。") == f"{SENTENCE}\n{SENTENCE[:9]}。"


MOJIBAKE = [
    # written in, read as, comes back
    ("utf-8", "latin-1", True),
    ("utf-8", "cp1252", False),  # where cp1252 has no character, the byte was lost before govtext saw it
    ("gb18030", "latin-1", False),
    ("gb18030", "cp1252", False),
    ("big5", "latin-1", False),
    ("utf-8", "gb18030", False),
    ("gb18030", "utf-8", False),
    ("big5", "gb18030", False),
    ("gb18030", "big5", False),
    ("utf-8", "big5", False),
]


@pytest.mark.parametrize(("written", "read", "comes_back"), MOJIBAKE)
def test_text_read_in_a_wrong_encoding(written: str, read: str, comes_back: bool) -> None:
    """What ftfy can prove is repaired; all else is kept as it came, not a character lost or made worse."""
    text = (
        "各级各部门要提高认识\u3002\n加强知识保护。"
        if written != "big5"
        else "各級各部門要提高認識。\n加強知識保護。"
    )
    page = text.encode(written).decode(read, "replace")
    result = check(page)
    assert (result.text == text) == comes_back
    assert not any(edit.kind in ("footer", "furniture", "paywall", "duplicates") for edit in result.edits)
    if not comes_back and read in ("latin-1", "cp1252") and written != "utf-8":
        assert not any(edit.rule == "encoding.mojibake" and len(edit.new) > 1 for edit in result.edits)


@pytest.mark.parametrize("codec", ["utf-8", "utf-8-sig", "utf-16", "gb18030", "big5"])
def test_files_are_decoded_without_loss(codec: str) -> None:
    text = PAGE if codec != "big5" else TRADITIONAL * 8
    assert decode(text.encode(codec, "strict"), name="page.txt")[0] == text


TRADITIONAL = "各級各部門要提高認識,加強知識產權保護,推動經濟社會發展。"


@pytest.mark.parametrize("length", [12, 60, 100_000])
@pytest.mark.parametrize("codec", ["utf-8", "gb18030", "big5"])
def test_files_that_are_cut_off_or_damaged_are_refused_or_right(codec: str, length: int) -> None:
    """Whole, cut inside the last character, with a wrong byte in the middle: never another text, silently."""
    tried = refused = 0
    for path in case_paths()[::7]:
        page = parse(path).raw if codec != "big5" else TRADITIONAL + norm_to_big5(parse(path).raw)
        text = page[:length].encode(codec, "ignore").decode(codec)
        data = text.encode(codec)
        if sum("\u4e00" <= char <= "\u9fff" for char in text) < 6:
            continue
        for cut in range(4):
            tried += 1
            try:
                assert text.startswith(decode(data[: len(data) - cut], name="page.txt")[0])
            except DecodeError:
                refused += 1
                assert cut or length < 100_000 or len(text) < 100, "a whole page of some length is read"
        with pytest.raises(DecodeError, match=r"page\.txt"):
            decode(data[: len(data) // 2] + b"\xff" + data[len(data) // 2 :], name="page.txt")
    assert tried > 300
    assert refused < tried * 0.7


def norm_to_big5(text: str) -> str:
    return str(TO_TRADITIONAL.convert(text)).encode("big5", "ignore").decode("big5")


@settings(max_examples=500)
@given(st.binary(max_size=60) | st.text(max_size=30).map(lambda text: text.encode("gb18030", "ignore")))
def test_no_bytes_are_read_with_a_loss(data: bytes) -> None:
    assert list(laws.of_bytes(data)) == []


def test_a_replacement_character_that_stands_in_the_file_is_kept() -> None:
    for codec in ("utf-8", "gb18030", "utf-16"):
        text = f"{SENTENCE}\ufffd{SENTENCE}"
        assert decode(text.encode(codec)) == (text, codec)
        assert list(laws.of_bytes(text.encode(codec))) == []


@pytest.mark.parametrize(
    "data", [b"\xff\xfe\xff", b"\x80\x81\x82\xff" * 20, bytes(range(128, 256)) * 3, b"\xe4\xb8"]
)
def test_bytes_that_are_no_text_are_named(data: bytes) -> None:
    with pytest.raises(DecodeError, match=r"page\.txt"):
        decode(data, name="page.txt")


MEGA = 2_000_000
LARGE = {
    "one line of sentences": SENTENCE * (MEGA // len(SENTENCE)),
    "one line without a stop": "甲乙丙丁戊己庚辛" * (MEGA // 8),
    "one character": "甲" * MEGA,
    "empty lines": "\n" * MEGA,
    "lines of one blank": " \n" * (MEGA // 2),
    "ideographic blanks": "\u3000" * MEGA,
    "one line of ASCII": "lorem ipsum " * (MEGA // 12),
    "a base64 picture": "data:image/png;base64," + "iVBORw0KGgo" * (MEGA // 11),
}


@pytest.mark.parametrize("name", LARGE)
def test_large_text(name: str) -> None:
    text = LARGE[name]
    begin = time.process_time()
    result = govtext.explain(text)
    assert result.restore() == text
    assert time.process_time() - begin < 20


def test_many_pages_pasted_into_one() -> None:
    pages = [p.read_text("utf-8") for p in sorted((ROOT / "seeds").glob("*.txt"))]
    text = "\n".join(pages * 20)
    begin = time.process_time()
    assert govtext.explain(text).restore() == text
    assert time.process_time() - begin < 60


SCRIPT = """
import json, sys
import govtext
from govtext.pipeline import BUILT_IN
from govtext.step import finder_of
pages = json.load(sys.stdin)
order = list(range(len(pages)))
if sys.argv[1] == "backwards":
    order.reverse()
answers = {}
for number in order:
    page = pages[number]
    result = govtext.explain(page)
    alone = [[repr(edit) for edit in finder_of(step)(page)] for step in BUILT_IN]
    answers[number] = [result.to_json(), repr(result.metadata), repr(result.truncation), alone]
print(json.dumps([sorted(answers.items()), govtext.Pipeline.default().fingerprint]))
"""


def answers_of_a_fresh_process(pages: list[str], seed: str, order: str) -> str:
    done = subprocess.run(
        [sys.executable, "-c", SCRIPT, order],
        input=json.dumps(pages), capture_output=True, text=True, check=True,
        env={**os.environ, "PYTHONHASHSEED": seed},
    )  # fmt: skip
    return done.stdout


def test_neither_the_seed_of_hashes_nor_the_order_of_pages_changes_anything() -> None:
    """Sets, dictionaries and memos are used inside; neither their order nor their contents reach an edit."""
    pages = [p.read_text("utf-8") for p in sorted((ROOT / "seeds").glob("*.txt"))]
    pages += [parse(path).raw for path in case_paths()[::9]]
    pages += [piece * 30 for piece in BROKEN.values()]
    one = answers_of_a_fresh_process(pages, "0", "forwards")
    assert answers_of_a_fresh_process(pages, "4242", "backwards") == one
    assert len(one) > 100_000


def test_threads_do_not_disturb_each_other() -> None:
    pages = [parse(path).raw for path in case_paths()[::23]]
    wanted = {page: govtext.explain(page) for page in pages}
    chain = Pipeline.default()
    wrong: list[str] = []

    def work(offset: int) -> None:
        for page in pages[offset:] + pages[:offset]:
            if chain.run(page) != wanted[page]:
                wrong.append(page)

    threads = [threading.Thread(target=work, args=(7 * i,)) for i in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert wrong == []


def test_what_is_loaded_lazily_may_be_loaded_by_many_threads_at_once() -> None:
    script = """
import threading, govtext
page = "知識產(chǎn)權(quán)發(fā)展\\n来源: 某县日报 2024-03-15\\n登录后查看全文\\n苏ICP备08106468号"
barrier, seen = threading.Barrier(8), []
def work():
    barrier.wait()
    seen.append(govtext.explain(page).to_json())
threads = [threading.Thread(target=work) for _ in range(8)]
[t.start() for t in threads]; [t.join() for t in threads]
assert len(seen) == 8 and len(set(seen)) == 1, seen
"""
    subprocess.run([sys.executable, "-c", script], check=True)


@pytest.mark.parametrize("protocol", range(2, pickle.HIGHEST_PROTOCOL + 1))
def test_round_trips(protocol: int) -> None:
    result = govtext.explain(PAGE)
    again = pickle.loads(pickle.dumps(result, protocol))
    assert again == result
    assert again.restore() == PAGE
    chain = pickle.loads(pickle.dumps(Pipeline.default(), protocol))
    assert chain == Pipeline.default()
    assert chain.run(PAGE) == result


def test_nothing_that_is_passed_in_is_kept_or_changed() -> None:
    rules: list[govtext.rules.Rule] = []
    chain = Pipeline.default(rules=rules)
    rules.extend(govtext.rules.load_rules("footer")[:1])
    assert chain == Pipeline.default()
