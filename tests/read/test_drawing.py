"""A page of a PDF becomes an image within limits, or a clear refusal."""

from __future__ import annotations

import struct
import zlib
from contextlib import suppress
from pathlib import Path

import pytest

from tests.hostile.test_hostile_files import write_pdf
from tests.pdfs import pdf
from vocgraph.errors import PageImageError
from vocgraph.read.drawing import HEIGHT, WIDTH, draw_page


def written(path: Path, content: bytes) -> Path:
    path.write_bytes(content)
    return path


def decode(png: bytes) -> tuple[int, int, bytes]:
    """Width, height and the RGB pixels of an image that uses no filter."""
    assert png[:8] == b"\x89PNG\r\n\x1a\n"
    at, parts = 8, {}
    while at < len(png):
        size, name = struct.unpack(">I4s", png[at : at + 8])
        data = png[at + 8 : at + 8 + size]
        assert struct.unpack(">I", png[at + 8 + size : at + 12 + size])[0] == zlib.crc32(name + data)
        parts[name] = data
        at += 12 + size
    width, height, *form = struct.unpack(">IIBBBBB", parts[b"IHDR"])
    assert form == [8, 2, 0, 0, 0]
    rows = zlib.decompress(parts[b"IDAT"])
    step = width * 3 + 1
    assert len(rows) == step * height
    assert not any(rows[::step])
    return width, height, b"".join(rows[place + 1 : place + step] for place in range(0, len(rows), step))


def test_each_page_is_drawn_in_its_colours(tmp_path: Path) -> None:
    file = written(tmp_path / "r.pdf", pdf(") Tj 1 0 0 rg (Red Sea College", "Second page"))
    first, second = (decode(draw_page(file, number)) for number in (1, 2))
    assert first[:2] == second[:2] == (1200, 1553)
    red, black = (
        {image[2][at : at + 3] for at in range(0, len(image[2]), 3)} - {b"\xff\xff\xff"} for image in (first, second)
    )
    assert b"\xff\0\0" in red
    assert {pixel[0] for pixel in red} == {255}
    assert b"\0\0\0" in black
    assert {len(set(pixel)) for pixel in black} == {1}


def test_a_turned_page_stands_upright(tmp_path: Path) -> None:
    width, height, _ = decode(draw_page(written(tmp_path / "r.pdf", pdf("Blue Sea", rotate=90)), 1))
    assert (width, height) == (1200, 928)


@pytest.mark.parametrize("box", ["0 0 14400 14400", "0 0 1 14400", "0 0 14400 1", "0 0 0.01 0.01", "0 0 9e9 9e9"])
def test_no_page_is_larger_than_the_limit(tmp_path: Path, box: str) -> None:
    file = written(tmp_path / "r.pdf", pdf("Blue Sea", box=box))
    try:
        width, height, _ = decode(draw_page(file, 1))
    except PageImageError:
        return  # refused is as good
    assert 0 < width <= WIDTH
    assert 0 < height <= HEIGHT


@pytest.mark.parametrize("number", [0, 3, 10**20])
def test_a_page_that_is_not_there_is_refused(tmp_path: Path, number: int) -> None:
    with pytest.raises(PageImageError, match=f"Page {number} "):
        draw_page(written(tmp_path / "r.pdf", pdf("Blue Sea", "Second page")), number)


def test_what_is_no_pdf_is_refused(tmp_path: Path) -> None:
    with pytest.raises(PageImageError):
        draw_page(written(tmp_path / "r.pdf", b"%PDF-1.4 broken"), 1)


def test_a_page_that_unpacks_to_hundreds_of_megabytes_is_survived(tmp_path: Path) -> None:
    write_pdf(tmp_path / "r.pdf", zlib.compress(zlib.compress(b"0 0 m " * 15_000_000)))
    with suppress(PageImageError):  # refused is as good as an image without what there is no room for
        assert len(decode(draw_page(tmp_path / "r.pdf", 1, memory=400_000_000, seconds=5))) == 3


def test_a_page_that_needs_more_memory_is_given_up(tmp_path: Path) -> None:
    with pytest.raises(PageImageError, match="40 MB"):
        draw_page(written(tmp_path / "r.pdf", pdf("Blue Sea")), 1, memory=40_000_000)


def test_a_page_that_takes_too_long_is_given_up(tmp_path: Path) -> None:
    lines = b"0 0 m 612 792 l 9 w S 0 792 m 612 0 l S " * 100_000
    write_pdf(tmp_path / "r.pdf", zlib.compress(zlib.compress(lines)))
    with pytest.raises(PageImageError, match="1 s to draw"):
        draw_page(tmp_path / "r.pdf", 1, seconds=1)
