#!/usr/bin/env python3
"""Grad-CAM of all classes in PyTorch, timed step by step from another process.

    /usr/bin/python3 bench/torch_peer/grad_cam.py resnet50 layer4 300 400 DIR 0

with a number of threads, or 0 for as many as PyTorch takes by itself. It
writes network.onnx, input.npy and maps.npy (by autograd) to DIR, says "ready", and
then answers each line on stdin with the seconds that it took:

    forward    scores only
    late       one forward pass, and for each class a backward pass to the layer
    full       for each class a forward pass and a backward pass through everything,
               as the package pytorch-grad-cam does it
"""

import sys
import time
import warnings

import numpy
import torch
import torchvision

CLASSES = 6


def main():
    name, layer, height, width, folder, threads = sys.argv[1:]
    warnings.filterwarnings("ignore")
    if int(threads) > 0:
        torch.set_num_threads(int(threads))
    torch.manual_seed(11)
    network = getattr(torchvision.models, name)(weights=None, num_classes=CLASSES)
    network.eval()
    for module in network.modules():
        if hasattr(module, "inplace"):
            module.inplace = False
    x = torch.randn(1, 3, int(height), int(width))
    seen = []
    network.get_submodule(layer).register_forward_hook(
        lambda _module, _inputs, output: seen.append(output)
    )

    def late():
        seen.clear()
        scores = network(x)
        (activation,) = seen
        maps = []
        for k in range(CLASSES):
            (gradient,) = torch.autograd.grad(
                scores[:, k].sum(), activation, retain_graph=True
            )
            weights = gradient.mean(dim=(2, 3), keepdim=True)
            maps.append((weights * activation).sum(dim=1).detach())
        return torch.stack(maps, dim=1)

    def full():
        maps = []
        for k in range(CLASSES):
            seen.clear()
            scores = network(x)
            (activation,) = seen
            activation.retain_grad()
            network.zero_grad()
            scores[:, k].sum().backward()
            weights = activation.grad.mean(dim=(2, 3), keepdim=True)
            maps.append((weights * activation).sum(dim=1).detach())
        return torch.stack(maps, dim=1)

    def forward():
        seen.clear()
        with torch.no_grad():
            return network(x)

    numpy.save(f"{folder}/input.npy", x.numpy())
    numpy.save(f"{folder}/maps.npy", late().numpy())
    torch.onnx.export(
        network,
        x,
        f"{folder}/network.onnx",
        opset_version=17,
        input_names=["input"],
        output_names=["scores"],
    )
    seen.clear()
    steps = {"forward": forward, "late": late, "full": full}
    print(f"ready torch {torch.__version__}, {torch.get_num_threads()} threads", flush=True)
    for line in sys.stdin:
        started = time.perf_counter()
        steps[line.strip()]()
        print(time.perf_counter() - started, flush=True)


main()
