"""Where a line may be missing between the lines of a column: white higher than elsewhere."""

from __future__ import annotations

from collections.abc import Sequence

from kg.intake.layout.paragraphs import Printed

MISSING = 0.6
"""Share of the usual pitch that a line must stand farther from the one above than usual, for a line to fit between."""
_ALIKE = 0.12
_USUAL_SHARE = 0.34
"""Share of the paragraphs that stand farther apart by the same, for that to be how the text is set."""


def steps(lines: Sequence[Printed], starts: Sequence[bool]) -> list[float]:
    """The white between each line and the one above it on its page, in usual pitches over the usual; 0 where that cannot be known.

    `starts`: whether a paragraph begins with the line. White that most paragraphs have above them is usual.
    """
    found = [0.0] * len(lines)
    for n in range(1, len(lines)):
        above, line = lines[n - 1].line, lines[n].line
        pitch = lines[n].setting.pitch
        if above.page == line.page and pitch and line.rect.middle > above.rect.middle:
            usual = max(pitch, 1.25 * (above.size + line.size) / 2)
            found[n] = (line.rect.middle - above.rect.middle - usual) / pitch
    apart = [found[n] for n in range(1, len(lines)) if starts[n]]
    usual_apart = 0.0
    for step in sorted(apart):
        if sum(abs(step - other) < _ALIKE for other in apart) >= max(3, _USUAL_SHARE * len(apart)):
            usual_apart = max(usual_apart, step)
    return [step - usual_apart if starts[n] and step > 0 else step for n, step in enumerate(found)]
