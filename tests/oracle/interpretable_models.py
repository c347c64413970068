"""Writes tests/models/fitting/fixtures/{decision_tree,nearest_neighbours,
categorical_naive_bayes}.json and tests/pipeline/metrics/fixtures/macro_scores.json.

What scikit-learn makes of small tables; each row is a word of digits. Debian 12:
python3-sklearn, python3-numpy. Run from the repository's root, then
`deno fmt` the folders:
/usr/bin/python3 tests/oracle/interpretable_models.py
"""

import json
import sys
import warnings
from fractions import Fraction

import numpy as np
import sklearn
from sklearn.metrics import accuracy_score, f1_score, precision_score, recall_score
from sklearn.naive_bayes import CategoricalNB
from sklearn.neighbors import KNeighborsClassifier, RadiusNeighborsClassifier
from sklearn.tree import DecisionTreeClassifier

ORIGIN = (
    f"tests/oracle/interpretable_models.py with scikit-learn {sklearn.__version__}, "
    f"NumPy {np.__version__}, Python {sys.version.split()[0]}"
)
FITTING = "tests/models/fitting/fixtures"
METRICS = "tests/pipeline/metrics/fixtures"

# Draws of the order of features. With ten equally good ones, the lowest is missed by
# all draws with probability 0.9 ** 150 = 1e-7.
DRAWS = 150

warnings.simplefilter("ignore")
random = np.random.default_rng(20230614)


def digits(table):
    return ["".join(str(int(value)) for value in row) for row in table]


def words(rows):
    return " ".join(rows)


def table(rows):
    return np.array([[int(digit) for digit in row] for row in rows])


def write(path, cases):
    with open(path, "w") as file:
        json.dump({"origin": ORIGIN, "cases": cases}, file)


def one_hot(labels):
    return (labels[:, :1] == np.arange(labels.max() + 1)).astype(int)


def characteristics(rows):
    """Ten binary features and six classes that overlap, as in the paper's tables."""
    labels = random.integers(0, 6, size=rows)
    typical = np.array([
        [1, 0, 1, 1, 0, 0, 1, 0, 1, 0], [0, 0, 0, 0, 1, 1, 0, 1, 0, 1],
        [0, 0, 0, 0, 0, 1, 0, 1, 0, 0], [0, 0, 0, 0, 1, 1, 0, 1, 0, 0],
        [0, 1, 0, 1, 0, 1, 0, 1, 0, 0], [0, 0, 0, 0, 1, 0, 0, 0, 0, 0],
    ])
    shown = random.random((rows, 10)) < np.where(typical[labels], 0.55, 0.04)
    return shown.astype(int), labels[:, None]


def tables():
    """Name, features, labels and rows to ask about."""
    x, y = characteristics(130)
    yield "ten characteristics, six classes", x[:100], y[:100], x[100:]
    yield "ten characteristics, one-hot", x[:100], one_hot(y)[:100], x[100:]
    every = table([f"{i:03b}" for i in range(8)])
    parity = every.sum(axis=1, keepdims=True) % 2
    yield "parity, where no first split gains", every, parity, every
    yield "parity, one-hot", every, one_hot(parity), every
    conflict = table(["00", "00", "00", "01", "01", "11", "11", "11", "11"])
    labels = table("212013312")
    yield "equal rows of different classes", conflict, labels, table(["00", "01", "10", "11"])
    yield ("equal rows of different classes, one-hot", conflict, one_hot(labels),
           table(["00", "01", "10", "11"]))
    x = table(["1010", "1000", "1110", "1011", "1101", "1100", "1001", "1111"])
    yield "a constant feature, an absent class", x, table("03003230"), x
    yield "an output without a yes", x, table(["010", "100"] * 4), x
    yield "one class only", x, table("22222222"), x
    yield "one row", table(["101"]), table("3"), table(["101", "000", "111"])
    x = random.integers(0, 10, size=(40, 4))
    y = ((x[:, :1] + x[:, 1:2]) // 5 + (random.random((40, 1)) < 0.2)).astype(int)
    yield "features with ten values", x[:28], y[:28], x[28:]
    x = random.integers(0, 3, size=(24, 5))
    yield "copies of features", x[:, [0, 1, 0, 2, 1]], (x[:, :1] + x[:, 2:3]) % 3, x


def targets(labels):
    return labels if labels.shape[1] > 1 else labels[:, 0]


def predicted(model, asked, labels):
    return digits(np.asarray(model.predict(asked)).reshape(len(asked), labels.shape[1]))


def grown(x, y):
    """The nodes in preorder, each split the lowest that scikit-learn draws.

    A split is drawn anew for the rows of each node, as a tree of one level.
    """
    splits = set()
    for draw in range(DRAWS):
        stump = DecisionTreeClassifier(max_depth=1, random_state=draw).fit(x, targets(y))
        if stump.tree_.node_count == 1:
            return predicted(stump, x[:1], y)
        splits.add((int(stump.tree_.feature[0]), float(stump.tree_.threshold[0])))
    feature, threshold = min(splits)
    # Within a feature there is nothing to draw.
    assert sum(other == feature for other, _ in splits) == 1
    low = x[:, feature] <= threshold
    return [f"{feature}<={threshold:g}", *grown(x[low], y[low]), *grown(x[~low], y[~low])]


def answer(nodes, row):
    node = nodes.pop(0)
    if "<=" not in node:
        return node
    feature, threshold = node.split("<=")
    low, rest = answer(nodes, row), answer(nodes, row)
    return low if row[int(feature)] <= float(threshold) else rest


def tree_cases():
    for name, x, y, asked in tables():
        nodes = grown(x, y)
        answers = [answer(list(nodes), row) for row in asked]
        # A whole tree may always turn out so; small ones are met in some draws.
        whole = [predicted(DecisionTreeClassifier(random_state=draw).fit(x, targets(y)),
                           asked, y) for draw in range(100)]
        for row, found in enumerate(answers):
            assert any(other[row] == found for other in whole), (name, row)
        alike = sum(other == answers for other in whole)
        print(f"tree, {name}: {alike} of {len(whole)} draws give the same answers")
        assert alike > 0 or len(x) > 12, name
        yield {"name": name, "features": words(digits(x)), "labels": words(digits(y)),
               "nodes": words(nodes), "asked": words(digits(asked)),
               "predicted": words(answers)}


def hinges(x, y, k, row):
    """Whether the votes depend on which of equally far examples are taken."""
    squares = ((x - row) ** 2).sum(axis=1)
    limit = np.sort(squares)[k - 1]
    tied = squares == limit
    return tied.sum() > k - (squares < limit).sum() and len(np.unique(y[tied], axis=0)) > 1


def all_tied(x, y, k, asked):
    """Everybody votes who is as near as the k-th."""
    for row in asked:
        limit = np.sort(((x - row) ** 2).sum(axis=1))[k - 1]
        # Distances are roots of whole numbers.
        model = RadiusNeighborsClassifier(radius=np.sqrt(limit) + 1e-6)
        yield predicted(model.fit(x, targets(y)), [row], y)[0]


def neighbour_cases():
    for name, x, y, asked in tables():
        # Squared distances are whole numbers; this adds less than 0.02 to them.
        grown_x = np.hstack([x, np.arange(len(x))[:, None] / 1000])
        grown_asked = np.hstack([asked, np.zeros((len(asked), 1))])
        most = min(5, len(x))
        votes, everybody = {}, {}
        for k in sorted({1, most - 1, most} - {0}):
            model = KNeighborsClassifier(n_neighbors=k).fit(grown_x, targets(y))
            answers = predicted(model, grown_asked, y)
            free = [not hinges(x, y, k, row) for row in asked]
            for algorithm in ["auto", "brute"]:
                plain = KNeighborsClassifier(n_neighbors=k, algorithm=algorithm)
                given = predicted(plain.fit(x, targets(y)), asked, y)
                assert all(a == b for a, b, same in zip(given, answers, free) if same)
                alike = sum(a == b for a, b in zip(given, answers))
                print(f"{k} neighbours, {name}, {algorithm}: {alike} of {len(asked)} "
                      f"answers are the same; {sum(free)} do not hinge on ties")
            votes[k] = words(answers)
            everybody[k] = words(all_tied(x, y, k, asked))
        neighbours = model.kneighbors(grown_asked, return_distance=False)
        yield {"name": name, "features": words(digits(x)), "labels": words(digits(y)),
               "asked": words(digits(asked)),
               "neighbours": words(",".join(map(str, row)) for row in neighbours),
               "predicted": votes, "allTied": everybody}


def likelihood(x, y, row, label, least):
    """P(row and class) without rounding, smoothed by 1."""
    mine = x[y == label]
    product = Fraction(len(mine), len(x))
    for feature, category in enumerate(row):
        count = int((mine[:, feature] == category).sum())
        categories = max(int(x[:, feature].max()) + 1, least)
        product *= Fraction(count + 1, len(mine) + categories)
    return product


def bayes_cases():
    for name, x, y, asked in tables():
        if y.shape[1] > 1:
            continue
        y = y[:, 0]
        for least in [None, 2]:
            model = CategoricalNB(min_categories=least).fit(x, y)
            if least and min(x.max(axis=0)) + 1 >= least:
                continue
            known = [(row < model.n_categories_).all() for row in asked]
            for row in asked[~np.array(known)]:
                try:
                    model.predict([row])
                    raise AssertionError("an unseen category was predicted")
                except IndexError:
                    pass
            rows = asked[known]
            answers = []
            for row, given in zip(rows, model.predict(rows)):
                exact = {int(label): likelihood(x, y, row, label, least or 1)
                         for label in model.classes_}
                best = [label for label in exact if exact[label] == max(exact.values())]
                assert given in best
                answers.append(str(min(best)))
            logs = model._joint_log_likelihood(rows).ravel() if len(rows) else []
            yield {"name": f"{name}, min_categories {least}", "minCategories": least or 1,
                   "features": words(digits(x)), "labels": words(digits(y[:, None])),
                   "asked": words(digits(rows)),
                   "unseen": words(digits(asked[~np.array(known)])),
                   "logs": words(f"{log:.10f}" for log in logs),
                   "predicted": words(answers)}


def scored(reference, found):
    options = {"average": "macro", "zero_division": 0}
    return {
        "reference": words(digits(reference)), "predicted": words(digits(found)),
        "recall": recall_score(targets(reference), targets(found), **options),
        "precision": precision_score(targets(reference), targets(found), **options),
        "f1": f1_score(targets(reference), targets(found), **options),
        "accuracy": accuracy_score(targets(reference), targets(found)),
    }


def score_cases():
    y = random.integers(0, 6, size=(40, 1))
    near = np.where(random.random((40, 1)) < 0.7, y, random.integers(0, 6, size=(40, 1)))
    yield scored(y, near)
    yield scored(table("0012"), table("0311"))
    yield scored(table("11"), table("22"))
    sure = random.random((40, 1)) < 0.8
    yield scored(one_hot(y), one_hot(near) * sure)
    yield scored(table(["100", "010", "100"]), table(["110", "000", "100"]))
    yield scored(table(["00", "00"]), table(["00", "10"]))


def main():
    write(f"{FITTING}/decision_tree.json", list(tree_cases()))
    write(f"{FITTING}/nearest_neighbours.json", list(neighbour_cases()))
    write(f"{FITTING}/categorical_naive_bayes.json", list(bayes_cases()))
    write(f"{METRICS}/macro_scores.json", list(score_cases()))


main()
