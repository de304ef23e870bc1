"""The notebook view and the audit page in a real browser: what a person sees, hovers over and clicks."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

import govtext
from govtext import Edit, Result
from govtext.audit import Audit
from govtext.edits import Fields
from govtext.report import reason_of

ROOT = Path(__file__).parent.parent.parent
SEEDS = sorted((ROOT / "seeds").glob("*.txt"))
ATTACK = "document.documentElement.dataset.hacked='yes'"
HOSTILE = (
    f'</style></script><script>{ATTACK}</script><img src=x onerror="{ATTACK}">'
    f'" onmouseover="{ATTACK}" \' &amp;&lt; ]]> --> <!-- \u202egnp.exe\u2066 \x00 \ud800 end'
)
LEGIBLE = "<script>" + ATTACK


def result_of(seed: Path) -> Result:
    return govtext.explain(seed.read_bytes().decode("utf-8"))


def hostile_result() -> Result:
    page = f"甲{HOSTILE}乙{HOSTILE}丙"
    middle = page.index("乙")
    edits = [
        Edit(0, 1, HOSTILE, HOSTILE, Fields({HOSTILE: HOSTILE})),
        Edit(middle, len(page) - 1, "", "footer.icp", Fields(source=HOSTILE)),
    ]
    return Result.from_edits(page, edits, flags=(HOSTILE,), error=HOSTILE)


def opened(browser: Any, path: Path, html: str, *, dark: bool = False) -> None:
    """Open a page; a fragment is put on one that does nothing but follow the theme."""
    if not html.startswith("<!DOCTYPE"):
        theme = "<style>:root{color-scheme:light dark} body{background:Canvas;color:CanvasText}</style>"
        html = f'<!DOCTYPE html><html><head><meta charset="utf-8">{theme}</head><body>{html}</body></html>'
    path.write_text(html, "utf-8")
    browser.get_log("browser")
    features = [{"name": "prefers-color-scheme", "value": "dark" if dark else "light"}]
    browser.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": features})
    browser.get(path.as_uri())


def complaints(browser: Any) -> list[str]:
    """What the browser said against the page: script errors, breaches of its policy, failed requests."""
    return [
        entry["message"] for entry in browser.get_log("browser") if entry["level"] in ("SEVERE", "WARNING")
    ]


def found(browser: Any, css: str) -> list[Any]:
    elements: list[Any] = browser.find_elements("css selector", css)
    return elements


def one(browser: Any, css: str) -> Any:
    (element,) = found(browser, css)
    return element


def is_hacked(browser: Any) -> bool:
    return bool(browser.execute_script("return document.documentElement.dataset.hacked"))


@pytest.fixture(scope="module")
def audit() -> Audit:
    audit = Audit()
    for seed in SEEDS:
        audit.add(seed.name, result_of(seed))
    audit.add("untouched.txt", Result("会议强调。", "会议强调。"))
    audit.add(f"bad {HOSTILE}", hostile_result())
    return audit


@pytest.mark.parametrize("seed", SEEDS, ids=lambda path: path.name[:3])
def test_the_notebook_view_shows_the_page_what_left_and_why(
    chromium: Any, tmp_path: Path, seed: Path
) -> None:
    result = result_of(seed)
    opened(chromium, tmp_path / "view.html", result._repr_html_())
    page = one(chromium, ".gt-page")
    marks = found(page, "del, ruby")
    titles = [mark.get_attribute("title") for mark in marks]
    seen = {title.split(" ", 1)[0] for title in titles}
    assert seen == set(result.summary())
    for rule in seen:
        assert any(reason_of(rule).why in title for title in titles if title.startswith(rule))
    for mark in marks[:20]:
        struck = mark.value_of_css_property("text-decoration-line")
        assert (
            struck == "line-through"
            or mark.tag_name == "ruby"
            or "gt-whitespace" in mark.get_attribute("class")
        )
        assert mark.value_of_css_property("border-bottom-style") not in ("none", "")
    text = chromium.execute_script(
        "const page = arguments[0].cloneNode(true);"
        "page.querySelectorAll('del, rt, ruby, summary').forEach(node => "
        "  node.tagName === 'RUBY' ? node.replaceWith(node.querySelector('rt').textContent) : node.remove());"
        "page.querySelectorAll('ins').forEach(node => node.replaceWith(node.textContent));"
        "return page.textContent",
        page,
    )
    assert text == result.text  # what is not struck, and what came, is the cleaned text to the character
    assert complaints(chromium) == []


def test_the_notebook_view_tells_what_is_missing_and_folds_what_is_long(
    chromium: Any, tmp_path: Path
) -> None:
    result = result_of(SEEDS[-1])
    assert result.truncated
    opened(chromium, tmp_path / "view.html", result._repr_html_())
    assert "truncated 有缺文" in one(chromium, ".gt-cut").text
    assert "888" in one(chromium, ".gt-cut").text
    fold = found(chromium, "details.gt-fold")[0]
    closed = fold.size["height"]
    found(fold, "summary")[0].click()  # a fold needs no script
    assert fold.size["height"] > closed
    rules = found(chromium, "details")[0]
    found(rules, "summary")[0].click()
    assert all(rule in rules.text for rule in result.summary())


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_the_views_are_legible_in_both_themes(
    chromium: Any, tmp_path: Path, dark: bool, audit: Audit
) -> None:
    for name, html in (("view.html", result_of(SEEDS[-1])._repr_html_()), ("audit.html", audit.to_html())):
        opened(chromium, tmp_path / name, html, dark=dark)
        ground = chromium.execute_script("return getComputedStyle(document.body).backgroundColor")
        assert (sum(map(int, ground.removeprefix("rgb(").rstrip(")").split(", "))) < 300) == dark
        for mark in found(chromium, "del, .gt-bar, .card, svg text, .list td")[:60]:
            ink = mark.value_of_css_property("fill" if mark.tag_name == "text" else "color")
            channels = [int(float(c)) for c in ink[ink.index("(") + 1 : -1].split(",")[:3]]
            assert (sum(channels) > 450) == dark, (mark.tag_name, ink)


def test_hostile_text_is_inert_in_the_notebook(chromium: Any, tmp_path: Path) -> None:
    opened(chromium, tmp_path / "view.html", hostile_result()._repr_html_())
    for fold in found(chromium, "summary"):
        fold.click()
    body = one(chromium, "body")
    assert LEGIBLE in body.text
    assert "[U+202E]gnp.exe[U+2066]" in body.text
    assert "end" in one(chromium, ".gt-page").text[-40:]
    assert found(chromium, "script, img, iframe") == []
    assert len(found(chromium, "style")) == 2  # the page's own and the view's
    hover = " ".join(mark.get_attribute("title") for mark in found(chromium, "del, ins"))
    assert LEGIBLE in hover
    assert not is_hacked(chromium)
    assert complaints(chromium) == []


def test_the_audit_page_shows_totals_plots_and_documents(chromium: Any, tmp_path: Path, audit: Audit) -> None:
    opened(chromium, tmp_path / "audit.html", audit.to_html())
    cards = one(chromium, ".cards").text
    assert f"{audit.totals.chars_in:,}" in cards
    assert len(found(chromium, "figure svg")) == 3
    for rule in ("pinyin.toned", "paywall.omitted"):
        assert rule in one(chromium, "#rules").text
        assert any(rule in label.text for label in found(chromium, "figure svg text"))
    shares = [float(row.text.split(" ")[0]) for row in found(chromium, "#documents tbody tr")]
    assert len(shares) == audit.totals.documents
    assert shares == sorted(shares, reverse=True)
    counts = [int(cell.text) for cell in found(chromium, "#rules tbody td:nth-child(2)")]
    assert counts == sorted(counts)  # the rarest rules first
    (cut,) = [row for row in found(chromium, "#documents tbody tr") if "truncated" in row.text]
    assert SEEDS[-1].name in cut.text
    assert one(chromium, "#count").text == f"{len(shares)} / {len(shares)}"
    assert complaints(chromium) == []


def shown_rows(browser: Any) -> list[str]:
    return [row.text for row in found(browser, "#documents tbody tr") if row.is_displayed()]


def test_the_filter_filters(chromium: Any, tmp_path: Path, audit: Audit) -> None:
    opened(chromium, tmp_path / "audit.html", audit.to_html())
    box = one(chromium, "#filter")
    box.send_keys("paywall.omitted")
    (row,) = shown_rows(chromium)
    assert SEEDS[-1].name in row
    assert one(chromium, "#count").text.startswith("1 / ")
    box.clear()
    box.send_keys("UNTOUCHED")
    (row,) = shown_rows(chromium)
    assert "untouched.txt" in row
    box.clear()
    box.send_keys("no such thing")
    assert shown_rows(chromium) == []
    one(chromium, "button[data-filter='']").click()
    assert len(shown_rows(chromium)) == audit.totals.documents
    one(chromium, "button[data-filter='truncated']").click()
    assert len(shown_rows(chromium)) == 1
    one(chromium, "#rules button[data-filter='pinyin.toned']").click()
    assert 0 < len(shown_rows(chromium)) < audit.totals.documents
    assert box.get_attribute("value") == "pinyin.toned"


def test_a_click_opens_the_view_of_a_document(chromium: Any, tmp_path: Path, audit: Audit) -> None:
    opened(chromium, tmp_path / "audit.html", audit.to_html())
    dialog = one(chromium, "#view")
    assert not dialog.is_displayed()
    name = SEEDS[-1].name
    (opener,) = [button for button in found(chromium, "#documents button.open") if button.text == name]
    opener.click()
    assert dialog.is_displayed()
    assert one(chromium, "#view-title").text == name
    assert "truncated 有缺文" in dialog.text
    marks = found(dialog, "del")
    titles = [mark.get_attribute("title") for mark in marks]
    assert any(title.startswith("paywall.omitted [") and "omitted_chars: 888" in title for title in titles)
    assert any(reason_of("paywall.omitted").why in title for title in titles)
    assert all(mark.value_of_css_property("border-bottom-style") != "none" for mark in marks)
    result = result_of(SEEDS[-1])
    drawn = chromium.execute_script(
        "const page = document.querySelector('#view .gt-page').cloneNode(true);"
        "page.querySelectorAll('summary, del').forEach(node => node.remove()); return page.textContent"
    )
    assert drawn == result.text
    one(chromium, "#next").click()
    assert one(chromium, "#view-title").text != name
    one(chromium, "#previous").click()
    assert one(chromium, "#view-title").text == name
    one(chromium, "#close").click()
    assert not dialog.is_displayed()
    found(chromium, "#rules .snippet button")[0].click()  # an example opens its page too
    assert dialog.is_displayed()
    assert complaints(chromium) == []


def test_hostile_text_is_inert_on_the_audit_page(chromium: Any, tmp_path: Path, audit: Audit) -> None:
    opened(chromium, tmp_path / "audit.html", audit.to_html(title=HOSTILE))
    assert LEGIBLE in chromium.title
    (opener,) = [
        button for button in found(chromium, "#documents button.open") if button.text.startswith("bad ")
    ]
    assert LEGIBLE in opener.text
    opener.click()
    dialog = one(chromium, "#view")
    assert LEGIBLE in dialog.text
    assert "[U+202E]gnp.exe[U+2066]" in dialog.text
    assert LEGIBLE in "".join(mark.get_attribute("title") for mark in found(dialog, "ins, del"))
    one(chromium, "#close").click()
    one(chromium, "#filter").send_keys("<script>")
    assert len(shown_rows(chromium)) == 1
    assert len(found(chromium, "script")) == 2
    assert found(chromium, "img, iframe, link") == []
    assert not is_hacked(chromium)
    assert complaints(chromium) == []


def test_the_policy_stops_a_script_even_if_one_slipped_through(
    chromium: Any, tmp_path: Path, audit: Audit
) -> None:
    html = audit.to_html().replace("<h2>", f'<script>{ATTACK}</script><h2 onclick="{ATTACK}">', 1)
    opened(chromium, tmp_path / "audit.html", html)
    found(chromium, "h2")[0].click()
    assert not is_hacked(chromium)
    assert any("Content Security Policy" in line for line in complaints(chromium))


def test_three_hundred_views_open_fast(chromium: Any, tmp_path: Path) -> None:
    audit = Audit()
    results = [result_of(seed) for seed in SEEDS]
    for number in range(2_000):
        audit.add(f"{number}.txt", results[number % len(results)])
    opened(chromium, tmp_path / "audit.html", audit.to_html())
    assert "2,000" in one(chromium, "#sampled").text
    assert len(found(chromium, "#documents tbody tr")) == 300
    spent = chromium.execute_script(
        "const t = performance.now(); const box = document.getElementById('filter');"
        "box.value = 'paywall'; box.dispatchEvent(new Event('input'));"
        "document.querySelector('#documents button.open').click(); return performance.now() - t"
    )
    assert spent < 1_000  # milliseconds; measured: some 10
