"""Writes tests/models/onnx/gradient/fixtures/conventions.json.

What PyTorch's autograd takes for a gradient where there is no derivative: at kinks of
functions, and where maxima tie. Debian 12: python3-torch. Run from the repository's
root, then `deno fmt` the file: /usr/bin/python3 tests/oracle/gradient_conventions.py
"""

import json

import torch
import torch.nn.functional as functional

FILE = "tests/models/onnx/gradient/fixtures/conventions.json"


def gradients(function, *inputs):
    """The gradients of the sum of a function, and the inputs themselves."""
    tensors = [
        torch.tensor(values, dtype=torch.float64, requires_grad=True)
        for values in inputs
    ]
    function(*tensors).sum().backward()
    return {
        "inputs": list(inputs),
        "gradients": [tensor.grad.tolist() for tensor in tensors],
    }


SLOPE = torch.tensor([0.25], dtype=torch.float64)

FUNCTIONS = {
    "relu": gradients(functional.relu, [-1, 0, 1]),
    "leaky_relu": gradients(lambda x: functional.leaky_relu(x, 0.25), [-1, 0, 1]),
    "prelu": gradients(lambda x: functional.prelu(x, SLOPE), [-1, 0, 1]),
    "elu": gradients(lambda x: functional.elu(x, 0.5), [-1, 0, 1]),
    "clamp": gradients(lambda x: x.clamp(-1, 2), [-2, -1, 0, 2, 3]),
    "clamp_min": gradients(lambda x: x.clamp(min=0), [-2, 0, 3]),
    "relu6": gradients(functional.relu6, [-1, 0, 1, 6, 7]),
    "hardsigmoid": gradients(functional.hardsigmoid, [-4, -3, 0, 3, 4]),
    "hardswish": gradients(functional.hardswish, [-4, -3, 0, 3, 4]),
    "abs": gradients(torch.abs, [-1, 0, 1]),
    "round": gradients(torch.round, [-0.5, 0.5, 1]),
    "norm": gradients(torch.norm, [0, 0]),
    "maximum": gradients(torch.maximum, [1, 2, 3], [1, 3, 2]),
    "minimum": gradients(torch.minimum, [1, 2, 3], [1, 3, 2]),
    "amax": gradients(torch.amax, [1, 2, 2, 0]),
    "amin": gradients(torch.amin, [1, 0, 2, 0]),
    "pow": gradients(torch.pow, [0, 0, 2, 0], [0, 2, 0, 1]),
    "pow_constant": gradients(lambda x: x.pow(0) + x.pow(1) + x.pow(2), [0, 1]),
}

# Height, width, kernel, stride, padding, dilation, whether to round sizes up.
POOLINGS = [
    (6, 7, (2, 2), (2, 2), (0, 0), (1, 1), False),
    (7, 6, (3, 3), (2, 2), (1, 1), (1, 1), False),
    (6, 6, (3, 3), (2, 2), (0, 0), (1, 1), True),
    (8, 7, (3, 2), (1, 3), (1, 0), (2, 1), False),
    (5, 5, (5, 5), (1, 1), (2, 2), (1, 1), False),
    (4, 6, (2, 3), (2, 1), (1, 1), (1, 2), True),
]


def coarse(height, width):
    """Two channels of whole numbers from -1 to 1: nearly every window has a tie."""
    values = [(index * index * 7 + index) % 11 % 3 - 1 for index in range(2 * height * width)]
    return torch.tensor(values, dtype=torch.float64).reshape(1, 2, height, width)


def weights(output):
    """1, 2, 3, ... so that every window's gradient can be told from the others."""
    return torch.arange(1, output.numel() + 1, dtype=torch.float64).reshape(output.shape)


def pooled(height, width, kernel, stride, padding, dilation, ceil):
    x = coarse(height, width).requires_grad_()
    y = functional.max_pool2d(x, kernel, stride, padding, dilation, ceil)
    (y * weights(y)).sum().backward()
    return {
        "sizes": [height, width], "kernel": kernel, "strides": stride,
        "padding": padding, "dilations": dilation, "ceil": ceil,
        "gradient": [int(value) for value in x.grad.flatten()],
    }


def globally(height, width):
    x = coarse(height, width).requires_grad_()
    y = functional.adaptive_max_pool2d(x, 1)
    (y * weights(y)).sum().backward()
    return [int(value) for value in x.grad.flatten()]


with open(FILE, "w", encoding="utf-8") as file:
    json.dump({
        "origin": "tests/oracle/gradient_conventions.py with torch " + torch.__version__,
        "functions": FUNCTIONS,
        "poolings": [pooled(*pooling) for pooling in POOLINGS],
        "global_pooling": {"sizes": [4, 5], "gradient": globally(4, 5)},
    }, file)
