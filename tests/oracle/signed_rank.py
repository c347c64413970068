"""Writes tests/pipeline/metrics/fixtures/{signed_rank,normal_tails}.json.

What SciPy makes of paired differences and of the normal distribution's tails.
Debian 12: python3-scipy. Run from the repository's root, then `deno fmt` the folder:
/usr/bin/python3 tests/oracle/signed_rank.py
"""

import json
import sys

import numpy as np
import scipy
from scipy.stats import norm, wilcoxon

ORIGIN = (
    f"tests/oracle/signed_rank.py with SciPy {scipy.__version__}, "
    f"NumPy {np.__version__}, Python {sys.version.split()[0]}"
)
FOLDER = "tests/pipeline/metrics/fixtures"


def case(differences, method):
    """Zeros are dropped first: SciPy then counts out the rest, too."""
    kept = [value for value in differences if value != 0]
    result = wilcoxon(kept, method=method)
    return {
        "differences": differences,
        "method": "exact" if method == "exact" else "normal",
        "n": len(kept),
        "statistic": float(result.statistic),
        "pValue": float(result.pvalue),
    }


def cases():
    rng = np.random.default_rng(20211)

    def draw(size, shift, decimals):
        return np.round(rng.normal(shift, 1, size), decimals).tolist()

    yield case([6, 8, 14, 16, 23, 24, 28, 29, 41, -48, 49, 56, 60, -67, 75], "exact")
    yield case([3], "exact")
    yield case([1, -2], "exact")
    yield case([0, 0, 0.5, -0.25, 1.5, 0], "exact")
    for size, shift in [(5, 0), (12, 0.4), (30, 1.5), (49, 0), (50, 0.3), (50, 3)]:
        yield case(draw(size, shift, 9), "exact")
    yield case([1, 1, -1, 2], "approx")
    yield case([0, 1, -1, 1, 1, 0, 2, 3, 3, -2], "approx")
    for size, shift in [(20, 0.5), (60, 0), (300, 0.05), (400, -0.3)]:
        yield case(draw(size, shift, 1), "approx")
    for size, shift in [(51, 0.2), (200, 0.1), (300, 1.5)]:
        yield case(draw(size, shift, 9), "approx")


def write(name, **fixture):
    with open(f"{FOLDER}/{name}.json", "w") as file:
        json.dump({"origin": ORIGIN, **fixture}, file)


write("signed_rank", cases=list(cases()))
places = [0, 1e-9, 1e-3, 0.1, 0.5, 1, 1.5, 1.96, 2.5, 2.8, 2.83, 3, 4, 6, 8, 12, 20, 37]
write("normal_tails", cases=[[z, float(2 * norm.sf(z))] for z in places])
