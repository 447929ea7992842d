"""The charts of an update as pictures: vector drawings and bitmaps, made without the network."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

from renkei.report.blocks import Figure


def as_svg(figure: Figure) -> str:
    """The figure as one SVG element, its text kept as text."""
    svg: str = _engine().vegalite_to_svg(figure.spec, allowed_base_urls=[])
    return svg


def as_png(figure: Figure, scale: float) -> bytes:
    """The figure as a PNG, `scale` times its size in the document."""
    png: bytes = _engine().vegalite_to_png(figure.spec, scale=scale, allowed_base_urls=[])
    return png


@cache
def _engine() -> Any:
    """The chart engine, with the package's own fonts known to it where they are installed."""
    import vl_convert

    fonts = Path(str(files("renkei").joinpath("data/fonts")))
    if fonts.is_dir():
        vl_convert.register_font_directory(str(fonts))
    return vl_convert
