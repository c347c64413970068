"""Writes tests/models/fitting/fixtures/logistic_regression.json.

What scikit-learn makes of small tables. Debian 12: python3-sklearn, python3-numpy. Run
from the repository's root, then `deno fmt` the folder:
/usr/bin/python3 tests/oracle/logistic_regression.py
"""

import json
import sys
import warnings

import numpy as np
import sklearn
from sklearn.exceptions import ConvergenceWarning
from sklearn.linear_model import LogisticRegression

ORIGIN = (
    f"tests/oracle/logistic_regression.py with scikit-learn {sklearn.__version__}, "
    f"NumPy {np.__version__}, Python {sys.version.split()[0]}"
)
FILE = "tests/models/fitting/fixtures/logistic_regression.json"

# The tolerance is out of reach on purpose; how close it got is asserted below.
warnings.simplefilter("ignore", ConvergenceWarning)
random = np.random.default_rng(20230614)


def blobs(rows, columns, classes, spread):
    """Classes around centres of their own; a few digits, so that JSON is exact."""
    labels = np.arange(rows) % classes
    centres = random.normal(size=(classes, columns))
    x = centres[labels] + spread * random.normal(size=(rows, columns))
    return np.round(x, 2), labels


def objective(x, labels, c, weights, intercepts):
    scores = x @ weights.T + intercepts
    peak = scores.max(axis=1, keepdims=True)
    logs = scores - peak - np.log(np.exp(scores - peak).sum(axis=1, keepdims=True))
    loss = -logs[np.arange(len(labels)), labels].sum()
    shares = np.exp(logs)
    shares[np.arange(len(labels)), labels] -= 1
    gradient = np.concatenate([
        (c * shares.T @ x + weights).ravel(),
        c * shares.sum(axis=0),
    ])
    value = c * loss + 0.5 * (weights ** 2).sum()
    return value, np.linalg.norm(gradient)


def fitted(x, labels, c):
    model = LogisticRegression(
        C=c, multi_class="multinomial", solver="newton-cg", tol=1e-12,
        max_iter=1000,
    ).fit(x, labels)
    weights, intercepts = model.coef_, model.intercept_
    if len(weights) == 1:
        # Of two classes scikit-learn keeps half the difference of their scores.
        weights = np.concatenate([-weights, weights])
        intercepts = np.concatenate([-intercepts, intercepts])
    intercepts = intercepts - intercepts.mean()
    value, gradient = objective(x, labels, c, weights, intercepts)
    # The objective's curvature is at least 1: weights are no further off than this.
    assert gradient < 2e-6, gradient
    return {
        "c": c,
        "weights": weights.ravel().tolist(),
        "intercepts": intercepts.tolist(),
        "objective": value,
    }


def case(name, x, labels, strengths):
    return {
        "name": name,
        "features": x.tolist(),
        "labels": labels.tolist(),
        "fits": [fitted(x, labels, c) for c in strengths],
    }


def main():
    overlapping = blobs(36, 3, 3, 1.5)
    separable = blobs(24, 4, 3, 0.1)
    pair = blobs(20, 2, 2, 1.0)
    x, labels = blobs(30, 2, 3, 1.0)
    # A copy, a sum of others, and a column that does not vary.
    collinear = np.column_stack([x, x[:, 0], x.sum(axis=1), np.full(len(x), 0.5)])
    binary = (random.random((40, 5)) < 0.4).astype(float)
    of_binary = (binary[:, 0] + 2 * binary[:, 1] + (random.random(40) < 0.2)) % 4
    cases = [
        case("overlapping classes", *overlapping, [0.01, 1, 100]),
        case("separable classes", *separable, [1, 30]),
        case("two classes", *pair, [1]),
        case("collinear features", np.round(collinear, 2), labels, [1, 30]),
        case("binary features, classes of unequal size", binary,
             of_binary.astype(int), [1]),
    ]
    with open(FILE, "w") as file:
        json.dump({"origin": ORIGIN, "cases": cases}, file)


main()
