"""Writes tests/pipeline/stages/baselines/fixtures/baselines.json.

What scikit-learn's classifiers, with their default settings, make of the features and
folds of a run. Debian 12: python3-sklearn, python3-numpy. Run from the repository's
root, then `deno fmt` the folder:

    /usr/bin/python3 tests/oracle/baselines.py results/dermxdb/folds.csv \
        first-tag-is-diagnosis=results/dermxdb/labels.csv [SELECTION=LABELS ...]
"""

import csv
import json
import sys
import warnings

import numpy as np
import sklearn
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import accuracy_score, f1_score, recall_score
from sklearn.naive_bayes import CategoricalNB
from sklearn.neighbors import KNeighborsClassifier
from sklearn.tree import DecisionTreeClassifier

FIXTURE = "tests/pipeline/stages/baselines/fixtures/baselines.json"
ORIGIN = (
    f"tests/oracle/baselines.py with scikit-learn {sklearn.__version__}, "
    f"NumPy {np.__version__}, Python {sys.version.split()[0]}"
)
SEEDS = 20

warnings.simplefilter("ignore")


def rows(path):
    with open(path, newline="") as file:
        return list(csv.DictReader(file))


def features_of(path):
    """The ten columns of each image that has one of the characteristics."""
    table = {
        row["image"]: [int(value) for name, value in row.items()
                       if name not in ("image", "kept")]
        for row in rows(path)
    }
    return {image: values for image, values in table.items() if any(values)}


def parts(folds, features):
    """For each fold features and diagnoses of both parts, in the order of the lists."""
    names = sorted({row["diagnosis"] for row in folds})
    for fold in sorted({int(row["fold"]) for row in folds}):
        both = []
        for part in ("train", "test"):
            used = [row for row in folds if int(row["fold"]) == fold
                    and row["part"] == part and row["image"] in features]
            both += [np.array([features[row["image"]] for row in used]),
                     np.array([names.index(row["diagnosis"]) for row in used])]
        yield both


def scores(reference, predicted):
    return [
        recall_score(reference, predicted, average="macro"),
        f1_score(reference, predicted, average="macro"),
        accuracy_score(reference, predicted),
    ]


def earlier_are_nearer(x, asked):
    """A further column that breaks ties of distance by the order of the examples."""
    column = np.sqrt(1e-9 * np.arange(len(x)))[:, None]
    return np.hstack([x, column]), np.hstack([asked, np.zeros((len(asked), 1))])


def one_hot(labels):
    return np.eye(6, dtype=int)[labels]


def judged(folds, features):
    found = {}
    trees = [[] for _ in range(SEEDS)]
    for x, y, asked, truth in parts(folds, features):
        near, near_asked = earlier_are_nearer(x, asked)
        for name, model, data in (
            ("Logistic regression", LogisticRegression(), (x, y, asked, truth)),
            ("Categorical naive Bayes", CategoricalNB(), (x, y, asked, truth)),
            ("k nearest neighbours", KNeighborsClassifier(),
             (near, one_hot(y), near_asked, one_hot(truth))),
        ):
            of, labels, others, reference = data
            found.setdefault(name, []).append(
                scores(reference, model.fit(of, labels).predict(others)))
        for seed, tree in enumerate(trees):
            model = DecisionTreeClassifier(random_state=seed).fit(x, one_hot(y))
            tree.append(scores(one_hot(truth), model.predict(asked)))
    return {
        "images": len({row["image"] for row in folds} & set(features)),
        "learners": {
            name: {"mean": list(np.mean(values, 0)), "std": list(np.std(values, 0))}
            for name, values in found.items()
        },
        "trees": sorted(np.mean(tree, 0)[1] for tree in trees),
    }


folds = rows(sys.argv[1])
selections = dict(argument.split("=", 1) for argument in sys.argv[2:])
with open(FIXTURE, "w") as file:
    json.dump({
        "origin": ORIGIN,
        "measures": ["recall", "f1", "accuracy"],
        "selections": {
            name: judged(folds, features_of(path))
            for name, path in selections.items()
        },
    }, file)
