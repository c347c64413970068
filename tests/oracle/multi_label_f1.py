"""Writes tests/pipeline/metrics/fixtures/multi_label_f1.json.

What scikit-learn makes of random answers to several questions, by average and by what
an F1 counts as that has nothing to divide by. Debian 12: python3-sklearn,
python3-numpy. Run from the repository's root, then `deno fmt` the file:

    /usr/bin/python3 tests/oracle/multi_label_f1.py
"""

import json
import sys
import warnings

import numpy as np
import sklearn
from sklearn.metrics import f1_score

FIXTURE = "tests/pipeline/metrics/fixtures/multi_label_f1.json"
ORIGIN = (
    f"tests/oracle/multi_label_f1.py with scikit-learn {sklearn.__version__}, "
    f"NumPy {np.__version__}, Python {sys.version.split()[0]}"
)
# Images, questions, and how often each side says yes.
SHAPES = [(1, 3, 0.5), (4, 3, 0.3), (6, 4, 0.15), (9, 10, 0.25), (5, 2, 0.0), (40, 10, 0.3)]

warnings.simplefilter("ignore")


def text(rows):
    return " ".join("".join(str(value) for value in row) for row in rows)


def scores(reference, predicted, labels):
    return {
        average: {
            rule: f1_score(
                reference, predicted, average=name, labels=labels, zero_division=value
            )
            for rule, value in [("zero", 0), ("one", 1)]
        }
        for average, name in [
            ("macro", "macro"),
            ("weighted", "weighted"),
            ("micro", "micro"),
            ("images", "samples"),
        ]
    }


random = np.random.default_rng(20221)
cases = []
for images, questions, rate in SHAPES:
    reference = (random.random((images, questions)) < rate).astype(int)
    predicted = (random.random((images, questions)) < rate).astype(int)
    cases.append(
        {
            "reference": text(reference),
            "predicted": text(predicted),
            "f1": scores(reference, predicted, None),
        }
    )

# Of classes that exclude each other: 12 images, and no one has or is given the last.
reference, predicted = random.integers(0, 3, (2, 12))
single = {
    "reference": "".join(map(str, reference)),
    "predicted": "".join(map(str, predicted)),
    "f1": {
        average: f1_score(reference, predicted, average=average, labels=range(4), zero_division=0)
        for average in ["macro", "weighted", "micro"]
    },
}

with open(FIXTURE, "w") as file:
    json.dump({"origin": ORIGIN, "cases": cases, "single": single}, file, indent=2)
