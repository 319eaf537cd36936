"""Draws one page of an untrusted PDF as a PNG image, in a process of its own with limits on memory, time and pixels."""

from __future__ import annotations

import struct
import subprocess
import sys
import zlib
from pathlib import Path

from vocgraph.errors import PageImageError
from vocgraph.read.isolated import limit_this_process

MEMORY = 1_000_000_000  # bytes of address space
SECONDS = 10  # of processor time; a scanned page takes one
WIDTH, HEIGHT = 1200, 1800  # pixels, at most: an A4 page is read at 145 dpi

_PNG = b"\x89PNG\r\n\x1a\n"


def draw_page(path: Path, number: int, *, memory: int = MEMORY, seconds: int = SECONDS) -> bytes:
    """A page of a PDF as a PNG image of at most WIDTH x HEIGHT pixels, as large as fits.

    :param number: 1-based.
    :param memory: bytes of address space the drawing may take.
    :param seconds: processor time the drawing may take.
    :raises PageImageError: if there is no such page, it cannot be drawn, or not within the limits.
    """
    limits = [str(path.absolute()), str(number), str(memory), str(seconds)]
    command = [sys.executable, "-P", "-m", "vocgraph.read.drawing", *limits]
    try:
        done = subprocess.run(command, capture_output=True, check=False, timeout=seconds * 2)  # noqa: S603 - our own interpreter and module
    except subprocess.TimeoutExpired as error:
        raise PageImageError(number, memory=memory, seconds=seconds) from error
    if done.returncode or not done.stdout.startswith(_PNG):
        raise PageImageError(number, memory=memory, seconds=seconds)
    return done.stdout


def _draw(path: Path, number: int) -> bytes:
    import pypdfium2

    document = pypdfium2.PdfDocument(path)
    page = document[number - 1]
    width, height = page.get_size()
    bitmap = page.render(scale=min(WIDTH / width, HEIGHT / height), rev_byteorder=True, maybe_alpha=False)
    pixels = memoryview(bitmap.buffer).cast("B")
    used = bitmap.width * bitmap.n_channels  # a row may be padded
    rows = (pixels[at : at + used] for at in range(0, bitmap.height * bitmap.stride, bitmap.stride))
    return _png(b"".join(b"\0" + row for row in rows), bitmap.width, bitmap.height)


def _png(rows: bytes, width: int, height: int) -> bytes:
    """An RGB image; each row begins with 0, which says that no filter was used.

    Source: W3C, "Portable Network Graphics (PNG) Specification", 2003.
    """

    def part(name: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))

    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return _PNG + part(b"IHDR", head) + part(b"IDAT", zlib.compress(rows)) + part(b"IEND", b"")


def main(arguments: list[str]) -> int:
    """Write the image of the page named on the command line."""
    path, number, memory, seconds = Path(arguments[0]), *(int(each) for each in arguments[1:])
    limit_this_process(memory, seconds)
    sys.stdout.buffer.write(_draw(path, number))
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
