"""Resizes with Pillow on request, so that a benchmark can time it without its start.

Each line on stdin is `number width height to_width to_height filter`; the answer is
a line with the number, sent when the work is done.
"""

import os
import sys

from PIL import Image

pictures = {}
for line in sys.stdin:
    number, *sizes, name = line.split()
    width, height, to_width, to_height = map(int, sizes)
    if (width, height) not in pictures:
        pixels = os.urandom(3 * width * height)
        pictures[width, height] = Image.frombytes("RGB", (width, height), pixels)
    resample = getattr(Image.Resampling, name.upper())
    pictures[width, height].resize((to_width, to_height), resample)
    print(number, flush=True)
