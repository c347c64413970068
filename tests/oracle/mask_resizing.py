"""Writes tests/data/dermx/fixtures/resized_masks.json.

What Pillow and OpenCV make of masks by nearest neighbour: the positions that they
take along an axis, and the area and digest of masks that the tests generate by the
same formula. Pillow and OpenCV from PyPI (pillow, opencv-python-headless, numpy).
Run from the repository's root, then `deno fmt` the folder:
python3 tests/oracle/mask_resizing.py
"""

import hashlib
import json
import sys

import cv2
import numpy as np
import PIL
from PIL import Image

ORIGIN = (
    f"tests/oracle/mask_resizing.py with Pillow {PIL.__version__}, "
    f"OpenCV {cv2.__version__}, NumPy {np.__version__}, "
    f"Python {sys.version.split()[0]}"
)
# Source width and height, target width and height: sizes of the releases' images
# to that of the benchmark's maps, and small ones with every kind of scale.
GEOMETRIES = [
    (640, 480, 400, 300), (360, 480, 400, 300), (639, 480, 400, 300),
    (480, 640, 400, 300), (820, 539, 400, 300), (48, 36, 13, 17), (41, 29, 40, 28),
    (12, 9, 48, 36), (13, 17, 47, 40), (1, 1, 9, 7), (48, 48, 1, 1), (7, 1, 3, 5),
    (1, 48, 13, 5), (20, 20, 20, 20), (10, 13, 130, 99),
]
AXES = [
    (480, 300), (640, 400), (1078, 300), (1640, 400), (1129, 300), (2592, 400),
    (1944, 300), (360, 400), (539, 299), (7, 700), (1000, 3),
]


def noise(width, height):
    """The high bytes of a linear congruential sequence, as in tests/support/noise.ts."""
    state = width * 7919 + height * 104729 + 1
    out = bytearray()
    for _ in range(width * height):
        state = (state * 1664525 + 1013904223) % 2**32
        out.append(state >> 24)
    return np.frombuffer(bytes(out), np.uint8).reshape(height, width)


def resized(mask, size):
    pillow = Image.fromarray(mask).resize(size, Image.Resampling.NEAREST)
    opencv = cv2.resize(mask, size, interpolation=cv2.INTER_NEAREST)
    return {"centre": np.asarray(pillow), "corner": opencv}


def masks():
    cases = []
    for w, h, to_w, to_h in GEOMETRIES:
        mask = (noise(w, h) < 64).astype(np.uint8) * 255
        cases.append([w, h, to_w, to_h, *[
            [int(small.sum() // 255), hashlib.sha256((small > 0).tobytes()).hexdigest()[:32]]
            for small in resized(mask, (to_w, to_h)).values()
        ]])
    return cases


def axes():
    cases = []
    for from_, to in AXES:
        # One byte says no more than 256 places: low and high part of each column.
        columns = np.arange(from_)
        parts = [
            resized(part.astype(np.uint8)[None], (to, 1))
            for part in (columns % 256, columns // 256)
        ]
        cases.append([from_, to, *[
            sum(part[rule][0].astype(int) << shift for part, shift in zip(parts, (0, 8))).tolist()
            for rule in ("centre", "corner")
        ]])
    return cases


with open("tests/data/dermx/fixtures/resized_masks.json", "w") as file:
    json.dump({
        "origin": ORIGIN,
        "layout": "masks: source width and height, target width and height, then by "
        "rule (centre, corner) the area and the first half of the SHA-256 of one byte "
        "a pixel, 0 or 1. axes: source and target length, then by rule the sum of the "
        "positions and the first half of the SHA-256 of them as little-endian uint32",
        "masks": masks(),
        "axes": [
            [a, b, *[
                [sum(p), hashlib.sha256(np.array(p, "<u4").tobytes()).hexdigest()[:32]]
                for p in rules
            ]]
            for a, b, *rules in axes()
        ],
    }, file)
