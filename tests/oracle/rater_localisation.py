"""Writes tests/pipeline/stages/rater_localisation/fixtures/release.csv.

How far each rater's outlines of the second release's first round overlap with the share
of the image's raters, fused: from the annotation files and the released pictures of the
masks, which Pillow resizes, so nothing is shared with the pipeline. Debian 12:
python3-numpy, python3-pil. Run from the repository's root, 1 minute:
/usr/bin/python3 tests/oracle/rater_localisation.py FOLDER, where FOLDER holds
dermx-20a07c6386303f94628b4904a9d17faf74d4364f.tar.gz
"""

import collections
import io
import json
import sys
import tarfile
import unicodedata

import numpy as np
from PIL import Image

FILE = "tests/pipeline/stages/rater_localisation/fixtures/release.csv"
ARCHIVE = "dermx-20a07c6386303f94628b4904a9d17faf74d4364f.tar.gz"
SIDE = 260
FIRST = {"labeller%d" % k for k in range(1, 9)}
DIAGNOSES = {
    "Acne",
    "Actinic keratosis",
    "Psoriasis",
    "Seborrheic dermatitis",
    "Viral warts",
    "Vitiligo",
}
CHARACTERISTICS = [
    "Closed comedo",
    "Dermatoglyph disruption",
    "Open comedo",
    "Papule",
    "Patch",
    "Plaque",
    "Pustule",
    "Scale",
    "Scar",
    "Sun damage",
]


def read(folder):
    """Raters who count by image, resized masks by image and characteristic, metadata."""
    kept, masks, described = collections.defaultdict(set), collections.defaultdict(dict), set()
    with tarfile.open(f"{folder}/{ARCHIVE}") as archive:
        for member in archive:
            path = unicodedata.normalize("NFC", member.name).split("/")
            if not member.isfile():
                continue
            data = archive.extractfile(member).read()
            if path[1] == "annotations":
                rater, image = path[-1][: -len(".json")].split("_", 1)
                names = [a["name"] for a in json.loads(data)["annotations"]]
                tags = [n for n in names if n in DIAGNOSES or n == "Other-disease"]
                if rater in FIRST and tags and tags[0] in DIAGNOSES:
                    kept[image].add(rater)
            elif path[1] == "masks" and path[-1].endswith(".png"):
                rater, rest = path[-1][: -len(".png")].split("_", 1)
                image, term = rest.rsplit("_", 1)
                if rater in FIRST and term in CHARACTERISTICS:
                    picture = Image.open(io.BytesIO(data)).convert("L")
                    small = picture.resize((SIDE, SIDE), Image.NEAREST)
                    masks[image, term][rater] = np.array(small) > 0
            elif path[-1] == "metadata.csv":
                header, *rows = data.decode().split("\r\n")
                column = header.split(";").index("current_filename")
                for row in filter(None, rows):
                    name = row.split(";")[column].rsplit(".", 1)[0]
                    described.add(unicodedata.normalize("NFC", name))
    return kept, masks, described


def overlaps(kept, masks, described):
    """Characteristic, opponents, overlap, area of the outline and of the reference."""
    for (image, characteristic), drawn in masks.items():
        raters = kept[image]
        if image not in described or not raters & drawn.keys():
            continue
        nothing = np.zeros((SIDE, SIDE), bool)
        for rater in raters:
            own = drawn.get(rater, nothing)
            for against, opponents in (("all", raters), ("others", raters - {rater})):
                votes = sum((drawn.get(r, nothing) * 1.0 for r in opponents), nothing * 1.0)
                fused = votes / max(len(opponents), 1)
                sums = np.minimum(own, fused).sum(), own.sum(), fused.sum()
                if sums[1] or sums[2]:
                    yield characteristic, against, sums


def main(folder):
    found = collections.defaultdict(list)
    for characteristic, against, sums in overlaps(*read(folder)):
        found[characteristic, against].append(sums)
    with open(FILE, "w", newline="") as file:
        file.write("characteristic,against,rows,overlap,map_area,reference_area,f1\n")
        for characteristic in CHARACTERISTICS:
            for against in ("others", "all"):
                rows = np.array(found[characteristic, against])
                shown = rows[rows[:, 2] > 0]
                f1 = 2 * shown[:, 0] / (shown[:, 1] + shown[:, 2])
                sums = ",".join("%.4f" % value for value in rows.sum(0))
                file.write(
                    f"{characteristic},{against},{len(rows)},{sums},{f1.mean():.10f}\n"
                )


if __name__ == "__main__":
    main(sys.argv[1])
