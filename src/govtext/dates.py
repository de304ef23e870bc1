"""Dates as Chinese pages write them, read into ISO 8601.

A page says ``2024- 03- 15 09: 58``, ``2024年3月15日``, ``二〇二四年三月十五日`` or, in Taiwan,
``113-05-06`` and ``民国115年1月8日``. `match_date` reads one of these where it stands and answers as
precisely as the page does and no more: a month stays a month, a time without seconds has none, and
no time zone is ever added, for the page states none.

The text is expected with half-width digits and marks (see `govtext.fold.narrow`, which keeps
offsets). A year of three digits is one of the Republic (1912 is its first); a year of two digits is
read only behind 民国, since ``98年`` is 1998 on the mainland. What is no date in the calendar
(``2024-02-30``) is no date at all; an impossible time after a good date is left unread.
"""

from __future__ import annotations

import re
from datetime import date
from typing import NamedTuple

from govtext.fold import BLANKS, narrow

__all__ = ["Moment", "match_date", "parse_date"]

_B = f"[{BLANKS}]{{0,4}}"
_HAN_DIGITS = {c: str(i) for i, c in enumerate("零一二三四五六七八九")} | dict.fromkeys("〇○Oo", "0")
_HAN = "〇○Oo零一二三四五六七八九"
_ERA = f"(?P<era>(?:中{_B}[华華]{_B})?民{_B}[国國]{_B})"

_DAY = re.compile(
    f"{_ERA}?(?:(?P<year>[12][0-9]{{3}}|(?<![0-9])[0-9]{{2,3}})"
    f"{_B}(?P<mark>[-/.\u2013\u2014年]){_B}(?P<month>1[0-2]|0?[1-9])(?![0-9]{{3}})"
    f"(?:{_B}[-/.\u2013\u2014月]{_B}(?P<day>3[01]|[12][0-9]|0?[1-9])(?:{_B}[日号號])?|{_B}月)?"
    f"|(?P<packed>(?:19|20)[0-9]{{2}}(?:0[1-9]|1[0-2])(?:0[1-9]|[12][0-9]|3[01]))(?![0-9])"
    f"|(?P<hanyear>[{_HAN}][{_HAN} 十百]{{1,7}}){_B}年"
    f"(?:{_B}(?P<hanmonth>[正元十一二三四五六七八九]{{1,2}}){_B}月"
    f"(?:{_B}(?P<handay>[初廿卅十一二三四五六七八九]{{1,3}}){_B}[日号號])?)?)"
)
_TIME = re.compile(
    f"(?:{_B}(?:星期|周|週)[一二三四五六日天])?(?:[{BLANKS}]{{0,6}}|T|,{_B}|[-/|]{_B})"
    f"(?P<half>上午|下午|晚上|凌晨|中午|AM|PM)?{_B}(?P<hour>[01]?[0-9]|2[0-4]){_B}(?:[:\u2236]|[时點点時])"
    f"{_B}(?P<minute>[0-5][0-9])(?:{_B}(?:[:\u2236]|分){_B}(?P<second>[0-5][0-9])(?:\\.[0-9]{{1,3}})?"
    f"{_B}秒?|{_B}分)?"
)

# How a year is written, a month, a day.
_FORMS = ("", "%04d", "%04d-%02d", "%04d-%02d-%02d")


class Moment(NamedTuple):
    """A date that was read: ``iso`` as precise as the page, ``start`` and ``end`` where it stands."""

    iso: str
    start: int
    end: int


def match_date(text: str, start: int = 0, end: int | None = None) -> Moment | None:
    """Return the date that begins at ``start``, with the time behind it, or ``None``.

    >>> match_date("2024- 03- 15 09: 58 字体")
    Moment(iso='2024-03-15T09:58', start=0, end=19)
    >>> match_date("日期 113-05-06", 3).iso
    '2024-05-06'
    """
    stop = len(text) if end is None else end
    found = _DAY.match(text, start, stop)
    if found is None:
        return None
    parts = _calendar(found)
    if parts is None:
        return None
    iso = _FORMS[len(parts)] % parts
    at = found.end()
    if len(parts) == 3:
        clock = _TIME.match(text, at, stop)
        if clock is not None and (hour := _hour(clock)) is not None:
            iso += f"T{hour:02d}:{clock['minute']}" + (f":{clock['second']}" if clock["second"] else "")
            at = clock.end()
    return Moment(iso, start, at)


def parse_date(text: str) -> str | None:
    """Return the one date that ``text`` consists of as ISO 8601, or ``None``.

    >>> parse_date("二〇二四年三月十五日"), parse_date("2024.03.15"), parse_date("115年1月8日")
    ('2024-03-15', '2024-03-15', '2026-01-08')
    >>> parse_date("2024年3月15日 09:58:03"), parse_date("2024年3月"), parse_date("2024-02-30")
    ('2024-03-15T09:58:03', '2024-03', None)
    """
    trimmed = narrow(text).strip(BLANKS + "\n[]()")
    found = match_date(trimmed)
    return found.iso if found is not None and found.end == len(trimmed) else None


def _calendar(found: re.Match[str]) -> tuple[int, ...] | None:
    """Year, month and day as far as the page gives them; ``None`` when there is no such day."""
    parts: tuple[int, ...]
    if packed := found["packed"]:
        parts = (int(packed[:4]), int(packed[4:6]), int(packed[6:]))
    elif found["year"]:
        parts = _numeric(found)
    else:
        parts = _written(found)
    if not parts or not 1 <= parts[0] <= 9998:
        return None
    try:
        date(parts[0], *(*parts[1:], 1, 1)[:2])
    except ValueError:
        return None
    return parts


def _numeric(found: re.Match[str]) -> tuple[int, ...]:
    digits = found["year"]
    year = int(digits)
    if len(digits) < 4:
        if len(digits) == 2 and not found["era"]:
            return ()
        if not found["day"] and found["mark"] != "年":  # 100-5 is a range or a sum
            return ()
        year += 1911
    elif found["era"]:
        return ()
    if not found["day"] and found["mark"] == "." and not found["era"]:  # 2024.3 may be any figure
        return ()
    month, day = found["month"], found["day"]
    return (year, int(month), int(day)) if day else (year, int(month))


def _written(found: re.Match[str]) -> tuple[int, ...]:
    """The year digit by digit (二〇二四), or of the Republic as a numeral (一一五, 一百一十五)."""
    word = found["hanyear"].replace(" ", "")
    if len(word) == 4 and not set(word) & set("十百"):
        year = int("".join(_HAN_DIGITS[c] for c in word))
    elif found["era"]:
        year = _numeral(word) + 1911
    else:
        return ()
    parts = [year]
    for name in ("hanmonth", "handay"):
        if found[name]:
            parts.append(_numeral(found[name]))
    return tuple(parts)


def _numeral(word: str) -> int:
    """A small Han numeral: 十五, 廿一, 初三, 一百一十五, 一一五."""
    word = (
        word.lstrip("初").replace("廿", "二十").replace("卅", "三十").replace("正", "一").replace("元", "一")
    )
    if not set(word) & set("十百"):
        return int("".join(_HAN_DIGITS[c] for c in word) or "0")
    total = 0
    digit = 0
    for char in word:
        if char in "十百":
            total += (digit or 1) * (10 if char == "十" else 100)
            digit = 0
        else:
            digit = int(_HAN_DIGITS[char])
    return total + digit


def _hour(clock: re.Match[str]) -> int | None:
    hour = int(clock["hour"])
    if clock["half"] in ("下午", "晚上", "PM") and hour < 12:
        hour += 12
    return hour if hour < 24 else None
