"""Dates as pages write them, read into ISO 8601 and never more precise than the page."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from govtext.dates import match_date, parse_date

READ = {
    "2024-03-15": "2024-03-15",
    "2024- 03- 15 09: 58": "2024-03-15T09:58",
    "2024/3/15": "2024-03-15",
    "2024.03.15": "2024-03-15",
    "2024-3-5": "2024-03-05",
    "2024年3月15日": "2024-03-15",
    "2024 年 3 月 15 日": "2024-03-15",
    "2024年3月15日 09:58:03": "2024-03-15T09:58:03",
    "2024年3月15日9时58分": "2024-03-15T09:58",
    "2024年3月15日 9时58分03秒": "2024-03-15T09:58:03",
    "2024年3月15日 下午3:05": "2024-03-15T15:05",
    "2024年3月15日上午9:05": "2024-03-15T09:05",
    "2024年3月15日 中午12:05": "2024-03-15T12:05",
    "2024-03-1509:58": "2024-03-15T09:58",
    "2024-03-15T09:58:00": "2024-03-15T09:58:00",
    "2024-03-15 09:58:03.0": "2024-03-15T09:58:03",
    "2024-03-15 星期五 09:58": "2024-03-15T09:58",
    "\uff12\uff10\uff12\uff14-03-15": "2024-03-15",
    "2024-03-15\u300009\uff1a58": "2024-03-15T09:58",
    "20240315": "2024-03-15",
    "2024年3月": "2024-03",
    "2024-03": "2024-03",
    "二〇二四年三月十五日": "2024-03-15",
    "二○二四年十二月三十一日": "2024-12-31",
    "二零二四年十月": "2024-10",
    "二〇二四年廿月": None,
    "民国115年1月8日": "2026-01-08",
    "中華民國113年5月6日": "2024-05-06",
    "民国一百一十五年一月八日": "2026-01-08",
    "115年1月8日": "2026-01-08",
    "113-05-06": "2024-05-06",
    "113/05/06": "2024-05-06",
    "民国98年5月6日": "2009-05-06",
    "[2024-03-15]": "2024-03-15",
    "98年5月6日": None,
    "2024-02-30": None,
    "2024-13-01": None,
    "2023-02-29": None,
    "2024-02-29": "2024-02-29",
    "2024": None,
    "2024.3": None,
    "24-03-15": None,
    "3月15日": None,
    "": None,
    "时间": None,
    "100-5": None,
    "2024-03-15 25:61": None,
}


@pytest.mark.parametrize(("text", "iso"), READ.items())
def test_reads(text: str, iso: str | None) -> None:
    assert parse_date(text) == iso


@pytest.mark.parametrize(
    ("text", "end", "iso"),
    [
        ("2024-03-15 09:583月11日上午,县里开会", 16, "2024-03-15T09:58"),
        ("2024-03-15浏览次数:3", 10, "2024-03-15"),
        ("2024-03-15 25:61", 10, "2024-03-15"),
        ("2024-03-15 来源", 10, "2024-03-15"),
        ("2024年3月15日起施行", 10, "2024-03-15"),
    ],
)
def test_ends_where_the_date_ends(text: str, end: int, iso: str) -> None:
    found = match_date(text)
    assert found is not None
    assert (found.end, found.iso) == (end, iso)


@given(st.dates(min_value=dt.date(1900, 1, 1), max_value=dt.date(2099, 12, 31)), st.times())
def test_every_writing_of_a_moment_reads_the_same(date: dt.date, time: dt.time) -> None:
    when = dt.datetime.combine(date, time.replace(microsecond=0))
    day, minute = when.date().isoformat(), when.isoformat(timespec="minutes")
    assert parse_date(f"{when:%Y-%m-%d}") == day
    assert parse_date(f"{when.year}年{when.month}月{when.day}日") == day
    assert parse_date(f"{when.year}/{when.month}/{when.day} {when:%H:%M}") == minute
    assert parse_date(f"{when:%Y. %m. %d  %H: %M}") == minute
    assert parse_date(f"{when:%Y-%m-%d %H:%M:%S}") == when.isoformat()


@given(st.dates(min_value=dt.date(1912, 1, 1), max_value=dt.date(2099, 12, 31)))
def test_a_year_of_the_republic_is_1911_less(day: dt.date) -> None:
    assert parse_date(f"民国{day.year - 1911}年{day.month}月{day.day}日") == (
        day.isoformat() if day.year - 1911 > 9 else None
    )


@given(st.dates(min_value=dt.date(1900, 1, 1), max_value=dt.date(2099, 12, 31)))
def test_han_numerals_read_like_figures(day: dt.date) -> None:
    digits = "〇一二三四五六七八九"

    def numeral(n: int) -> str:
        tens, ones = divmod(n, 10)
        return ("" if tens == 0 else "十" if tens == 1 else digits[tens] + "十") + (
            digits[ones] if ones else ""
        )

    year = "".join(digits[int(c)] for c in str(day.year))
    assert parse_date(f"{year}年{numeral(day.month)}月{numeral(day.day)}日") == day.isoformat()


@given(st.text(alphabet="0123456789-/.:年月日时 二〇十民国T", max_size=40), st.integers(0, 40))
def test_a_match_lies_in_the_text_and_is_a_date(text: str, at: int) -> None:
    found = match_date(text, min(at, len(text)))
    if found is not None:
        assert at <= found.start < found.end <= len(text)
        dt.datetime.fromisoformat(found.iso if len(found.iso) > 7 else found.iso + "-01")
