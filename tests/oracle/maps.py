"""Writes tests/models/maps/fixtures/{enlarged,normalised}.json.

What scikit-image, torch and NumPy make of small maps. Debian 12: python3-skimage,
python3-torch, python3-numpy. Run from the repository's root, then `deno fmt` the
folder: /usr/bin/python3 tests/oracle/maps.py
"""

import json
import sys

import numpy as np
import skimage
import torch
from skimage.transform import resize

ORIGIN = (
    f"tests/oracle/maps.py with scikit-image {skimage.__version__}, "
    f"torch {torch.__version__}, NumPy {np.__version__}, "
    f"Python {sys.version.split()[0]}"
)
FOLDER = "tests/models/maps/fixtures"
# Height and width of the map, of the result.
SIZES = [
    (10, 13, 300, 400), (10, 13, 33, 29), (9, 9, 260, 260), (1, 1, 5, 4),
    (1, 7, 6, 20), (5, 1, 5, 3), (2, 2, 9, 9), (8, 8, 8, 8), (3, 4, 4, 5),
]


def slope(height, width):
    """0 at the first value, 255 at the last."""
    index = np.arange(height * width)
    return (index * 255 // max(1, height * width - 1)).astype(np.uint8).reshape(
        height, width
    )


def summary(values):
    flat = values.flatten()
    step = max(1, flat.size // 16)
    return {"sum": float(flat.sum()), "step": step, "values": flat[::step].tolist()}


def enlarged():
    cases = []
    for h, w, to_h, to_w in SIZES:
        source = slope(h, w)
        clamped = torch.nn.functional.interpolate(
            torch.tensor(source, dtype=torch.float64)[None, None] / 255,
            (to_h, to_w), mode="bilinear", align_corners=False,
        )
        cases.append({
            "from": [h, w],
            "to": [to_h, to_w],
            "mirror": summary(resize(source, (to_h, to_w))),
            "clamp": summary(clamped.numpy()),
        })
    return cases


def normalised():
    cases = []
    rng = np.random.default_rng(1)
    for scale in [1, 1e-6, 3e4]:
        for shift in [0, -0.5, 2]:
            raw = (rng.normal(0, 1, 12) + shift).astype(np.float32) * np.float32(scale)
            relu = np.maximum(raw, 0)
            top = relu / relu.max()
            stretched = torch.relu(torch.tensor(raw))
            stretched = stretched - stretched.min()
            stretched = stretched / (stretched.max() + 1e-7)
            cases.append({
                "raw": raw.tolist(),
                "max": top.tolist(),
                "min-max": stretched.tolist(),
                "bytes": (255 * top).astype(np.uint8).tolist(),
            })
    return cases


for name, cases in {"enlarged": enlarged(), "normalised": normalised()}.items():
    with open(f"{FOLDER}/{name}.json", "w") as file:
        json.dump({"origin": ORIGIN, "cases": cases}, file)
