"""Red seals over signature and date: taken off, so that what they cover can be read."""

from __future__ import annotations

import numpy as np

from kg.intake.ocr.engine import Pixels

_RED = 40
"""By how much red exceeds the other colours in the ink of a seal."""
_SMALLEST, _LARGEST = 80.0, 200.0
"""Points across: seals of public bodies have 42 mm (119 pt) and more, characters of a red head 62 pt at most."""
_ROUND = 1.3
_STROKE = 3.0
"""Points of a stroke of a black letter, which parts the ring."""
_DARK = 140
"""Red below which black is printed under the seal."""


def without_seals(pixels: Pixels, scale: float) -> Pixels:
    """The picture with the red of round seals made white; what is black under it stays. `scale`: pixels a point."""
    import cv2

    blue, green, red = (pixels[:, :, channel].astype(np.int16) for channel in range(3))
    mask = (red - np.maximum(blue, green) > _RED).astype(np.uint8)
    if not mask.any():
        return pixels
    reach = round(_STROKE * scale) | 1
    joined = cv2.morphologyEx(mask, cv2.MORPH_CLOSE, np.ones((reach, reach), np.uint8))
    count, _, boxes, _ = cv2.connectedComponentsWithStats(joined)
    cleaned = pixels.copy()
    for left, top, width, height, filled in boxes[1:count]:
        across = max(width, height) / scale
        if not _SMALLEST <= across <= _LARGEST or max(width, height) > _ROUND * min(width, height) or filled > 0.7 * width * height:
            continue
        margin = max(2, round(scale))
        rows, columns = slice(max(0, top - margin), top + height + margin), slice(max(0, left - margin), left + width + margin)
        shade = np.where(red[rows, columns] > _DARK, 255, red[rows, columns]).astype(np.uint8)
        reddish = cv2.dilate(mask[rows, columns], np.ones((3, 3), np.uint8)) > 0
        cleaned[rows, columns][reddish] = shade[reddish][:, None]
    return cleaned
