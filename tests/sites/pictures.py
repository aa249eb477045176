"""Drawings in place of photographs: a quiet landscape whose colours follow from its URL."""

import hashlib

from tests.sites.responses import page
from tests.sites.server import Response

_DRAWING = """<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1200 630">
<defs><linearGradient id="sky" x2="0" y2="1"><stop stop-color="hsl({hue},42%,88%)"/>
<stop offset="1" stop-color="hsl({warm},58%,80%)"/></linearGradient></defs>
<rect width="1200" height="630" fill="url(#sky)"/>
<circle cx="{sun}" cy="210" r="78" fill="hsl({warm},80%,92%)"/>
<path d="M0 430 C260 {peak} 480 500 720 400 S1040 330 1200 420 V630 H0Z"
 fill="hsl({hue},30%,62%)"/>
<path d="M0 520 C300 440 640 580 880 500 S1120 470 1200 510 V630 H0Z" fill="hsl({hue},34%,44%)"/>
</svg>"""


def drawing(path: str) -> Response:
    """An image for any URL; the same URL always gets the same image."""
    seed = hashlib.sha256(path.encode()).digest()
    svg = _DRAWING.format(
        hue=150 + seed[0] % 110, warm=20 + seed[1] % 30, sun=200 + 3 * seed[2], peak=260 + seed[3]
    )
    return page(svg, kind="image/svg+xml")
