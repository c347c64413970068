"""Writes tests/pipeline/stages/fixtures/second_release.csv.

The tables of agreement of the second release, and of its raters with themselves, from
the annotation files and the released pictures of the masks: nothing is shared with the
pipeline, which draws the masks itself. Debian 12: python3-numpy, python3-pil. Run from
the repository's root, 2 minutes and 0.5 GB:
/usr/bin/python3 tests/oracle/second_release.py FOLDER, where FOLDER holds
dermx-20a07c6386303f94628b4904a9d17faf74d4364f.tar.gz
"""

import collections
import io
import itertools
import json
import sys
import tarfile
import unicodedata

import numpy as np
from PIL import Image

FILE = "tests/pipeline/stages/fixtures/second_release.csv"
ARCHIVE = "dermx-20a07c6386303f94628b4904a9d17faf74d4364f.tar.gz"
DIAGNOSES = [
    "Acne",
    "Actinic keratosis",
    "Psoriasis",
    "Seborrheic dermatitis",
    "Viral warts",
    "Vitiligo",
]
DISCARDS = {"Low-quality", "Other-disease"}
FIRST = ["labeller%d" % k for k in range(1, 9)]
AGAIN = {second + "2": second for second in FIRST}


def read(folder):
    """Names of annotations and bytes of mask pictures, by image and rater; gold."""
    names, pictures, gold = {}, collections.defaultdict(dict), {}
    with tarfile.open(f"{folder}/{ARCHIVE}") as archive:
        for member in archive:
            path = unicodedata.normalize("NFC", member.name).split("/")
            if not member.isfile():
                continue
            data = archive.extractfile(member).read()
            if path[1] == "annotations":
                rater, image = path[-1][: -len(".json")].split("_", 1)
                annotations = json.loads(data)["annotations"]
                names[image, rater] = {
                    unicodedata.normalize("NFC", a["name"]) for a in annotations
                }
            elif path[1] == "masks" and path[-1].endswith(".png"):
                rater, rest = path[-1][: -len(".png")].split("_", 1)
                image, term = rest.rsplit("_", 1)
                if not term.isdigit():
                    pictures[image][rater, term] = data
            elif path[-1] == "metadata.csv":
                header, *rows = data.decode().split("\r\n")
                columns = header.split(";")
                for row in filter(None, rows):
                    fields = dict(zip(columns, row.split(";")))
                    image = fields["current_filename"].rsplit(".", 1)[0]
                    gold[unicodedata.normalize("NFC", image)] = fields["diagnosis"]
    return names, pictures, gold


def ratio(part, whole):
    return part / whole if whole else None


def rates(predicted, reference):
    """F1, sensitivity and specificity of two lists of booleans."""
    p, r = np.array(predicted, bool), np.array(reference, bool)
    tp, fp = int((p & r).sum()), int((p & ~r).sum())
    fn, tn = int((~p & r).sum()), int((~p & ~r).sum())
    return ratio(2 * tp, 2 * tp + fp + fn), ratio(tp, tp + fn), ratio(tn, tn + fp)


def summary(table, row, values, sample=False, skip=False):
    """Mean and standard deviation of each of three rates; how many, if some are skipped."""
    for i, column in enumerate(["f1", "sensitivity", "specificity"]):
        column_values = [v[i] for v in values]
        if skip:
            column_values = [v for v in column_values if v is not None]
        else:
            column_values = [0 if v is None else v for v in column_values]
        n = len(column_values)
        if n:
            yield table, row, column, "mean", np.mean(column_values)
        if n > (1 if sample else 0):
            yield table, row, column, "std", np.std(column_values, ddof=int(sample))
        if skip:
            yield table, row, column, "n", n


def against_gold(kept, gold):
    for diagnosis in DIAGNOSES:
        values = []
        for rater in FIRST:
            own = [(i, label) for (i, r), label in kept.items() if r == rater]
            values.append(
                rates(
                    [label == diagnosis for _, label in own],
                    [gold[i] == diagnosis for i, _ in own],
                )
            )
        yield from summary("table2a", diagnosis, values)


def presence(table, rows, pairs, has):
    """`pairs` holds a list of pairs of evaluations for each two raters, both ways."""
    pairs = [pair for pair in pairs if pair]
    for row in rows:
        values = [
            rates([has(a, row) for a, _ in pair], [has(b, row) for _, b in pair])
            for pair in pairs
        ]
        yield from summary(table, row, values)


def counted(table, rows, evaluations, has):
    for row in rows:
        having = [e for e in evaluations if has(e, row)]
        yield table, row, "evals", "count", len(having)
        yield table, row, "images", "count", len({image for image, _ in having})


def decode(data):
    return np.asarray(Image.open(io.BytesIO(data))) > 127


def localisation(table, terms, pairs_by_image, pictures):
    """Pooled over images; `pairs_by_image` holds unordered pairs of raters."""
    values = collections.defaultdict(list)
    for image, pairs in pairs_by_image.items():
        raters = {rater for pair in pairs for rater in pair}
        for term in terms:
            masks = {
                rater: decode(pictures[image][rater, term])
                for rater in raters
                if (rater, term) in pictures[image]
            }
            for a, b in pairs:
                if a not in masks and b not in masks:
                    continue
                size = next(iter(masks.values())).size
                x, y = masks.get(a), masks.get(b)
                n_x = 0 if x is None else int(np.count_nonzero(x))
                n_y = 0 if y is None else int(np.count_nonzero(y))
                both = n_x and n_y and int(np.count_nonzero(x & y))
                for p, r in ((n_x, n_y), (n_y, n_x)):
                    values[term].append(
                        (
                            2 * both / (p + r),
                            ratio(both, r),
                            ratio(size - p - r + both, size - r),
                        )
                    )
    for term in terms:
        yield from summary(table, term, values[term], sample=True, skip=True)


def main(folder):
    names, pictures, gold = read(folder)
    label = {
        key: min(found & set(DIAGNOSES))
        for key, found in names.items()
        if key[0] in gold and found & set(DIAGNOSES) and not found & DISCARDS
    }
    one = {key for key in label if len(names[key] & set(DIAGNOSES)) == 1}
    drawn = sorted({t for found in pictures.values() for _, t in found})
    tags = {t for found in names.values() for t in found}
    terms = sorted(tags - set(DIAGNOSES) - DISCARDS)
    images = sorted({image for image, _ in label})

    def is_labelled(evaluation, diagnosis):
        return label[evaluation] == diagnosis

    def has(evaluation, term):
        return term in names[evaluation]

    def every_two(kept):
        return [
            [((i, a), (i, b)) for i in images if (i, a) in kept and (i, b) in kept]
            for a, b in itertools.permutations(FIRST, 2)
        ]

    def themselves(kept):
        for second, first in AGAIN.items():
            pair = [
                ((i, second), (i, first))
                for i in images
                if (i, second) in kept and (i, first) in kept
            ]
            yield pair
            yield [(b, a) for a, b in pair]

    def twice(kept):
        return {e for pair in themselves(kept) for two in pair for e in two}

    def two_by_image(kept):
        return {
            i: list(itertools.combinations([r for r in FIRST if (i, r) in kept], 2))
            for i in images
        }

    def rounds_by_image(kept):
        return {
            i: [
                (second, first)
                for second, first in AGAIN.items()
                if (i, second) in kept and (i, first) in kept
            ]
            for i in images
        }

    first = {key: value for key, value in label.items() if key[1] in FIRST}
    both = twice(label)
    first_of_both = {key for key in both if key[1] in FIRST}
    first_of_one = {key for key in twice(one) if key[1] in FIRST}
    lines = [
        *against_gold(first, gold),
        *presence("table2b", DIAGNOSES, every_two(first), is_labelled),
        *presence("appendix_table1", terms, every_two(first), has),
        *counted("appendix_table1", terms, first, has),
        *localisation("table3b", drawn, two_by_image(one), pictures),
        *presence("intra_table2b", DIAGNOSES, themselves(label), is_labelled),
        *presence("intra_appendix_table1", terms, themselves(label), has),
        *counted("intra_appendix_table1", terms, both, has),
        *localisation("intra_table3b", drawn, rounds_by_image(one), pictures),
        *presence("between_table2b", DIAGNOSES, every_two(first_of_both), is_labelled),
        *presence("between_appendix_table1", terms, every_two(first_of_both), has),
        *localisation("between_table3b", drawn, two_by_image(first_of_one), pictures),
    ]
    with open(FILE, "w", encoding="utf-8", newline="\n") as file:
        file.write("table,row,column,statistic,value\n")
        for table, row, column, statistic, value in lines:
            # Beside themselves raters are compared with others by mean F1 alone.
            if table.startswith("between") and (column, statistic) not in (
                ("f1", "mean"),
                ("f1", "n"),
            ):
                continue
            file.write(f"{table},{row},{column},{statistic},{value:.10g}\n")


main(sys.argv[1])
