#!/usr/bin/env python3
"""Writes the small networks whose Grad-CAM maps the tests compare with PyTorch's.

Each has the blocks of a well-known network at a small width, random weights, batch
norms with statistics of their own, and the maps of two layers by autograd in float64,
rounded to float32 when stored.
The first seed is taken at which PyTorch's float32 is within 1e-6 of that.

    /usr/bin/python3 tests/oracle/torch_cam_fixtures.py tests/models/onnx/grad_cam/fixtures

Needs Debian's python3-torch, python3-torchvision and python3-onnx.
"""

import base64
import json
import os
import sys
import tempfile
import warnings

import numpy
import torch
import torch.nn.functional as functional
from torch import nn
from torchvision.models.convnext import CNBlock
from torchvision.models.densenet import _DenseLayer, _Transition
from torchvision.models.efficientnet import MBConv, MBConvConfig
from torchvision.models.mobilenetv3 import InvertedResidual, InvertedResidualConfig
from torchvision.models.resnet import BasicBlock
from torchvision.models.shufflenetv2 import InvertedResidual as ShuffleBlock
from torchvision.models.squeezenet import Fire

from torch_cam import export, images, reference, settle

CLASSES = 5
FLOOR = 1e-6


class Net(nn.Module):
    """Early blocks, late blocks, and a head that makes scores of them."""

    def __init__(self, early, late, head, size=(16, 24)):
        super().__init__()
        self.early = early
        self.late = late
        self.head = head
        self.size = size

    def forward(self, x):
        return self.head(self.late(self.early(x)))


def stem(width, stride=2):
    return nn.Sequential(
        nn.Conv2d(3, width, 3, stride, 1, bias=False),
        nn.BatchNorm2d(width),
        nn.ReLU(),
    )


def pooled(*layers):
    return nn.Sequential(nn.AdaptiveAvgPool2d(1), nn.Flatten(), *layers)


def resnet():
    shortcut = nn.Sequential(nn.Conv2d(8, 10, 1, 2, bias=False), nn.BatchNorm2d(10))
    return Net(
        nn.Sequential(stem(8), BasicBlock(8, 8)),
        BasicBlock(8, 10, 2, shortcut),
        pooled(nn.Linear(10, CLASSES)),
    )


def efficientnet():
    """With the head of the study's EfficientNet-B4: a batch norm behind the pooling."""
    blocks = [
        MBConvConfig(2, 3, 2, 8, 16, 1, 1.0, 1.0),
        MBConvConfig(1, 5, 1, 16, 16, 1, 1.0, 1.0),
    ]
    top = nn.Sequential(nn.Conv2d(16, 20, 1, bias=False), nn.BatchNorm2d(20), nn.SiLU())
    return Net(
        nn.Sequential(stem(8), MBConv(blocks[0], 0.0, nn.BatchNorm2d)),
        nn.Sequential(MBConv(blocks[1], 0.0, nn.BatchNorm2d), top),
        pooled(nn.BatchNorm1d(20), nn.Dropout(0.2), nn.Linear(20, CLASSES)),
    )




def mobilenet_v3():
    config = InvertedResidualConfig(8, 3, 16, 8, True, "HS", 1, 1, 1.0)
    return Net(
        nn.Sequential(stem(8), nn.Hardswish()),
        nn.Sequential(
            InvertedResidual(config, nn.BatchNorm2d),
            nn.Conv2d(8, 16, 1),
            nn.Hardswish(),
        ),
        pooled(
            nn.Linear(16, 12), nn.Hardswish(), nn.Dropout(0.2), nn.Linear(12, CLASSES)
        ),
    )


class Dense(nn.Module):
    """Two layers of DenseNet that read everything before them."""

    def __init__(self, width):
        super().__init__()
        self.first = _DenseLayer(width, 4, 2, 0.0)
        self.second = _DenseLayer(width + 4, 4, 2, 0.0)

    def forward(self, x):
        x = torch.cat([x, self.first(x)], 1)
        return torch.cat([x, self.second(x)], 1)


def densenet():
    return Net(
        nn.Sequential(stem(6), Dense(6)),
        nn.Sequential(_Transition(14, 6), Dense(6), nn.BatchNorm2d(14), nn.ReLU()),
        pooled(nn.Linear(14, CLASSES)),
        size=(16, 16),
    )


def vgg():
    return Net(
        nn.Sequential(nn.Conv2d(3, 6, 3, 1, 1), nn.ReLU(), nn.MaxPool2d(2)),
        nn.Sequential(nn.Conv2d(6, 8, 3, 1, 1), nn.ReLU(), nn.MaxPool2d(4)),
        nn.Sequential(
            nn.Flatten(),
            nn.Linear(48, 16),
            nn.ReLU(),
            nn.Dropout(),
            nn.Linear(16, CLASSES),
        ),
    )


class Branches(nn.Module):
    """An Inception block: factorised convolutions beside an average pooling."""

    def __init__(self, width):
        super().__init__()
        self.wide = nn.Sequential(
            nn.Conv2d(width, 6, (1, 7), padding=(0, 3)),
            nn.ReLU(),
            nn.Conv2d(6, 6, (7, 1), padding=(3, 0)),
            nn.ReLU(),
        )
        self.pool = nn.Conv2d(width, 4, 1)
        self.small = nn.MaxPool2d(3, 1, 1)

    def forward(self, x):
        pool = functional.avg_pool2d(x, kernel_size=3, stride=1, padding=1)
        pool = functional.relu(self.pool(pool))
        return torch.cat([self.wide(x), pool, self.small(x)], 1)


def inception():
    return Net(
        nn.Sequential(stem(8), Branches(8)),
        nn.Sequential(nn.MaxPool2d(3, 2), Branches(18)),
        pooled(nn.Dropout(), nn.Linear(28, CLASSES)),
    )


class LayerNorm2d(nn.LayerNorm):
    def forward(self, x):
        return super().forward(x.permute(0, 2, 3, 1)).permute(0, 3, 1, 2)


def convnext():
    return Net(
        nn.Sequential(nn.Conv2d(3, 8, 4, 4), LayerNorm2d(8), CNBlock(8, 1.0, 0.0)),
        CNBlock(8, 1.0, 0.0),
        nn.Sequential(
            nn.AdaptiveAvgPool2d(1), LayerNorm2d(8), nn.Flatten(), nn.Linear(8, CLASSES)
        ),
        size=(16, 16),
    )


def squeezenet():
    return Net(
        nn.Sequential(stem(8), Fire(8, 4, 6, 6)),
        nn.Sequential(nn.Dropout(), nn.Conv2d(12, CLASSES, 1), nn.ReLU()),
        nn.Sequential(nn.AdaptiveAvgPool2d(1), nn.Flatten()),
    )


def shufflenet():
    return Net(
        nn.Sequential(stem(8), ShuffleBlock(8, 10, 2)),
        nn.Sequential(ShuffleBlock(10, 10, 1), nn.Conv2d(10, 12, 1), nn.ReLU()),
        nn.Sequential(Mean(), nn.Linear(12, CLASSES)),
    )


class Mean(nn.Module):
    def forward(self, x):
        return x.mean([2, 3])


def flattened():
    """The head of the study's ResNet-50: every place has weights of its own."""
    return Net(
        stem(6),
        nn.Sequential(nn.Conv2d(6, 10, 3, 2, 1), nn.ReLU()),
        nn.Sequential(nn.Flatten(), nn.Linear(240, CLASSES), nn.Softmax(dim=1)),
    )


class BeforeNorm(Net):
    """DermX's layer: a convolution before its batch norm and a residual sum."""

    def __init__(self):
        super().__init__(stem(8), nn.Conv2d(8, 8, 1, bias=False), nn.BatchNorm2d(8))
        self.classify = pooled(nn.Linear(8, CLASSES), nn.Sigmoid())

    def forward(self, x):
        x = self.early(x)
        return self.classify(x + self.head(self.late(x)))


NETWORKS = {
    "before_norm": BeforeNorm,
    "convnext": convnext,
    "densenet": densenet,
    "efficientnet": efficientnet,
    "flattened": flattened,
    "inception": inception,
    "mobilenet_v3": mobilenet_v3,
    "resnet": resnet,
    "shufflenet": shufflenet,
    "squeezenet": squeezenet,
    "vgg": vgg,
}


def write(name, folder):
    for seed in range(1, 200):
        torch.manual_seed(seed)
        network = NETWORKS[name]()
        shape = (3, 3, *network.size)
        settle(network, shape)
        x = images(*shape)
        exact, errors, stands = reference(network, ["late", "early"], x)
        if stands and max(errors) <= FLOOR:
            break
    else:
        raise SystemExit(f"{name}: no seed is stable")
    with tempfile.TemporaryDirectory() as scratch:
        path = os.path.join(scratch, "model.onnx")
        export(network, ["late", "early"], x, path=path, opset=13)
        with open(path, "rb") as file:
            model = file.read()
    parts = zip(("scores", "late", "early"), exact)
    fixture = {
        "origin": f"tests/oracle/torch_cam_fixtures.py, PyTorch {torch.__version__}",
        "name": name,
        "seed": seed,
        "float32": errors,
        "model": base64.b64encode(model).decode(),
        "input": packed(x.numpy()),
        **{part: packed(array.astype(numpy.float32)) for part, array in parts},
    }
    path = os.path.join(folder, f"{name}.json")
    with open(path, "w", encoding="utf-8") as file:
        json.dump(fixture, file, indent=2)
        file.write("\n")
    size = os.path.getsize(path)
    print(name, seed, size, [f"{error:.1e}" for error in errors], flush=True)


def packed(array):
    """A little-endian array with its shape."""
    return {
        "shape": list(array.shape),
        "data": base64.b64encode(array.tobytes()).decode(),
    }


if __name__ == "__main__":
    warnings.filterwarnings("ignore")
    os.makedirs(sys.argv[1], exist_ok=True)
    for wanted in sys.argv[2:] or NETWORKS:
        write(wanted, sys.argv[1])
