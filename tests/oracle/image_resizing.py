"""Writes tests/data/image/fixtures/{pillow_resize,torch_resize,normalisation}.json.

Digests of what Pillow's `Image.resize`, torch's `interpolate` and torchvision's
`normalize` make of pictures that the tests generate by the same formula. Debian 12:
python3-pil, python3-torch, python3-torchvision, python3-numpy; torch on a processor
with AVX2. Run from the repository's root, then `deno fmt` the folder:
/usr/bin/python3 tests/oracle/image_resizing.py
"""

import hashlib
import json
import sys

import numpy as np
import torch
import torchvision
from PIL import Image

VERSIONS = (
    f"with Pillow {Image.__version__}, torch {torch.__version__}, "
    f"torchvision {torchvision.__version__}, "
    f"NumPy {np.__version__}, Python {sys.version.split()[0]}"
)
FOLDER = "tests/data/image/fixtures"
FILTERS = ["nearest", "box", "bilinear", "hamming", "bicubic", "lanczos"]
# Source width and height, target width and height.
GEOMETRIES = [
    (48, 36, 12, 9), (48, 36, 13, 17), (41, 29, 40, 28), (31, 47, 7, 5),
    (12, 9, 48, 36), (13, 17, 48, 40), (10, 13, 47, 45), (20, 20, 20, 20),
    (33, 21, 33, 10), (33, 21, 16, 21), (21, 33, 48, 33), (21, 33, 21, 47),
    (48, 2, 3, 40), (1, 1, 9, 7), (48, 48, 1, 1), (1, 48, 13, 5),
    (48, 1, 5, 13), (2, 3, 48, 48), (2000, 3, 2, 3), (3, 1500, 5, 2),
    (1, 3, 700, 2), (7, 11, 300, 200),
]


def noise(width, height, channels):
    """The high bytes of a linear congruential sequence: all 256 levels, hard edges."""
    state = width * 7919 + height * 104729 + channels
    out = bytearray()
    for _ in range(width * height * channels):
        state = (state * 1664525 + 1013904223) % 2**32
        out.append(state >> 24)
    return bytes(out)


def pillow():
    cases = []
    for filter_name in FILTERS:
        for index, (w, h, to_w, to_h) in enumerate(GEOMETRIES):
            channels = 1 if index % 4 == 3 else 3
            mode = "L" if channels == 1 else "RGB"
            source = Image.frombytes(mode, (w, h), noise(w, h, channels))
            resized = source.resize(
                (to_w, to_h), getattr(Image.Resampling, filter_name.upper())
            )
            pixels = resized.tobytes()
            cases.append([
                filter_name, channels, w, h, to_w, to_h, list(pixels[:3]),
                hashlib.sha256(pixels).hexdigest()[:32],
            ])
    return cases


def interpolate():
    cases = []
    for w, h, to_w, to_h in [*GEOMETRIES, (9, 9, 260, 260), (400, 300, 260, 260)]:
        if w * h == 1:
            continue  # Another kernel of torch, as for one channel.
        data = np.frombuffer(noise(w, h, 6), np.uint8).reshape(2, 3, h, w)
        tensor = (torch.tensor(data).to(torch.float32) / 255 - 0.45) / 0.225
        resized = torch.nn.functional.interpolate(
            tensor, (to_h, to_w), mode="bilinear", align_corners=False
        ).numpy()
        digest = hashlib.sha256(resized.astype("<f4").tobytes()).hexdigest()
        cases.append(
            [w, h, to_w, to_h, resized.flatten()[:2].tolist(), digest[:32]]
        )
    return cases


def interpolate_one_channel():
    data = np.frombuffer(noise(5, 7, 1), np.uint8).reshape(1, 1, 7, 5)
    return torch.nn.functional.interpolate(
        torch.tensor(data).to(torch.float32), (13, 11), mode="bilinear"
    ).flatten().tolist()


def normalise():
    """Every byte in every channel, by the libraries' own steps."""
    ramp = np.repeat(np.arange(256, dtype=np.uint8), 3).reshape(1, 256, 3)
    mean = np.array([0.485, 0.456, 0.406])
    deviation = np.array([0.229, 0.224, 0.225])
    tensor = torchvision.transforms.functional.to_tensor(Image.fromarray(ramp))
    imagenet = torchvision.transforms.functional.normalize(
        tensor, mean.tolist(), deviation.tolist()
    ).numpy()
    planes = ramp[0].T.astype(np.float32)
    caffe = planes[::-1].copy()
    caffe -= np.array([[103.939], [116.779], [123.68]], np.float32)
    keras = planes * np.float32(1 / 255)
    keras -= mean.astype(np.float32)[:, None]
    keras /= np.sqrt(deviation.astype(np.float32))[:, None]
    made = {
        "imagenet": imagenet,
        "caffe": caffe,
        "keras-efficientnet-tf2.3": keras,
        "none": planes,
    }
    return {
        name: {
            "first": values.reshape(3, 256)[:, [0, 128]].flatten().tolist(),
            "sha256": hashlib.sha256(
                values.astype("<f4").tobytes()
            ).hexdigest(),
        }
        for name, values in made.items()
    }


def write(name, layout, cases, **more):
    with open(f"{FOLDER}/{name}.json", "w") as file:
        origin = f"tests/oracle/image_resizing.py {VERSIONS}"
        fixture = {"origin": origin, "layout": layout, "cases": cases, **more}
        json.dump(fixture, file)


write(
    "pillow_resize",
    "filter, channels, source width and height, target width and height, "
    "first bytes, first half of the SHA-256 of the bytes",
    pillow(),
)
write(
    "torch_resize",
    "source width and height, target width and height, first values, first half "
    "of the SHA-256 of the little-endian float32 values; 2 pictures of 3 channels. "
    "oneChannel: a grey picture of 5 x 7 enlarged to 11 x 13, not normalised",
    interpolate(),
    oneChannel=interpolate_one_channel(),
)
write(
    "normalisation",
    "a picture of 256 x 1 grey pixels, from 0 to 255: values of bytes 0 and 128 by "
    "channel, SHA-256 of the little-endian float32 values; torchvision's functions "
    "for imagenet, the steps of Keras in NumPy for the others",
    normalise(),
)
