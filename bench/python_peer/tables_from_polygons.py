"""The tables from the annotated outlines: python3 tables_from_polygons.py RELEASE_FOLDER

Pillow fills a path its own way, so masks differ along their edges from those that
the labelling tool exported, and some cells of Table 3b do in the second decimal.
"""

import numpy as np
from dermx_tables import main
from PIL import Image, ImageDraw


def filled(_release, evaluation, _number, annotation):
    """Even-odd over all paths; each is drawn in its own bounding box, which is fast."""
    mask = np.zeros(evaluation["shape"], bool)
    limit = np.array(evaluation["shape"][::-1]) - 1
    for path in paths_of(annotation):
        points = np.array([(p["x"], p["y"]) for p in path])
        points = np.rint(np.clip(points, 0, limit)).astype(int)
        (left, top), (right, bottom) = points.min(axis=0), points.max(axis=0) + 1
        tile = Image.new("L", (int(right - left), int(bottom - top)))
        outline = (points - (left, top)).ravel().tolist()
        ImageDraw.Draw(tile).polygon(outline, fill=1)
        mask[top:bottom, left:right] ^= np.asarray(tile) != 0
    return mask


def paths_of(annotation):
    if "polygon" in annotation:
        return [annotation["polygon"]["path"]]
    return annotation["complex_polygon"]["path"]


main(filled)
