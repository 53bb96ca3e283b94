#!/usr/bin/python3
"""Decodes pictures with Pillow, so that another program can compare pixels and times.

Reads from the standard input, until its end: a length (4 bytes, little-endian) and that many bytes of a picture file; writes for each: width, height
(4 bytes each), the fewest nanoseconds that decoding took (8 bytes), and the pixels, red, green, blue, row by row. A width of 0 means that Pillow refused.

    images.py [REPEATS]

Needs Debian's python3-pil, which is a module of /usr/bin/python3.
"""

import io
import struct
import sys
import time

from PIL import Image


def decode(data):
    """The picture as RGB, and how long that took."""
    start = time.perf_counter_ns()
    picture = Image.open(io.BytesIO(data)).convert("RGB")
    return picture, time.perf_counter_ns() - start


def main():
    repeats = int(sys.argv[1]) if len(sys.argv) > 1 else 1
    source, target = sys.stdin.buffer, sys.stdout.buffer
    while len(header := source.read(4)) == 4:
        data = source.read(struct.unpack("<I", header)[0])
        try:
            picture, best = min((decode(data) for _ in range(repeats)), key=lambda result: result[1])
            target.write(struct.pack("<IIQ", picture.width, picture.height, best) + picture.tobytes())
        except (OSError, ValueError, SyntaxError):
            target.write(struct.pack("<IIQ", 0, 0, 0))
        target.flush()


if __name__ == "__main__":
    main()
