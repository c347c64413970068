"""Writes tests/pipeline/stages/fixtures/torch_pictures.json.

What torchvision's `to_tensor`, `normalize` and `resize`, in this order as in the
framework paper's code, make of pictures that the tests generate by the same formula:
plain bilinear, without anti-aliasing. Debian 12: python3-pil, python3-torch,
python3-torchvision; torch on a processor with AVX2. Run from the repository's root,
then `deno fmt` the folder: /usr/bin/python3 tests/oracle/torch_pictures.py
"""

import hashlib
import json
import sys

import torch
import torchvision
import torchvision.transforms.functional as functional
from PIL import Image

FILE = "tests/pipeline/stages/fixtures/torch_pictures.json"
MEAN = [0.485, 0.456, 0.406]
DEVIATION = [0.229, 0.224, 0.225]
# Source width and height, target width and height.
GEOMETRIES = [
    (48, 36, 12, 9), (31, 47, 7, 5), (12, 9, 48, 36), (33, 21, 33, 10),
    (20, 20, 20, 20), (300, 200, 26, 26), (9, 9, 260, 260),
]


def noise(width, height):
    """The high bytes of a linear congruential sequence: all 256 levels, hard edges."""
    state = width * 7919 + height * 104729 + 3
    out = bytearray()
    for _ in range(width * height * 3):
        state = (state * 1664525 + 1013904223) % 2**32
        out.append(state >> 24)
    return bytes(out)


def prepared(width, height, to_width, to_height):
    picture = Image.frombytes("RGB", (width, height), noise(width, height))
    tensor = functional.normalize(functional.to_tensor(picture), MEAN, DEVIATION)
    resized = functional.resize(tensor, [to_height, to_width], antialias=False)
    values = resized.numpy().astype("<f4")
    return [
        width, height, to_width, to_height, values.flatten()[:2].tolist(),
        hashlib.sha256(values.tobytes()).hexdigest()[:32],
    ]


with open(FILE, "w") as file:
    json.dump(
        {
            "origin": f"tests/oracle/torch_pictures.py with torch {torch.__version__}, "
            f"torchvision {torchvision.__version__}, Pillow {Image.__version__}, "
            f"Python {sys.version.split()[0]}",
            "layout": "source width and height, target width and height, first values, "
            "first half of the SHA-256 of the little-endian float32 values, 3 channels",
            "cases": [prepared(*sizes) for sizes in GEOMETRIES],
        },
        file,
    )
