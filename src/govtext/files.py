"""Files: bytes to text without guessing silently, and whole files or none.

Chinese pages on disk are UTF-8, GB18030 (GBK, GB2312) or Big5. Decoding with ``errors="replace"``
destroys text for good, so `decode` never replaces: it takes a BOM's word, then strict UTF-8, then
weighs GB18030 against Big5 by how common the characters are that each would give, and raises an
error that names the file where none is convincing.
"""

from __future__ import annotations

import codecs
import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

__all__ = ["DecodeError", "decode", "read_text", "whole_file"]

_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
# First bytes of the common half of each standard: GB 2312 level 1 (rows 16-55), Big5 level 1.
_COMMON = {"gb18030": (0xB0, 0xD7), "big5": (0xA4, 0xC6)}
# Real pages score above 0.9 in their own codec and below 0.6 in the other (tests/test_files.py).
_CONVINCING = 0.7


class DecodeError(ValueError):
    """Bytes that are no text in any encoding that Chinese pages are written in."""


def _share_of_common(text: str, codec: str) -> float:
    low, high = _COMMON[codec]
    han = common = 0
    for char in text[:20_000]:
        if "\u4e00" <= char <= "\u9fff":
            han += 1
            common += low <= char.encode(codec)[0] <= high
    return common / han if han else 0.0


def decode(data: bytes, *, name: str = "the data") -> tuple[str, str]:
    """Return the text and the codec it was read with; `DecodeError` names ``name``.

    >>> decode("知识产权".encode("gb18030"))
    ('知识产权', 'gb18030')
    >>> decode("智慧財產權的保護".encode("big5"))
    ('智慧財產權的保護', 'big5')
    >>> decode(b"\\xff\\x00\\x80", name="page.txt")
    Traceback (most recent call last):
    ...
    govtext.files.DecodeError: page.txt: neither UTF-8 nor GB18030 nor Big5 text
    """
    for bom, codec in _BOMS:
        if data.startswith(bom):
            try:
                return data.decode(codec), codec
            except UnicodeDecodeError as error:
                raise DecodeError(f"{name}: begins with a BOM of {codec} but is not: {error}") from error
    try:
        return data.decode("utf-8"), "utf-8"
    except UnicodeDecodeError:
        pass
    readings = []
    for codec in _COMMON:
        try:
            text = data.decode(codec)
        except UnicodeDecodeError:
            continue
        readings.append((_share_of_common(text, codec), codec, text))
    if readings:
        share, codec, text = max(readings)
        if share >= _CONVINCING:
            return text, codec
    raise DecodeError(f"{name}: neither UTF-8 nor GB18030 nor Big5 text")


def read_text(path: Path) -> tuple[str, str]:
    """Return the text of a file and its codec; line breaks are kept as they are."""
    return decode(path.read_bytes(), name=str(path))


@contextmanager
def whole_file(path: Path) -> Iterator[IO[str]]:
    """Write a text file beside ``path`` and rename it when all went well: whole or not at all."""
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, beside = tempfile.mkstemp(prefix=f".{path.name}.", suffix=".part", dir=path.parent)
    try:
        with os.fdopen(handle, "w", encoding="utf-8", newline="\n") as out:
            yield out
        os.chmod(beside, 0o666 & ~_umask())  # mkstemp makes private files; these are ordinary output
        os.replace(beside, path)
    except BaseException:
        Path(beside).unlink(missing_ok=True)
        raise


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
