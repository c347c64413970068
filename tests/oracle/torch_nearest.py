"""Writes tests/data/image/fixtures/torch_nearest.json.

Which pixels torch's `interpolate` takes by nearest neighbour: along every side of the
second release's images to the size in which its study compares outlines, along all
sides up to 3,000 pixels to that size, along random ones, and along equal and doubled
sides, which torch computes apart. Debian 12: python3-torch; on a processor. Run from
the repository's root, then `deno fmt` the file:
/usr/bin/python3 tests/oracle/torch_nearest.py FOLDER, where FOLDER holds
dermx-20a07c6386303f94628b4904a9d17faf74d4364f.tar.gz
"""

import hashlib
import json
import random
import sys
import tarfile

import numpy as np
import torch

FILE = "tests/data/image/fixtures/torch_nearest.json"
ARCHIVE = "dermx-20a07c6386303f94628b4904a9d17faf74d4364f.tar.gz"
ORIGIN = (
    f"tests/oracle/torch_nearest.py with torch {torch.__version__}, "
    f"NumPy {np.__version__}, Python {sys.version.split()[0]}"
)
SIDE = 260
LONGEST = 3000


def taken(length, to):
    """Columns of a picture of floats, as its masks are where torch resizes them."""
    columns = torch.arange(length, dtype=torch.float32).expand(1, 1, 2, length)
    resized = torch.nn.functional.interpolate(columns, size=(2, to), mode="nearest")
    return resized[0, 0, 0].numpy().astype("<u4")


def case(length, to):
    positions = taken(length, to)
    digest = hashlib.sha256(positions.tobytes()).hexdigest()[:16]
    return [length, to, int(positions.sum()), digest]


def released(folder):
    sides = set()
    with tarfile.open(f"{folder}/{ARCHIVE}") as archive:
        for member in archive:
            path = member.name.split("/")
            if member.isfile() and path[1] == "annotations":
                image = json.load(archive.extractfile(member))["image"]
                sides |= {image["width"], image["height"]}
    return sorted(sides)


def main(folder):
    drawn = random.Random(260)
    pairs = [(drawn.randint(1, 4000), drawn.randint(1, 1200)) for _ in range(60)]
    pairs += [(side, to) for side in (1, 7, 260, 533) for to in (side, 2 * side)]
    every = hashlib.sha256()
    for length in range(1, LONGEST + 1):
        every.update(taken(length, SIDE).tobytes())
    with open(FILE, "w") as file:
        json.dump({
            "origin": ORIGIN,
            "layout": "released, others: source and target length, sum of the positions "
            "and the start of the SHA-256 of them as little-endian uint32. every: that "
            "of the positions of all source lengths from 1 on, one after the other",
            "released": [case(side, SIDE) for side in released(folder)],
            "others": [case(*pair) for pair in pairs],
            "every": {"longest": LONGEST, "to": SIDE, "sha256": every.hexdigest()},
        }, file)


if __name__ == "__main__":
    main(sys.argv[1])
