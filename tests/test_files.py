"""Bytes to text: which codec, on what evidence, and never a guess."""

from __future__ import annotations

import contextlib
import random
from typing import TYPE_CHECKING

import opencc
import pytest

from govtext.files import _CONVINCING, DecodeError, codec_of, decode, share_of_common, whole_bytes, whole_file
from tests.marked import case_paths, parse

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

S2T = opencc.OpenCC("s2t")


def specimens(length: int) -> Iterator[tuple[str, str]]:
    """Pieces of the marked pages: Simplified and Traditional in GB18030, Traditional in Big5."""
    for path in case_paths():
        raw = parse(path).raw
        at = random.Random(path.name).randrange(max(1, len(raw) - length))
        piece = raw[at : at + length]
        yield piece, "gb18030"
        yield S2T.convert(piece), "gb18030"
        yield "".join(c for c in S2T.convert(piece) if c.encode("big5", "ignore")), "big5"


@pytest.mark.parametrize(("length", "most_refused"), [(20, 0.12), (60, 0.06), (200, 0.01), (1_000_000, 0.0)])
def test_legacy_codecs_are_told_apart_or_refused(length: int, most_refused: float) -> None:
    tried = refused = 0
    for piece, codec in specimens(length):
        data = piece.encode(codec, "ignore")
        if sum("\u4e00" <= char <= "\u9fff" for char in piece) < 4:
            continue
        if length > 1_000 and len(piece) < 100:
            continue  # a "whole page" of a line or two: a list of rare characters may be refused
        tried += 1
        try:
            text, found = decode(data)
        except DecodeError:
            refused += 1
            continue
        if found == "utf-8":  # rare, but then the bytes are valid UTF-8
            continue
        assert (found, text) == (codec, data.decode(codec)), piece
    assert tried > 300
    assert refused <= most_refused * tried


def test_of_pieces_of_six_characters_hardly_one_is_misread() -> None:
    tried = misread = 0
    for piece, codec in specimens(6):
        data = piece.encode(codec, "ignore")
        if sum("\u4e00" <= char <= "\u9fff" for char in piece) < 4:
            continue
        tried += 1
        with contextlib.suppress(DecodeError):
            misread += decode(data)[1] not in {codec, "utf-8"}
    assert tried > 300
    assert misread <= 0.001 * tried


@pytest.mark.parametrize("text", ["請聯繫客服", "友請注意(zhu", "沒有換完"])
def test_kana_and_one_common_character_are_no_evidence(text: str) -> None:
    """Read as GB18030 each of these has one or two common characters, and kana or rare ones."""
    with pytest.raises(DecodeError):
        decode(text.encode("big5"))


@pytest.mark.parametrize("codec", ["big5", "gb18030"])
def test_a_page_annotated_in_bopomofo_throughout_is_read(codec: str) -> None:
    page = "知(ㄓ)識(ㄕˋ)產(ㄔㄢˇ)權(ㄑㄩㄢˊ)的(ㄉㄜ˙)保(ㄅㄠˇ)護(ㄏㄨˋ)和(ㄏㄜˊ)運(ㄩㄣˋ)用(ㄩㄥˋ)"
    assert decode(page.encode(codec)) == (page, codec)


def test_the_threshold_lies_between_right_and_wrong() -> None:
    right, wrong = [], []
    for piece, codec in specimens(1_000):
        if len(piece) < 100:  # a page of one sentence may well be of rare words
            continue
        right.append(share_of_common(piece))
        for other in {"gb18030", "big5"} - {codec}:
            try:
                wrong.append(share_of_common(piece.encode(codec, "ignore").decode(other)))
            except UnicodeDecodeError:
                continue
    assert min(right) > _CONVINCING > max(wrong)


@pytest.mark.parametrize(
    "data",
    [
        "日本語の文章は、漢字と仮名で書かれています。東京都の市役所からのお知らせです。".encode("shift_jis"),
        "日本語の文章は、漢字と仮名で書かれています。東京都の市役所からのお知らせです。".encode("euc_jp"),
        "대한민국 정부는 오늘 새로운 정책을 발표하였습니다.".encode("euc_kr"),
        "Où êtes-vous née? Straße, Größe".encode("latin-1"),
        "中国政府网今天发布了最新的文件".encode()[:-1],
        random.Random(1).randbytes(300),
    ],
    ids=["shift_jis", "euc_jp", "euc_kr", "latin-1", "utf-8 cut off", "noise"],
)
def test_anything_else_is_an_error_that_names_the_file(data: bytes) -> None:
    with pytest.raises(DecodeError, match=r"page\.txt: neither UTF-8 nor GB18030 nor Big5"):
        decode(data, name="page.txt")


@pytest.mark.parametrize("codec", ["utf-8-sig", "utf-16", "utf-32"])
def test_byte_order_marks(codec: str) -> None:
    assert decode("知识产权\r\n".encode(codec)) == ("知识产权\r\n", codec)
    with pytest.raises(DecodeError, match="begins with a BOM of utf-16 but is not"):
        decode(b"\xff\xfea", name="x")


def test_the_first_bytes_of_a_file_tell_its_codec() -> None:
    page = "各地要认真贯彻落实，推动乡村全面振兴。" * 50
    for codec in ("utf-8", "gb18030"):
        data = page.encode(codec)
        assert {codec_of(data[:n], complete=False) for n in range(200, 230)} == {codec}


def test_files_are_whole_or_not_there(tmp_path: Path) -> None:
    for write in (whole_file, whole_bytes):
        place = tmp_path / "deep" / write.__name__
        with pytest.raises(RuntimeError), write(place) as out:  # noqa: PT012
            out.write("half" if write is whole_file else b"half")  # type: ignore[arg-type]
            raise RuntimeError
        assert list(tmp_path.rglob("*.part")) == []
        assert not place.exists()
        with write(place) as out:
            out.write("甲\n" if write is whole_file else "甲\n".encode())  # type: ignore[arg-type]
        assert place.read_bytes() == "甲\n".encode()
