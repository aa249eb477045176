"""Collects the contacts and prices in a post's blocks, except a patient's own."""

from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple

from pipelines.enrich.claims.patterns import Cues, packaged_cues
from pipelines.enrich.contacts.booking import Booking, packaged_booking
from pipelines.enrich.contacts.phones import (
    ContactMatch,
    email_of_link,
    emails_in,
    phone_of_link,
    phones_in,
)
from pipelines.enrich.contacts.postal import addresses_in
from pipelines.enrich.contacts.prices import has_amount, prices_in
from pipelines.enrich.sentences import sentence_at, sentences
from pipelines.items import Block, ClaimKind, Contact, ContactKind, Kind, Link
from scrapers.urls import canonical

REACHABLE = (ContactKind.PHONE, ContactKind.EMAIL, ContactKind.ADDRESS)


class _PlacedBlock(NamedTuple):
    """A block with its index in the post."""

    block: Block
    position: int


def contacts(
    blocks: Iterable[Block], cues: Cues | None = None, booking: Booking | None = None
) -> tuple[Contact, ...]:
    """Return the contacts and prices of blocks of any role, each kind and value once.

    cues, booking: dripfeed's own if None. `settle` sets `is_usual`.
    """
    tables = (cues or packaged_cues(), booking or packaged_booking())
    by_value: dict[tuple[str, str, str | None], Contact] = {}
    for position, block in enumerate(blocks):
        if not block.role.is_of_others and block.kind is not Kind.CODE:
            for contact in _of_block(_PlacedBlock(block, position), *tables):
                key = (contact.kind, contact.value, contact.unit)
                if key not in by_value or (by_value[key].url is None and contact.url):
                    by_value[key] = contact
    return tuple(sorted(by_value.values(), key=lambda contact: contact.position))


def _of_block(place: _PlacedBlock, cues: Cues, booking: Booking) -> Iterator[Contact]:
    written = list(_written(place, booking))
    if not written and not has_amount(place.block.text):
        return
    kinds_of = {
        sentence.text: {cue.kind for cue in cues.find(sentence.text)}
        for sentence in sentences(place.block.text)
    }
    # neither a block in which a patient speaks nor a crisis line has a number of the clinic
    has_patient = any(ClaimKind.TESTIMONIAL in kinds for kinds in kinds_of.values())
    for contact in written:
        is_crisis_line = ClaimKind.CRISIS_RESOURCE in kinds_of.get(contact.sentence or "", ())
        if contact.kind not in REACHABLE or not (has_patient or is_crisis_line):
            yield contact
    for sentence, kinds in kinds_of.items():
        if ClaimKind.PRICE in kinds:
            yield from _prices(sentence, place)


def _written(place: _PlacedBlock, booking: Booking) -> Iterator[Contact]:
    for link in place.block.links:
        yield from _of_link(link, place, booking)
    for kind, read in READERS:
        for written in read(place.block.text):
            yield _contact(kind, written, place)


def _prices(sentence: str, place: _PlacedBlock) -> Iterator[Contact]:
    for price in prices_in(sentence):
        yield Contact(
            kind=ContactKind.PRICE,
            value=f"{price.amount:.2f} USD",
            raw=price.raw,
            url=None,
            sentence=sentence,
            position=place.position,
            amount=price.amount,
            unit=price.unit,
        )


def _of_link(link: Link, place: _PlacedBlock, booking: Booking) -> Iterator[Contact]:
    at = place.block.text.find(link.anchor) if link.anchor else -1
    sentence = sentence_at(place.block.text, at) if at >= 0 else None
    for kind, value in (
        (ContactKind.PHONE, phone_of_link(link.url)),
        (ContactKind.EMAIL, email_of_link(link.url)),
        (ContactKind.BOOKING, _booking_url(link, booking)),
    ):
        if value:
            yield Contact(
                kind=kind,
                value=value,
                raw=link.anchor or link.url,
                url=link.url,
                sentence=sentence,
                position=place.position,
            )


def _booking_url(link: Link, booking: Booking) -> str | None:
    if not booking.is_booking(link):
        return None
    try:
        return canonical(link.url)
    except ValueError:
        return None


def _contact(kind: ContactKind, written: ContactMatch, place: _PlacedBlock) -> Contact:
    return Contact(
        kind=kind,
        value=written.value,
        raw=written.raw,
        url=None,
        sentence=sentence_at(place.block.text, written.start),
        position=place.position,
    )


READERS: tuple[tuple[ContactKind, Callable[[str], Iterable[ContactMatch]]], ...] = (
    (ContactKind.PHONE, phones_in),
    (ContactKind.EMAIL, emails_in),
    (ContactKind.ADDRESS, addresses_in),
)
