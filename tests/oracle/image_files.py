"""Writes tests/data/image/fixtures/{jpeg,png}.json.

Small pictures of every kind that the decoder states a behaviour for, and what
Pillow's `Image.open(...).convert("RGB")` makes of them. Debian 12:
python3-pil, python3-numpy, libjpeg-turbo-progs (cjpeg, jpegtran). Run from the
repository's root, then `deno fmt` the folder:
/usr/bin/python3 tests/oracle/image_files.py
"""

import base64
import hashlib
import io
import json
import struct
import subprocess
import sys
import warnings
import zlib

import numpy as np
from PIL import Image, ImageOps, features

warnings.simplefilter("ignore")
ORIGIN = (
    f"tests/oracle/image_files.py with Pillow {Image.__version__}, "
    f"libjpeg-turbo {features.version('libjpeg_turbo')}, "
    f"zlib {features.version('zlib')}, NumPy {np.__version__}, "
    f"Python {sys.version.split()[0]}"
)
FOLDER = "tests/data/image/fixtures"


def photograph(width, height, seed=0):
    """Smooth colours with some noise and a hard edge."""
    rng = np.random.default_rng(seed)
    y, x = np.mgrid[0:height, 0:width]
    planes = [
        127 + 120 * np.sin(x / 5 + c) * np.cos(y / 7 - c) for c in range(3)
    ]
    image = np.stack(planes, axis=-1) + rng.normal(0, 12, (height, width, 3))
    image[:, width // 2 :, 0] += 60
    return Image.fromarray(np.clip(image, 0, 255).astype(np.uint8))


def expected(data, upright=False):
    image = Image.open(io.BytesIO(data))
    if upright:
        image = ImageOps.exif_transpose(image)
    image = image.convert("RGB")
    rgb = image.tobytes()
    return {
        "width": image.width,
        "height": image.height,
        "first": list(rgb[:9]),
        "sha256": hashlib.sha256(rgb).hexdigest(),
    }


def case(data, upright=False):
    entry = {
        "file": base64.b64encode(data).decode(),
        "rgb": expected(data),
    }
    if upright:
        entry["upright"] = expected(data, True)
    return entry


def jpeg(image, **options):
    out = io.BytesIO()
    image.save(out, "JPEG", **{"quality": 75, **options})
    return out.getvalue()


def tool(*command, stdin):
    return subprocess.run(
        command, input=stdin, stdout=subprocess.PIPE, check=True
    ).stdout


def ppm(image):
    out = io.BytesIO()
    image.save(out, "PPM")
    return out.getvalue()


def oriented(kind, orientation, byte_order="<"):
    image = photograph(7, 5, orientation)
    tiff = {"<": b"II", ">": b"MM"}[byte_order] + struct.pack(
        byte_order + "HIHHHIHHI", 42, 8, 1, 0x0112, 3, 1, orientation, 0, 0
    )
    out = io.BytesIO()
    image.save(out, kind, exif=b"Exif\0\0" + tiff, quality=90)
    return out.getvalue()


def jpegs():
    photo = photograph(24, 16)
    odd = photograph(21, 13, 1)
    cases = {
        "4:2:0": jpeg(photo, subsampling="4:2:0"),
        "4:2:2": jpeg(photo, subsampling="4:2:2"),
        "4:4:4": jpeg(photo, subsampling="4:4:4"),
        "4:2:0 of odd sides": jpeg(odd, subsampling="4:2:0"),
        "4:2:2 of odd sides": jpeg(odd, subsampling="4:2:2"),
        "4:4:4 of odd sides": jpeg(odd, subsampling="4:4:4"),
        "4:4:0": tool("cjpeg", "-sample", "1x2", stdin=ppm(odd)),
        "4:1:1": tool("cjpeg", "-sample", "4x1", stdin=ppm(odd)),
        "low quality": jpeg(photo, quality=3),
        "high quality": jpeg(odd, quality=100, subsampling="4:4:4"),
        "progressive": jpeg(odd, progressive=True),
        "progressive 4:4:4": jpeg(photo, progressive=True, subsampling=0),
        "optimised tables": jpeg(odd, optimize=True),
        "restart markers": tool("cjpeg", "-restart", "1B", stdin=ppm(odd)),
        "restart markers by row": tool(
            "cjpeg", "-restart", "1", "-progressive", stdin=ppm(photo)
        ),
        "arithmetic coding": tool("cjpeg", "-arithmetic", stdin=ppm(odd)),
        "RGB without colour transform": tool("cjpeg", "-rgb", stdin=ppm(odd)),
        "grey": jpeg(odd.convert("L")),
        "grey progressive": jpeg(odd.convert("L"), progressive=True),
        "one pixel": jpeg(photograph(1, 1)),
        "one row": jpeg(photograph(33, 1)),
        "one column": jpeg(photograph(1, 33)),
        "colour profile": jpeg(odd, icc_profile=b"\x01" * 300),
        "bytes after the end": jpeg(odd) + b"trailing \xff\xd8\xff",
        "comment and thumbnail": jpeg(odd, comment=b"\xff\xda\xff\xd9", dpi=(72, 72)),
    }
    whole = cases["4:2:0"]
    cases["coded data cut short, end marker there"] = whole[:-60] + whole[-2:]
    cases["coded data with a wrong byte"] = (
        whole[:-80] + bytes([whole[-80] ^ 0x55]) + whole[-79:]
    )
    cases = {name: case(data) for name, data in cases.items()}
    for orientation in range(1, 9):
        cases[f"EXIF orientation {orientation}"] = case(
            oriented("JPEG", orientation, "<>"[orientation % 2]), True
        )
    cases["EXIF orientation 9, which does not exist"] = case(
        oriented("JPEG", 9), True
    )
    refused = {
        "CMYK": jpeg(odd.convert("CMYK")),
        "CMYK progressive": jpeg(odd.convert("CMYK"), progressive=True),
    }
    return cases, {
        name: {"file": base64.b64encode(data).decode()}
        for name, data in refused.items()
    }


CHANNELS = {0: 1, 2: 3, 3: 1, 4: 2, 6: 4}
PASSES = [
    (0, 0, 8, 8), (4, 0, 8, 8), (0, 4, 4, 8), (2, 0, 4, 4),
    (0, 2, 2, 4), (1, 0, 2, 2), (0, 1, 1, 2),
]


def chunk(kind, body):
    return (
        struct.pack(">I", len(body)) + kind + body
        + struct.pack(">I", zlib.crc32(kind + body))
    )


def scanlines(rng, width, height, bits):
    """Random rows; any bytes are a valid row, whichever filter it names."""
    if width == 0 or height == 0:
        return b""
    size = (width * bits + 7) // 8
    return b"".join(
        bytes([row % 5]) + rng.integers(0, 256, size, np.uint8).tobytes()
        for row in range(height)
    )


def png(width, height, colour, depth, interlaced=False, **chunks):
    rng = np.random.default_rng(width * 100 + height + colour + depth)
    bits = CHANNELS[colour] * depth
    if interlaced:
        rows = b"".join(
            scanlines(rng, -(-(width - x) // dx), -(-(height - y) // dy), bits)
            for x, y, dx, dy in PASSES if x < width and y < height
        )
    else:
        rows = scanlines(rng, width, height, bits)
    packed = zlib.compress(rows, 9)
    half = len(packed) // 2
    header = struct.pack(
        ">IIBBBBB", width, height, depth, colour, 0, 0, int(interlaced)
    )
    body = chunk(b"IHDR", header)
    for kind, data in chunks.items():
        body += chunk(kind.encode(), data)
    body += chunk(b"IDAT", packed[:half]) + chunk(b"IDAT", b"")
    body += chunk(b"IDAT", packed[half:]) + chunk(b"IEND", b"")
    return b"\x89PNG\r\n\x1a\n" + body


def palette(size):
    return np.random.default_rng(size).integers(
        0, 256, size * 3, np.uint8
    ).tobytes()


def pngs():
    cases = {}
    names = {0: "grey", 2: "RGB", 3: "palette", 4: "grey and alpha", 6: "RGBA"}
    depths = {0: [1, 2, 4, 8, 16], 2: [8, 16], 3: [1, 2, 4, 8], 4: [8, 16], 6: [8, 16]}
    for colour, name in names.items():
        for depth in depths[colour]:
            for interlaced in (False, True):
                chunks = {"PLTE": palette(2**depth)} if colour == 3 else {}
                title = f"{depth}-bit {name}" + (", interlaced" if interlaced else "")
                cases[title] = png(13, 11, colour, depth, interlaced, **chunks)
    cases["palette with transparency"] = png(
        13, 11, 3, 4, PLTE=palette(16), tRNS=bytes(range(0, 96, 8))
    )
    cases["grey with a transparent level"] = png(9, 7, 0, 8, tRNS=b"\0\x07")
    cases["RGB with a transparent colour"] = png(9, 7, 2, 8, tRNS=b"\0\1\0\2\0\3")
    cases["RGB with a suggested palette"] = png(9, 7, 2, 8, PLTE=palette(7))
    cases["1 x 1"] = png(1, 1, 2, 8)
    cases["1 x 1 interlaced"] = png(1, 1, 0, 1, True)
    cases["3 x 2 interlaced"] = png(3, 2, 2, 8, True)
    cases["1 x 9 interlaced"] = png(1, 9, 0, 2, True)
    cases["gamma, text and unknown chunks"] = png(
        9, 7, 2, 8, gAMA=struct.pack(">I", 45455), tEXt=b"Title\0x", teSt=b"?"
    )
    dark = np.arange(60, dtype=np.uint16).reshape(5, 12) * 6
    out = io.BytesIO()
    Image.fromarray(dark).save(out, "PNG")
    cases["16-bit grey, dark"] = out.getvalue()
    cases = {name: case(data) for name, data in cases.items()}
    for orientation in range(1, 9):
        cases[f"EXIF orientation {orientation}"] = case(
            oriented("PNG", orientation), True
        )
    return cases, {}


def write(name, made):
    cases, refused = made
    lines = ",\n".join(
        f"    {json.dumps(key)}: {json.dumps(value)}"
        for key, value in [*cases.items(), *refused.items()]
    )
    with open(f"{FOLDER}/{name}.json", "w") as file:
        file.write(f'{{\n  "origin": {json.dumps(ORIGIN)},\n')
        file.write(f'  "cases": {{\n{lines}\n  }}\n}}\n')


write("jpeg", jpegs())
write("png", pngs())
