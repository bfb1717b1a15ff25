"""The two networks that read a page, of PP-OCRv6 as in the wheel of rapidocr: where lines stand, and what stands in one.

They are run by onnxruntime directly, not through the class `RapidOCR`: its direction classifier drops whole lines, it drops lines of low
confidence, it looks for models on the network, and it keeps neither the second best letter nor where one stands.
"""

from __future__ import annotations

from functools import cache
from importlib.metadata import version as installed
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np
import numpy.typing as npt

if TYPE_CHECKING:
    from onnxruntime import InferenceSession

Pixels = npt.NDArray[np.uint8]
"""Rows, columns, and the three colours blue, green, red."""
_DETECTION, _RECOGNITION = "PP-OCRv6_det_small.onnx", "PP-OCRv6_rec_small.onnx"
_THRESHOLD, _BOX_SCORE, _UNCLIP = 0.3, 0.5, 1.6
"""Of differentiable binarisation, as rapidocr sets them for these models."""
_LINE_HEIGHT, _STRIDE = 48, 8
"""Pixels of a line as the recogniser takes it, and of its width for one step of its output."""


class Letter(NamedTuple):
    """A character that was read."""

    text: str
    confidence: float
    middle: float
    """Where its centre stands, as a share of the width of the line's picture."""
    others: tuple[tuple[str, float], ...]
    """What else it may be, the likeliest first, with probabilities."""


class Quad(NamedTuple):
    """Where a line stands: centre, width along the line, height across it, in pixels, and its turn in degrees, clockwise."""

    x: float
    y: float
    width: float
    height: float
    turn: float


def version() -> str:
    """Of the packages that decide what is read."""
    return f"rapidocr {installed('rapidocr')}, onnxruntime {installed('onnxruntime')}"


@cache
def _session(model: str) -> InferenceSession:
    from onnxruntime import InferenceSession, SessionOptions

    spec = find_spec("rapidocr")
    assert spec and spec.origin
    options = SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    options.enable_cpu_mem_arena = False
    options.log_severity_level = 4
    return InferenceSession(str(Path(spec.origin).parent / "models" / model), options, providers=["CPUExecutionProvider"])


@cache
def _alphabet() -> tuple[str, ...]:
    """By class of the recogniser's output; class 0 is the blank of connectionist temporal classification."""
    characters: str = _session(_RECOGNITION).get_modelmeta().custom_metadata_map["character"]
    return ("", *characters.splitlines(), " ")


def _run(model: str, values: npt.NDArray[np.float32]) -> npt.NDArray[np.float32]:
    session = _session(model)
    result: npt.NDArray[np.float32] = session.run(None, {session.get_inputs()[0].name: values})[0]
    return result


def _normalised(pixels: npt.NDArray[Any]) -> npt.NDArray[np.float32]:
    values: npt.NDArray[np.float32] = pixels.astype(np.float32).transpose(2, 0, 1)[None] / 127.5 - 1
    return values


def detect(pixels: Pixels, side: int) -> list[Quad]:
    """Where lines stand, from the top down. The picture is looked at with its longer side of `side` pixels."""
    import cv2

    height, width = pixels.shape[:2]
    scale = side / max(height, width)
    seen = tuple(max(32, round(length * scale / 32) * 32) for length in (width, height))
    resized = cv2.resize(pixels, seen, interpolation=cv2.INTER_AREA if scale < 1 else cv2.INTER_CUBIC)
    heat = _run(_DETECTION, _normalised(resized))[0, 0]
    mask = cv2.dilate((heat > _THRESHOLD).astype(np.uint8), np.ones((2, 2), np.uint8))
    contours, _ = cv2.findContours(mask, cv2.RETR_LIST, cv2.CHAIN_APPROX_SIMPLE)
    across, down = width / seen[0], height / seen[1]
    quads = [_quad(contour, heat) for contour in contours]
    found = [Quad(q.x * across, q.y * down, q.width * across, q.height * down, q.turn) for q in quads if q]
    return sorted(found, key=lambda quad: (quad.y, quad.x))


def _quad(contour: Any, heat: npt.NDArray[np.float32]) -> Quad | None:
    """The line inside a contour of the heat map, grown by as much as the training shrank it; none where the heat is low."""
    import cv2

    (x, y), (width, height), turn = cv2.minAreaRect(contour)
    if min(width, height) < 3:
        return None
    left, top, wide, high = cv2.boundingRect(contour)
    inside = np.zeros((high, wide), np.uint8)
    corners = cv2.boxPoints(((x, y), (width, height), turn)) - (left, top)
    cv2.fillPoly(inside, [corners.round().astype(np.int32)], 1)
    if cv2.mean(heat[top : top + high, left : left + wide], inside)[0] < _BOX_SCORE:
        return None
    grown = width * height * _UNCLIP / (width + height)
    if turn > 45:
        width, height, turn = height, width, turn - 90
    elif turn < -45:
        width, height, turn = height, width, turn + 90
    return Quad(x, y, width + grown, height + grown, turn)


def recognise(line: Pixels) -> list[Letter]:
    """The letters of the picture of one line, from left to right, blanks among them."""
    import cv2

    height, width = line.shape[:2]
    wide = max(_LINE_HEIGHT, round(_LINE_HEIGHT * width / height))
    way = cv2.INTER_AREA if height > _LINE_HEIGHT else cv2.INTER_CUBIC
    chances = _run(_RECOGNITION, _normalised(cv2.resize(line, (wide, _LINE_HEIGHT), interpolation=way)))[0]
    best = chances.argmax(1)
    begins = np.flatnonzero((best != 0) & (best != np.concatenate(([0], best[:-1]))))
    return [_letter(chances, best, int(step)) for step in begins]


def _letter(chances: npt.NDArray[np.float32], best: npt.NDArray[np.int64], begin: int) -> Letter:
    """The letter whose steps begin there, with the chances of the step that is surest."""
    end = begin + 1
    while end < len(best) and best[end] == best[begin]:
        end += 1
    step = begin + int(chances[begin:end, best[begin]].argmax())
    ranked = np.argpartition(chances[step], -5)[-5:]
    ranked = ranked[chances[step, ranked].argsort()[::-1]]
    alphabet = _alphabet()
    others = tuple((alphabet[one], float(chances[step, one])) for one in ranked if one != best[begin] and alphabet[one].strip())
    return Letter(alphabet[best[begin]], float(chances[step, best[begin]]), ((begin + end) / 2) / len(best), others)
