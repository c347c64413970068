"""The paper's tables that follow from release v1, in NumPy: what both scripts share.

Prints `table,row,column,statistic,value`, one number a line. The recipes are those
of the stages `census` and `agreement`; the code has nothing in common with them.
"""

import csv
import json
import sys
import unicodedata
from collections import Counter, defaultdict
from itertools import combinations, permutations
from pathlib import Path

import numpy as np

DIAGNOSES = [
    "Acne",
    "Actinic keratosis",
    "Psoriasis",
    "Seborrheic dermatitis",
    "Viral warts",
    "Vitiligo",
]
DISCARDS = {"Other-disease", "Low-quality"}
MEASURES = ("f1", "sensitivity", "specificity")
NOT_IN_TABLE_3A = {"Dermatoglyph disruption"}


def main(mask_of):
    """Prints all tables; `mask_of(release, evaluation, number, annotation)` gives
    the picture of an evaluation's `number`-th outlined annotation, as booleans."""
    release = Path(sys.argv[1])
    cells = csv.writer(sys.stdout, lineterminator="\n")
    cells.writerow(["table", "row", "column", "statistic", "value"])
    for cell in tables(release, mask_of):
        cells.writerow(cell)


def tables(release, mask_of):
    gold, source = read_metadata(release)
    evaluations = read_evaluations(release)
    kept = [e for e in evaluations if e["diagnoses"] and not DISCARDS & e["names"]]
    single = [e for e in kept if len(e["diagnoses"]) == 1]
    outlined = {a["name"] for e in evaluations for a in e["outlines"]}
    terms = set.union(*(e["names"] for e in evaluations)) - DISCARDS - set(DIAGNOSES)

    images = {e["image"] for e in single}
    counts = Counter((gold[i], source[i]) for i in images)
    for (diagnosis, dataset), n in counts.items():
        yield "table1", diagnosis, dataset, "count", n

    yield from means("table2a", DIAGNOSES, against_gold(kept, gold), ddof=0)
    yield from means(
        "table2b",
        DIAGNOSES,
        between_raters(kept, DIAGNOSES, lambda e: e["diagnoses"][:1]),
        ddof=0,
    )
    rates = between_raters(kept, sorted(terms), lambda e: e["names"])
    for table, rows in (
        ("appendix_table1", terms),
        ("table3a", outlined - NOT_IN_TABLE_3A),
    ):
        chosen = {row: rates[row] for row in sorted(rows)}
        yield from means(table, chosen, chosen, ddof=0)
        for row in chosen:
            having = [e["image"] for e in kept if row in e["names"]]
            yield table, row, "evals", "count", len(having)
            yield table, row, "images", "count", len(set(having))
    pooled = localisation(release, single, mask_of)
    yield from means("table3b", sorted(pooled), pooled, ddof=1)


def read_metadata(release):
    gold, source = {}, {}
    with open(release / "metadata.csv", newline="") as file:
        for row in csv.DictReader(file, delimiter=";"):
            image = row["current_filename"].rsplit(".", 1)[0]
            gold[image], source[image] = row["diagnosis"], row["dataset"]
    return gold, source


def read_evaluations(release):
    evaluations = []
    for path in sorted((release / "annotations").iterdir()):
        rater, image = path.stem.split("_", 1)
        content = json.loads(path.read_bytes())
        for annotation in content["annotations"]:
            annotation["name"] = unicodedata.normalize("NFC", annotation["name"])
        names = {annotation["name"] for annotation in content["annotations"]}
        evaluations.append({
            "id": path.stem,
            "rater": rater,
            "image": image,
            "shape": (content["image"]["height"], content["image"]["width"]),
            "names": names,
            "diagnoses": sorted(names & set(DIAGNOSES)),
            "outlines": [a for a in content["annotations"] if "tag" not in a],
        })
    return evaluations


def against_gold(evaluations, gold):
    """Rates of each rater for each diagnosis, an evaluation's first one counting."""
    by_rater = defaultdict(list)
    for e in evaluations:
        by_rater[e["rater"]].append((e["diagnoses"][0], gold[e["image"]]))
    rates = {diagnosis: [] for diagnosis in DIAGNOSES}
    for pairs in by_rater.values():
        predicted, true = np.array(pairs).T
        for diagnosis in DIAGNOSES:
            rates[diagnosis].append(rates_of(predicted == diagnosis, true == diagnosis))
    return rates


def between_raters(evaluations, labels, labels_of):
    """Rates of each ordered pair of raters for each label, over their common images."""
    marks = defaultdict(dict)
    for e in evaluations:
        chosen = labels_of(e)
        marks[e["rater"]][e["image"]] = np.array([label in chosen for label in labels])
    rates = {label: [] for label in labels}
    for a, b in permutations(sorted(marks), 2):
        common = sorted(marks[a].keys() & marks[b].keys())
        predicted = np.array([marks[a][image] for image in common])
        true = np.array([marks[b][image] for image in common])
        for i, label in enumerate(labels):
            rates[label].append(rates_of(predicted[:, i], true[:, i]))
    return rates


def rates_of(predicted, true):
    """F1, sensitivity and specificity; nothing to divide by counts as 0."""
    tp = np.sum(predicted & true)
    fp = np.sum(predicted & ~true)
    fn = np.sum(~predicted & true)
    tn = np.sum(~predicted & ~true)
    return (
        2 * tp / max(2 * tp + fp + fn, 1),
        tp / max(tp + fn, 1),
        tn / max(tn + fp, 1),
    )


def localisation(release, evaluations, mask_of):
    """Rates of each ordered pair of raters for each image and class that one of them drew."""
    by_image = defaultdict(list)
    for e in evaluations:
        by_image[e["image"]].append(e)
    rates = defaultdict(list)
    for raters in by_image.values():
        drawn = [masks_of(release, e, mask_of) for e in raters]
        pixels = raters[0]["shape"][0] * raters[0]["shape"][1]
        areas = [{c: np.count_nonzero(m) for c, m in masks.items()} for masks in drawn]
        for a, b in combinations(range(len(raters)), 2):
            for c in drawn[a].keys() | drawn[b].keys():
                both = c in drawn[a] and c in drawn[b]
                common = np.count_nonzero(drawn[a][c] & drawn[b][c]) if both else 0
                first, second = areas[a].get(c, 0), areas[b].get(c, 0)
                rates[c].append(overlap(first, second, common, pixels))
                rates[c].append(overlap(second, first, common, pixels))
    return rates


def masks_of(release, evaluation, mask_of):
    """One picture for each class: the union of the class's outlines."""
    masks = {}
    for number, annotation in enumerate(evaluation["outlines"]):
        mask = mask_of(release, evaluation, number, annotation)
        c = annotation["name"]
        masks[c] = masks[c] | mask if c in masks else mask
    return masks


def overlap(predicted, true, common, pixels):
    """Dice, sensitivity (none without a true pixel) and specificity, from areas."""
    return (
        2 * common / (predicted + true),
        common / true if true else np.nan,
        (pixels - predicted - true + common) / (pixels - true),
    )


def means(table, rows, rates, ddof):
    for row in rows:
        values = np.array(rates[row])
        mean, std = np.nanmean(values, axis=0), np.nanstd(values, axis=0, ddof=ddof)
        for i, measure in enumerate(MEASURES):
            yield table, row, measure, "mean", float(mean[i])
            yield table, row, measure, "std", float(std[i])
