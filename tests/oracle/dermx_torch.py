#!/usr/bin/env python3
"""DermX in PyTorch: state dicts with the names of timm 0.4.12, and what they compute.

Small networks with the same kinds of blocks, for the tests:

    /usr/bin/python3 tests/oracle/dermx_torch.py --fixtures tests/models/architectures/torch/fixtures

Networks of full size on EfficientNet-B2 and ResNet-50 (127 MB), for dermx_parity.ts:

    /usr/bin/python3 tests/oracle/dermx_torch.py --full DIR

Weights are random, batch norms have statistics, scales and shifts of their own. Scores
and maps are computed in float64, and PyTorch's own error in float32 is written beside
them. The networks of full size are compared with torchvision's, which have other names.

Needs Debian's python3-torch and python3-torchvision.
"""

import argparse
import base64
import copy
import json
import os

import numpy
import torch
import torch.nn.functional as functional
import torchvision
from torch import nn

from torch_cam import images, relative, settle

SEEDS = range(11, 31)

# Blocks, kernel, stride, expansion and channels of each stage.
B2 = {
    "stem": 32,
    "stages": [
        (2, 3, 1, 1, 16),
        (3, 3, 2, 6, 24),
        (3, 5, 2, 6, 48),
        (4, 3, 2, 6, 88),
        (4, 5, 1, 6, 120),
        (5, 5, 2, 6, 208),
        (2, 3, 1, 6, 352),
    ],
}
THIN_EFFICIENTNET = {
    "stem": 4,
    "stages": [(1, 3, 1, 1, 4), (1, 5, 2, 6, 4), (2, 3, 1, 6, 8)],
}

# Inner channels and blocks of each stage.
RESNET50 = {"stem": 64, "stages": [(64, 3), (128, 4), (256, 6), (512, 3)]}
THIN_RESNET = {"stem": 4, "stages": [(2, 1), (3, 2)]}


def conv(before, after, kernel, stride=1, groups=1):
    return nn.Conv2d(
        before, after, kernel, stride, kernel // 2, groups=groups, bias=False
    )


class SqueezeExcite(nn.Module):
    def __init__(self, channels, reduced):
        super().__init__()
        self.conv_reduce = nn.Conv2d(channels, reduced, 1)
        self.conv_expand = nn.Conv2d(reduced, channels, 1)

    def forward(self, x):
        means = x.mean((2, 3), keepdim=True)
        weights = self.conv_expand(functional.silu(self.conv_reduce(means)))
        return x * weights.sigmoid()


class DepthwiseSeparable(nn.Module):
    def __init__(self, before, kernel, stride, after):
        super().__init__()
        self.conv_dw = conv(before, before, kernel, stride, before)
        self.bn1 = nn.BatchNorm2d(before)
        self.se = SqueezeExcite(before, round(0.25 * before))
        self.conv_pw = conv(before, after, 1)
        self.bn2 = nn.BatchNorm2d(after)
        self.skips = stride == 1 and before == after

    def forward(self, x):
        y = self.se(functional.silu(self.bn1(self.conv_dw(x))))
        y = self.bn2(self.conv_pw(y))
        return x + y if self.skips else y


class InvertedResidual(nn.Module):
    def __init__(self, before, kernel, stride, expansion, after):
        super().__init__()
        wide = before * expansion
        self.conv_pw = conv(before, wide, 1)
        self.bn1 = nn.BatchNorm2d(wide)
        self.conv_dw = conv(wide, wide, kernel, stride, wide)
        self.bn2 = nn.BatchNorm2d(wide)
        self.se = SqueezeExcite(wide, round(0.25 * before))
        self.conv_pwl = conv(wide, after, 1)
        self.bn3 = nn.BatchNorm2d(after)
        self.skips = stride == 1 and before == after

    def forward(self, x):
        y = functional.silu(self.bn1(self.conv_pw(x)))
        y = self.se(functional.silu(self.bn2(self.conv_dw(y))))
        y = self.bn3(self.conv_pwl(y))
        return x + y if self.skips else y


class EfficientNet(nn.Module):
    def __init__(self, stem, stages):
        super().__init__()
        self.conv_stem = conv(3, stem, 3, 2)
        self.bn1 = nn.BatchNorm2d(stem)
        before = stem
        rows = []
        for count, kernel, stride, expansion, after in stages:
            row = []
            for i in range(count):
                step = stride if i == 0 else 1
                row.append(
                    DepthwiseSeparable(before, kernel, step, after)
                    if expansion == 1
                    else InvertedResidual(before, kernel, step, expansion, after)
                )
                before = after
            rows.append(nn.Sequential(*row))
        self.blocks = nn.Sequential(*rows)
        self.features = before
        self.layer = f"blocks.{len(stages) - 1}.{stages[-1][0] - 1}.conv_pwl"

    def forward(self, x):
        return self.blocks(functional.silu(self.bn1(self.conv_stem(x))))


class Bottleneck(nn.Module):
    def __init__(self, before, channels, stride, first):
        super().__init__()
        after = 4 * channels
        self.conv1 = conv(before, channels, 1)
        self.bn1 = nn.BatchNorm2d(channels)
        self.conv2 = conv(channels, channels, 3, stride)
        self.bn2 = nn.BatchNorm2d(channels)
        self.conv3 = conv(channels, after, 1)
        self.bn3 = nn.BatchNorm2d(after)
        if first:
            self.downsample = nn.Sequential(
                conv(before, after, 1, stride), nn.BatchNorm2d(after)
            )
        self.first = first

    def forward(self, x):
        y = torch.relu(self.bn1(self.conv1(x)))
        y = torch.relu(self.bn2(self.conv2(y)))
        y = self.bn3(self.conv3(y))
        return torch.relu(y + (self.downsample(x) if self.first else x))


class ResNet(nn.Module):
    def __init__(self, stem, stages):
        super().__init__()
        self.conv1 = conv(3, stem, 7, 2)
        self.bn1 = nn.BatchNorm2d(stem)
        before = stem
        for stage, (channels, count) in enumerate(stages):
            row = []
            for i in range(count):
                stride = 2 if stage > 0 and i == 0 else 1
                row.append(Bottleneck(before, channels, stride, i == 0))
                before = 4 * channels
            self.add_module(f"layer{stage + 1}", nn.Sequential(*row))
        self.count = len(stages)
        self.features = before
        self.layer = f"layer{len(stages)}.{stages[-1][1] - 1}.conv3"

    def forward(self, x):
        x = torch.relu(self.bn1(self.conv1(x)))
        x = functional.max_pool2d(x, 3, 2, 1)
        for stage in range(self.count):
            x = self.get_submodule(f"layer{stage + 1}")(x)
        return x


class DermX(nn.Module):
    """A trunk and two heads; scores of characteristics enter that of diagnoses."""

    def __init__(self, backbone):
        super().__init__()
        count = backbone.features
        self.backbone = backbone
        self.dx_clf_prep = nn.Sequential(
            nn.Dropout(0.2), nn.Linear(count, 64), nn.ReLU(), nn.Dropout(0.2)
        )
        self.dx_clf = nn.Linear(64 + 10, 6)
        self.cx_clf = nn.Sequential(
            nn.Dropout(0.2),
            nn.Linear(count, 64),
            nn.ReLU(),
            nn.Dropout(0.2),
            nn.Linear(64, 10),
        )
        self.layer = f"backbone.{backbone.layer}"

    def forward(self, x):
        features = self.backbone(x).mean((2, 3))
        cx = self.cx_clf(features)
        dx = self.dx_clf(torch.cat([self.dx_clf_prep(features), cx], dim=1))
        return dx, cx


def explained(network, x):
    """Scores, signed maps of the ten characteristics, and maps as they are shown."""
    seen = []
    module = network.get_submodule(network.layer)
    hook = module.register_forward_hook(lambda _m, _i, output: seen.append(output))
    dx, cx = network(x)
    hook.remove()
    rows = []
    for k in range(cx.shape[1]):
        (gradient,) = torch.autograd.grad(cx[:, k].sum(), seen[0], retain_graph=True)
        weights = gradient.mean((2, 3), keepdim=True)
        rows.append((weights * seen[0]).sum(1))
    cam = torch.stack(rows, 1)
    return [array.detach().numpy() for array in (dx, cx, cam, shown(cam, cx))]


def shown(cam, cx):
    """ReLU, min-max with 1e-7, and nothing where a characteristic is not found."""
    cam = torch.relu(cam)
    cam = cam - cam.amin((2, 3), keepdim=True)
    cam = cam / (cam.amax((2, 3), keepdim=True) + 1e-7)
    return cam * cx.sigmoid().round()[:, :, None, None]


def network_and_reference(build, shape, floor):
    """The first seed at which no ReLU's choice hangs on rounding."""
    for seed in SEEDS:
        torch.manual_seed(seed)
        network = settle(DermX(build()), shape)
        x = images(*shape)
        exact = explained(copy.deepcopy(network).double(), x.double())
        errors = [relative(a, b) for a, b in zip(explained(network, x), exact)]
        print(seed, [f"{error:.1e}" for error in errors], flush=True)
        if max(errors[:3]) < floor:
            return network, x, exact, {"seed": seed, "float32": errors}
    raise SystemExit("No seed is stable")


def write_fixtures(folder):
    cases = {
        "dermx_efficientnet": lambda: EfficientNet(**THIN_EFFICIENTNET),
        "dermx_resnet": lambda: ResNet(**THIN_RESNET),
    }
    for name, build in cases.items():
        network, x, exact, facts = network_and_reference(build, (2, 3, 24, 28), 1e-6)
        torch.save(network.state_dict(), os.path.join(folder, f"{name}.pt"))
        arrays = zip(("input", "dx", "cx", "cam", "shown"), (x.numpy(), *exact))
        stored = {
            "origin": f"tests/oracle/dermx_torch.py with PyTorch {torch.__version__}",
            **facts,
            "layer": network.layer,
            **{key: packed(array) for key, array in arrays},
        }
        path = os.path.join(folder, f"{name}.json")
        with open(path, "w", encoding="utf-8") as file:
            json.dump(stored, file, indent=2)
            file.write("\n")


def packed(array):
    numbers = numpy.ascontiguousarray(array, dtype="<f4")
    text = base64.b64encode(numbers.tobytes()).decode("ascii")
    return {"shape": list(array.shape), "data": text}


def write_full(folder):
    os.makedirs(folder, exist_ok=True)
    # Entries of the state dict and floats in it, as timm 0.4.12 has them.
    cases = {
        "efficientnet_b2": (lambda: EfficientNet(**B2), 260, 508, 7_313_598),
        "resnet50": (lambda: ResNet(**RESNET50), 256, 326, 23_824_524),
    }
    for name, (build, side, entries, floats) in cases.items():
        network, x, exact, facts = network_and_reference(
            build, (2, 3, side, side), 1e-5
        )
        state = network.state_dict()
        found = sum(t.numel() for t in state.values() if t.is_floating_point())
        assert (len(state), found) == (entries, floats), (len(state), found)
        check_against_torchvision(name, network.backbone, x)
        stem = os.path.join(folder, name)
        torch.save(state, f"{stem}.pt")
        for part, array in zip(("input", "dx", "cx", "cam", "shown"), (x, *exact)):
            numpy.save(f"{stem}.{part}.npy", numpy.asarray(array))
        with open(f"{stem}.json", "w", encoding="utf-8") as file:
            facts |= {"torch": torch.__version__, "layer": network.layer}
            json.dump(facts, file)


def check_against_torchvision(name, backbone, x):
    """torchvision's network computes the same with the same numbers in the same order."""
    whole = getattr(torchvision.models, name)(weights=None)
    stages = list(whole.features)[:8] if name != "resnet50" else list(whole.children())[:8]
    peer = nn.Sequential(*stages)
    values = iter(backbone.state_dict().values())
    peer.load_state_dict({key: next(values) for key in peer.state_dict()})
    assert next(values, None) is None
    with torch.no_grad():
        error = relative(peer.eval()(x).numpy(), backbone(x).numpy())
    print(f"{name}: {error:.1e} from torchvision's", flush=True)
    assert error < 1e-5, error


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--fixtures", metavar="DIR")
    parser.add_argument("--full", metavar="DIR")
    arguments = parser.parse_args()
    if arguments.fixtures:
        write_fixtures(arguments.fixtures)
    if arguments.full:
        write_full(arguments.full)


if __name__ == "__main__":
    main()
