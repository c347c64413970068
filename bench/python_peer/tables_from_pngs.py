"""The tables from the release's mask pictures: python3 tables_from_pngs.py RELEASE_FOLDER"""

import numpy as np
from dermx_tables import main
from PIL import Image


def picture(release, evaluation, number, _annotation):
    path = release / "masks" / "masks" / f"{evaluation['id']}_{number:05}.png"
    with Image.open(path) as image:
        return np.asarray(image) != 0


main(picture)
