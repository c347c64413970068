"""Writes tests/models/checkpoints/fixtures: files of torch.save, and what is in them.

Debian 12: python3-torch. Run from the repository's root, then `deno fmt` the folder:
/usr/bin/python3 tests/oracle/torch_checkpoints.py
"""

import json
import sys
from pathlib import Path

import torch
from torch import nn

FOLDER = Path("tests/models/checkpoints/fixtures")
ORIGIN = f"tests/oracle/torch_checkpoints.py with PyTorch {torch.__version__}, Python {sys.version.split()[0]}"


def network():
    """A network with everything that DermX's state dict has, after a step of training."""
    torch.manual_seed(5)
    net = nn.Sequential()
    net.add_module("conv_stem", nn.Conv2d(2, 3, 3, bias=False))
    net.add_module("bn1", nn.BatchNorm2d(3))
    net.add_module("flat", nn.Flatten())
    net.add_module("head", nn.Sequential(nn.Dropout(0.2), nn.Linear(12, 4)))
    net.add_module("bn2", nn.BatchNorm1d(4))
    net.add_module("rest", nn.Sequential(*(nn.Linear(4, 4) for _ in range(8))))
    for _ in range(3):
        net(torch.randn(5, 2, 4, 4) * 2 + 1)
    return net.state_dict()


def views():
    """Tensors that have only some of their storage's numbers, or in another order."""
    whole = torch.arange(24, dtype=torch.float32).reshape(2, 3, 4) / 8
    counts = torch.tensor([-(2**63), -1, 0, 1, 2**53 + 1, 2**63 - 1])
    return {
        "whole": whole,
        "transposed": whole.permute(2, 0, 1),
        "from the second": whole[1],
        "every second": whole[:, ::2, 1::2],
        "one": whole[1, 2, 3],
        "one column": whole[:, :, 1:2],
        "channels last": torch.arange(16.0).reshape(1, 4, 2, 2).contiguous(
            memory_format=torch.channels_last
        ),
        "counts": counts,
        "counts, some": counts[1::2],
        "scalar": torch.tensor(7),
        "empty": torch.zeros(0, 3),
        "no numbers but values": torch.tensor([float("nan"), float("inf"), -0.0]),
        "für \N{GREEK SMALL LETTER ALPHA} 😀": torch.ones(1, requires_grad=True),
        "long": torch.zeros(300, dtype=torch.int64)[297:],
    }


def described(tensors):
    """Floats as bits, because JSON has neither NaN nor -0; integers as text."""
    return [
        {
            "name": name,
            "type": {torch.float32: "float32", torch.int64: "int64"}[tensor.dtype],
            "dims": list(tensor.shape),
            "values": [
                str(value)
                for value in tensor.detach()
                .contiguous()
                .view(torch.int32 if tensor.dtype == torch.float32 else torch.int64)
                .flatten()
                .tolist()
            ],
        }
        for name, tensor in tensors.items()
    ]


FOLDER.mkdir(parents=True, exist_ok=True)
expected = {"origin": ORIGIN}
for name, tensors in {"network": network(), "views": views()}.items():
    torch.save(tensors, FOLDER / f"{name}.pt")
    expected[name] = described(tensors)
(FOLDER / "tensors.json").write_text(json.dumps(expected))

# What is refused.
net = nn.Linear(2, 2)
torch.save(net.half().state_dict(), FOLDER / "half.pt")
torch.save({"epoch": 3, "state_dict": net.float().state_dict()}, FOLDER / "training.pt")
torch.save(net, FOLDER / "module.pt")
torch.save(
    net.state_dict(), FOLDER / "legacy.pt", _use_new_zipfile_serialization=False
)
