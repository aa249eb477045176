"""The shape of a post: what search-engine tools count."""

from collections.abc import Iterable
from typing import NamedTuple

from pipelines.items import Block, Kind


class Shape(NamedTuple):
    """Counts over the body blocks of a post."""

    heading_count: int
    image_count: int
    image_without_alt_count: int
    """Images without an alt attribute; an empty one says that the image is decoration."""


def shape(blocks: Iterable[Block]) -> Shape:
    """Count headings and images."""
    listed = list(blocks)
    pictures = [block.picture for block in listed if block.picture]
    return Shape(
        heading_count=sum(block.kind is Kind.HEADING for block in listed),
        image_count=len(pictures),
        image_without_alt_count=sum(picture.alt is None for picture in pictures),
    )
