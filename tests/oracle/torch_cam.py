#!/usr/bin/env python3
"""Grad-CAM of torchvision's networks by PyTorch's autograd, as a reference.

For each network: random weights from a fixed seed, batch-norm statistics taken from
random images, an export to ONNX, and the maps of the last layer and of an earlier one
in float64. The error that PyTorch itself makes in float32 is written beside them.

    /usr/bin/python3 tests/oracle/torch_cam.py --out DIR [--opset 13|17] [NETWORK ...]

Needs Debian's python3-torch, python3-torchvision and python3-onnx. Compare with
torch_cam_check.ts.
"""

import argparse
import copy
import json
import os
import types
import warnings

import numpy
import onnx
import torch
import torch.nn.functional as functional
import torchvision
from torch import nn

CLASSES = 6

# The first seed is taken at which no ReLU is in doubt: errors stay below this.
SEEDS = range(7, 27)
STABLE = 1e-4

# Name: (module of the last layer, module of an earlier one, height, width).
NETWORKS = {
    "resnet18": ("layer4", "layer2", 96, 128),
    "resnet50": ("layer4", "layer4.1", 96, 128),
    "efficientnet_b0": ("features", "features.5", 96, 128),
    "efficientnet_b4": ("features", "features.6", 96, 128),
    "mobilenet_v2": ("features", "features.7", 96, 128),
    "mobilenet_v3_small": ("features", "features.5", 96, 128),
    "mobilenet_v3_large": ("features", "features.9", 96, 128),
    "densenet121": ("last", "features.denseblock3", 96, 128),
    "vgg16": ("avgpool", "features.23", 224, 224),
    "inception_v3": ("Mixed_7c", "Mixed_7a", 203, 235),
    "convnext_tiny": ("features", "features.5", 96, 128),
    # Networks that are no goal, to see how far the method carries.
    "squeezenet1_1": ("classifier.2", "features", 96, 128),
    "shufflenet_v2_x1_0": ("conv5", "stage3", 96, 128),
    "regnet_y_400mf": ("trunk_output", "trunk_output.block3", 96, 128),
    "mnasnet1_0": ("layers", "layers.10", 96, 128),
    "googlenet": ("inception5b", "inception4c", 96, 128),
    "alexnet": ("avgpool", "features.2", 224, 224),
    "efficientnet_v2_s": ("features", "features.5", 96, 128),
    "swin_t": ("permute", None, 224, 224),
    "vit_b_16": (None, None, 224, 224),
}


def build(name):
    """A network of torchvision with random weights."""
    options = {"weights": None, "num_classes": CLASSES}
    if name in ("inception_v3", "googlenet"):
        options.update(aux_logits=False, init_weights=False, transform_input=False)
    network = getattr(torchvision.models, name)(**options)
    if name == "densenet121":
        network.last = nn.Identity()
        network.forward = types.MethodType(densenet_forward, network)
    for module in network.modules():
        # Otherwise the blocks of ConvNeXt add one millionth of themselves.
        if hasattr(module, "layer_scale"):
            nn.init.uniform_(module.layer_scale, 0.2, 1.0)
    if name == "vit_b_16":
        nn.init.normal_(network.heads.head.weight, std=0.02)
    return network


def densenet_forward(self, x):
    """torchvision's, with the last ReLU's output where a hook sees it."""
    x = self.last(functional.relu(self.features(x)))
    return self.classifier(torch.flatten(functional.adaptive_avg_pool2d(x, 1), 1))


def settle(network, shape):
    """Gives batch norms statistics, scales and shifts; keeps activations unchanged."""
    for module in network.modules():
        if hasattr(module, "inplace"):
            module.inplace = False
        if isinstance(module, (nn.BatchNorm1d, nn.BatchNorm2d)):
            module.momentum = 0.5
            nn.init.uniform_(module.weight, 0.5, 1.5)
            nn.init.uniform_(module.bias, -0.5, 0.5)
    network.train()
    with torch.no_grad():
        for _ in range(3):
            network(images(8, *shape[1:]))
    return network.eval()


def images(count, channels, height, width):
    """Random images that differ in colour and have large shapes.

    Deep networks with random weights tell pure noise from other noise by so little
    that rounding would be a large part of it.
    """
    colour = 2 * torch.randn(count, channels, 1, 1)
    coarse = torch.randn(count, channels, height // 16, width // 16)
    shapes = functional.interpolate(coarse, (height, width), mode="bicubic")
    return colour + 2 * shapes + 0.3 * torch.randn(count, channels, height, width)


class Watched(nn.Module):
    """A network that also returns the outputs of some of its modules."""

    def __init__(self, network, layers):
        super().__init__()
        self.network = network
        self.seen = {}
        for layer in layers:
            module = network.get_submodule(layer)
            module.register_forward_hook(self.keep(layer))
        self.layers = layers

    def keep(self, layer):
        def hook(_module, _inputs, output):
            self.seen[layer] = output

        return hook

    def forward(self, x):
        scores = self.network(x)
        return (scores, *(self.seen[layer] for layer in self.layers))


def maps(watched, x):
    """Scores, and for each layer the signed map of every class: N x K x h x w."""
    scores, *activations = watched(x)
    cams = []
    for activation in activations:
        rows = []
        for k in range(scores.shape[1]):
            (gradient,) = torch.autograd.grad(
                scores[:, k].sum(), activation, retain_graph=True
            )
            weight = gradient.mean(dim=(2, 3), keepdim=True)
            rows.append((weight * activation).sum(dim=1).detach())
        cams.append(torch.stack(rows, dim=1).numpy())
    return [scores.detach().numpy(), *cams]


def relative(found, wanted):
    return float(numpy.linalg.norm(found - wanted) / numpy.linalg.norm(wanted))


def reference(network, layers, x):
    """Arrays in float64, the relative error of each in float32, and whether all stand.

    Where an activation is within rounding of zero, the order of a sum decides whether
    its ReLU is open, and a map changes by far more than rounding. Arrays stand if they
    change by no more than rounding when the weights change by a few units in the last
    place.
    """
    exact = maps(Watched(copy.deepcopy(network).double(), layers), x.double())

    def errors(single):
        found = maps(Watched(single, layers), x)
        return [relative(a, b) for a, b in zip(found, exact)]

    trials = [errors(copy.deepcopy(network))]
    with torch.backends.mkldnn.flags(enabled=False):
        trials.append(errors(copy.deepcopy(network)))
    stands = all(
        max(errors(shaken(network, units))) < STABLE for units in (1, 2, 4, 8)
    )
    return exact, [max(trial) for trial in zip(*trials)], stands


def shaken(network, units):
    """A copy with weights moved by units in the last place, up, down or not at all."""
    copied = copy.deepcopy(network)
    with torch.no_grad():
        for weight in copied.parameters():
            weight.mul_(1 + torch.randint(-1, 2, weight.shape) * units * 2.0**-23)
    return copied


def export(network, layers, x, *, path, opset):
    """Writes a network whose layers have known names: "late", then "early"."""
    names = ["logits", *("late", "early")[: len(layers)]]
    torch.onnx.export(
        Watched(copy.deepcopy(network), layers),
        x,
        path,
        opset_version=opset,
        input_names=["input"],
        output_names=names,
        dynamic_axes={name: {0: "N"} for name in ("input", *names)},
    )
    # They were outputs to be named so; as people export it, only the scores are.
    model = onnx.load(path)
    del model.graph.output[1:]
    onnx.save(model, path)


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--out", required=True)
    parser.add_argument("--opset", type=int, default=13)
    parser.add_argument("networks", nargs="*")
    arguments = parser.parse_args()
    warnings.filterwarnings("ignore")
    os.makedirs(arguments.out, exist_ok=True)
    for name in arguments.networks or NETWORKS:
        *layers, height, width = NETWORKS[name]
        layers = [layer for layer in layers if layer is not None]
        shape = (2, 3, height, width)
        for seed in SEEDS:
            torch.manual_seed(seed)
            network = settle(build(name), shape)
            x = images(*shape)
            exact, errors, stands = reference(network, layers, x)
            if stands:
                break
        else:
            print(f"{name}: no seed is stable")
        stem = os.path.join(arguments.out, name)
        export(network, layers, x, path=f"{stem}.onnx", opset=arguments.opset)
        numpy.save(f"{stem}.input.npy", x.numpy())
        for part, array in zip(("logits", "late", "early"), exact):
            numpy.save(f"{stem}.{part}.npy", array.astype("float64"))
        with open(f"{stem}.json", "w", encoding="utf-8") as file:
            facts = {
                "name": name,
                "seed": seed,
                "torch": torch.__version__,
                "opset": arguments.opset,
                "layers": layers,
                "float32": errors,
            }
            json.dump(facts, file)
        print(name, seed, layers, [f"{error:.1e}" for error in errors], flush=True)


if __name__ == "__main__":
    main()
