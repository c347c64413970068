"""Writes tests/pipeline/stages/baselines/fixtures/baselines.json.

What scikit-learn's classifiers, with their default settings, make of the evaluations
and folds of a run, with features from each selection of evaluations. Debian 12:
python3-sklearn, python3-numpy. Run from the repository's root, then `deno fmt` the
folder:

    /usr/bin/python3 tests/oracle/baselines.py results/dermxdb/artifacts
"""

import csv
import json
import sys
import warnings
from collections import defaultdict

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
CHARACTERISTICS = [
    "Closed comedo", "Dermatoglyph disruption", "Open comedo", "Papule", "Patch",
    "Plaque", "Pustule", "Scale", "Scar", "Sun damage",
]
FIRST_ROUND = [f"labeller{i}" for i in range(1, 9)]
BOTH_ROUNDS = FIRST_ROUND + [f"labeller{i}2" for i in range(1, 9)]

warnings.simplefilter("ignore")


def rows(path):
    with open(path, newline="") as file:
        return list(csv.DictReader(file))


def diagnoses(terms):
    return [row["term"] for row in terms if row["kind"] == "diagnosis"]


def undiscarded(terms, _):
    return all(row["kind"] != "discard" for row in terms)


def some_diagnosis(terms, gold):
    return undiscarded(terms, gold) and diagnoses(terms) != []


def gold_diagnosis(terms, gold):
    return gold in diagnoses(terms)


def first_tag_is_diagnosis(terms, _):
    tags = [row for row in terms
            if row["kind"] == "diagnosis" or row["term"] == "Other-disease"]
    tags.sort(key=lambda row: int(row["position"]))
    return tags != [] and tags[0]["kind"] == "diagnosis"


SELECTIONS = {
    "first-tag-is-diagnosis": (FIRST_ROUND, first_tag_is_diagnosis),
    "some-diagnosis": (FIRST_ROUND, some_diagnosis),
    "both-rounds": (BOTH_ROUNDS, some_diagnosis),
    "undiscarded": (FIRST_ROUND, undiscarded),
    "gold-diagnosis": (FIRST_ROUND, gold_diagnosis),
}


def features_of(evaluations, gold, raters, counts):
    """The ten columns of each image in which someone outlines a characteristic."""
    outlined = defaultdict(set)
    for (image, rater), terms in evaluations.items():
        if rater in raters and counts(terms, gold.get(image)):
            outlined[image] |= {row["term"] for row in terms
                                if row["term"] in CHARACTERISTICS
                                and int(row["instances"]) > 0}
    return {
        image: [int(name in found) for name in CHARACTERISTICS]
        for image, found in outlined.items() if found
    }


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


artifacts = sys.argv[1]
folds = rows(f"{artifacts}/baselines/folds.csv")
gold = {row["image"]: row["diagnosis"]
        for row in rows(f"{artifacts}/ingest/images.csv")}
evaluations = defaultdict(list)
for row in rows(f"{artifacts}/ingest/selections.csv"):
    evaluations[row["image"], row["rater"]].append(row)
with open(FIXTURE, "w") as file:
    json.dump({
        "origin": ORIGIN,
        "measures": ["recall", "f1", "accuracy"],
        "selections": {
            name: judged(folds, features_of(evaluations, gold, *selection))
            for name, selection in SELECTIONS.items()
        },
    }, file)
