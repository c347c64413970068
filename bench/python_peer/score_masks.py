"""Scores maps against masks pixel by pixel, as the authors' notebooks do, in NumPy.

Arguments: masks.csv, runs.npy, ids.json, maps.npy, the class to score, how many
images. Prints as JSON the scores by image, rater and characteristic, and the seconds
that enlarging took, the six sums, and the three measures of the highest values; masks
are decoded before anything is timed. Debian: python3-numpy, python3-skimage.
"""

import csv
import json
import sys
from time import perf_counter

import numpy as np
from skimage.transform import resize

masks_csv, runs_npy, ids_json, maps_npy, index, images = sys.argv[1:]


def ratio(part, whole):
    return None if whole == 0 else float(part / whole)


def sums(cam, mask):
    tp = np.minimum(cam, mask).sum()
    tn = np.minimum(1 - cam, 1 - mask).sum()
    return {
        "f1": ratio(2 * tp, cam.sum() + mask.sum()),
        "sensitivity": ratio(tp, mask.sum()),
        "specificity": ratio(tn, (1 - mask).sum()),
        "iou": ratio(tp, np.maximum(cam, mask).sum()),
        "precision": ratio(tp, cam.sum()),
        "npv": ratio(tn, (1 - cam).sum()),
    }


def highest(cam, mask):
    """Values that are equal but for rounding count as equal."""
    steps = np.round(cam * 2**30)
    inside = mask > 0
    top = steps == steps.max()
    n = int(inside.sum())
    threshold = np.partition(steps.ravel(), steps.size - n)[steps.size - n]
    above, tie = steps > threshold, steps == threshold
    chosen = (n - above.sum()) / tie.sum()
    return {
        "pointing": float((top & inside).sum() / top.sum()) if steps.max() else 0.0,
        "mass": ratio((cam * mask).sum(), cam.sum()),
        "rank": float(((above & inside).sum() + (tie & inside).sum() * chosen) / n),
    }


ids = json.load(open(ids_json))[: int(images)]
maps = np.load(maps_npy)
runs = np.load(runs_npy)
drawn = {image: [] for image in ids}
for row in csv.DictReader(open(masks_csv, newline="")):
    if row["image"] not in drawn:
        continue
    mask = np.zeros(int(row["width"]) * int(row["height"]))
    first = int(row["first_run"])
    for start, end in runs[first : first + int(row["runs"])]:
        mask[start:end] = 1
    shape = int(row["height"]), int(row["width"])
    name = [row["image"], row["rater"], row["characteristic"]]
    drawn[row["image"]].append((name, mask.reshape(shape)))

seconds = {"enlarge": 0.0, "sums": 0.0, "highest": 0.0}
scores = []
count = 0
for position, image in enumerate(ids):
    if not drawn[image]:
        continue
    count += 1
    started = perf_counter()
    small = np.round(255 * maps[position, int(index)]).astype(np.uint8)
    cam = resize(small, drawn[image][0][1].shape)
    seconds["enlarge"] += perf_counter() - started
    for name, mask in drawn[image]:
        values = {}
        for step, measure in (("sums", sums), ("highest", highest)):
            started = perf_counter()
            values.update(measure(cam, mask))
            seconds[step] += perf_counter() - started
        scores.append([*name, values])
json.dump({"maps": count, "seconds": seconds, "scores": scores}, sys.stdout)
