"""The outlines of the legend's shapes, as SVG elements of one area each."""

from __future__ import annotations

import math

SHAPES = frozenset({"dot", "square", "diamond", "triangle", "triangleDown", "star", "hexagon", "ellipse", "box"})
_CORNERS = {
    "diamond": (4, 0.0, 1.25),
    "triangle": (3, 0.0, 1.3),
    "triangleDown": (3, math.pi, 1.3),
    "hexagon": (6, math.pi / 6, 1.1),
}
_STAR = 0.45


def outline(shape: str, x: float, y: float, size: float) -> str:
    """The element's name and geometry, without brackets, fill and stroke; `size` is the radius of a dot that looks as large."""
    if shape in _CORNERS:
        corners, turn, factor = _CORNERS[shape]
        return _polygon([(x, y, size * factor, turn + 2 * math.pi * at / corners) for at in range(corners)])
    if shape == "star":
        radii = (size * 1.4, size * 1.4 * _STAR)
        return _polygon([(x, y, radii[at % 2], math.pi * at / 5) for at in range(10)])
    if shape in ("square", "box"):
        across, down = (size * 0.9, size * 0.9) if shape == "square" else (size * 1.25, size * 0.75)
        return f'rect x="{x - across:.1f}" y="{y - down:.1f}" width="{2 * across:.1f}" height="{2 * down:.1f}"'
    if shape == "ellipse":
        return f'ellipse cx="{x:.1f}" cy="{y:.1f}" rx="{size * 1.25:.1f}" ry="{size * 0.8:.1f}"'
    return f'circle cx="{x:.1f}" cy="{y:.1f}" r="{size:.1f}"'


def _polygon(corners: list[tuple[float, float, float, float]]) -> str:
    """Corners by centre, radius and angle, the first on top."""
    points = " ".join(f"{x + radius * math.sin(angle):.1f},{y - radius * math.cos(angle):.1f}" for x, y, radius, angle in corners)
    return f'polygon points="{points}"'
