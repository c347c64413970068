"""Writes tests/models/fitting/fixtures/dermx_heads.json.

What PyTorch makes of DermX's two heads: their scores, the loss that the framework paper
trains on (cross-entropy of diagnoses, mean binary cross-entropy of characteristics, both
with the factor 1) with an L2 penalty on the matrices, and its derivatives by autograd.
Debian 12: python3-torch. Run from the repository's root, then `deno fmt` the folder:
/usr/bin/python3 tests/oracle/dermx_heads.py
"""

import json
import sys

import torch
from torch import nn
from torch.nn import functional

ORIGIN = (
    f"tests/oracle/dermx_heads.py with PyTorch {torch.__version__}, "
    f"Python {sys.version.split()[0]}"
)
FILE = "tests/models/fitting/fixtures/dermx_heads.json"
torch.manual_seed(20230313)
torch.set_default_dtype(torch.float64)


class Heads(nn.Module):
    def __init__(self, features, hidden, characteristics, diagnoses):
        super().__init__()
        self.cx_hidden = nn.Linear(features, hidden)
        self.cx = nn.Linear(hidden, characteristics)
        self.dx_hidden = nn.Linear(features, hidden)
        self.dx = nn.Linear(hidden + characteristics, diagnoses)

    def forward(self, x):
        cx = self.cx(torch.relu(self.cx_hidden(x)))
        joined = torch.cat([torch.relu(self.dx_hidden(x)), cx], dim=1)
        return cx, self.dx(joined)


def rounded(tensor):
    """A few digits, so that JSON is exact."""
    return torch.round(tensor * 1000) / 1000


def case(name, *, images, features, hidden, characteristics, diagnoses, l2, unsaid, spread):
    heads = Heads(features, hidden, characteristics, diagnoses)
    with torch.no_grad():
        for parameter in heads.parameters():
            parameter.copy_(rounded(spread * torch.randn(parameter.shape)))
    x = rounded(torch.randn(images, features))
    labels = torch.randint(diagnoses, (images,))
    present = torch.randint(2, (images, characteristics))
    said = torch.ones(images, dtype=bool)
    said[unsaid] = False

    cx, dx = heads(x)
    value = functional.cross_entropy(dx, labels)
    if said.any():
        value = value + functional.binary_cross_entropy_with_logits(
            cx[said], present[said].double()
        )
    layers = [heads.cx_hidden, heads.cx, heads.dx_hidden, heads.dx]
    value = value + l2 / 2 * sum((layer.weight ** 2).sum() for layer in layers)
    value.backward()
    return {
        "name": name,
        "extents": {
            "features": features,
            "hidden": hidden,
            "characteristics": characteristics,
            "diagnoses": diagnoses,
        },
        "l2": l2,
        "features": x.flatten().tolist(),
        "diagnoses": labels.tolist(),
        "characteristics": [
            row.tolist() if known else None for row, known in zip(present, said)
        ],
        "layers": [
            {
                "weights": layer.weight.flatten().tolist(),
                "bias": layer.bias.tolist(),
                "weightSlopes": layer.weight.grad.flatten().tolist(),
                "biasSlopes": layer.bias.grad.tolist(),
            }
            for layer in layers
        ],
        "cx": cx.flatten().tolist(),
        "dx": dx.flatten().tolist(),
        "value": value.item(),
    }


small = dict(images=7, features=5, hidden=4, characteristics=3, diagnoses=3)
cases = [
    case("of some images nobody said anything", **small, l2=0.03, unsaid=[1, 4], spread=1),
    case("every image is labelled", **{**small, "images": 4}, l2=0, unsaid=[], spread=0.5),
    case("no image is labelled", **{**small, "images": 3}, l2=0.1, unsaid=[0, 1, 2], spread=1),
    case("scores are large", **{**small, "images": 5}, l2=0.01, unsaid=[2], spread=12),
]
with open(FILE, "w") as file:
    json.dump({"origin": ORIGIN, "cases": cases}, file, indent=2)
    file.write("\n")
