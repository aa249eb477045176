"""A clinic's phone numbers, addresses and prices are normalised; a patient's are left out."""

from dataclasses import replace

import pytest

from pipelines.enrich.contacts.booking import LAYOUT, packaged_booking
from pipelines.enrich.contacts.contacts import contacts
from pipelines.enrich.vocabulary_files import packaged_files
from pipelines.items import Block, Contact, Kind, Link, Role
from pipelines.settle import settle
from scrapers.clinics.csv_table import read_table
from tests.pipelines.examples.posts import URL, history, paragraph, sentence


def told(*blocks: Block) -> list[tuple[str, str]]:
    return [(contact.kind, contact.value) for contact in contacts(blocks)]


def linked(url: str, anchor: str, text: str | None = None) -> Block:
    text = anchor if text is None else text
    return Block(kind=Kind.PARAGRAPH, text=text, links=(Link(url=url, anchor=anchor),))


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("Call (719) 555-0123.", "+17195550123"),
        ("Call 719.555.0123 today.", "+17195550123"),
        ("Dial 1-800-KETAMIN now.", "+18005382646"),
        ("Dial 1-800-KETAMINE now.", "+18005382646"),
        ("From abroad: +44 20 7946 0958.", "+442079460958"),
    ],
)
def test_a_phone_number_has_one_form(text: str, value: str) -> None:
    assert told(paragraph(text)) == [("phone", value)]


@pytest.mark.parametrize(
    "text",
    [
        "The trial ran 2019-2021 with 555 people.",
        "NCT01627782 and 10.3389/fnins.2022.852506.",
        "Order 2075550123 was lost.",
        "Call 988 in a crisis, or 1-800-273-8255, the Suicide Prevention Lifeline.",
    ],
)
def test_other_numbers_are_no_phone(text: str) -> None:
    assert told(paragraph(text)) == []


@pytest.mark.parametrize(
    ("block", "expected"),
    [
        (linked("tel:+1-207-555-0123", "Call"), ("phone", "+12075550123")),
        (
            linked("mailto:Front.Desk@a.example?subject=x", "Mail"),
            ("email", "front.desk@a.example"),
        ),
        (
            linked("https://a.example/cdn-cgi/l/email-protection#422a2b02236c273a232f322e27", "x"),
            ("email", "hi@a.example"),
        ),
        (
            linked("https://calendly.com/harbor/visit", "here"),
            ("booking", "https://calendly.com/harbor/visit"),
        ),
        (linked("https://a.example/now", "Book now"), ("booking", "https://a.example/now")),
    ],
)
def test_a_link_is_a_contact(block: Block, expected: tuple[str, str]) -> None:
    assert told(block) == [expected]


@pytest.mark.parametrize(
    "row", read_table(packaged_files().booking, LAYOUT).rows, ids=lambda r: r.cells[2]
)
def test_a_row_of_booking_finds_its_example(row: object) -> None:
    kind, _, match, no_match, *_ = row.cells  # type: ignore[attr-defined]
    for example, expected in ((match, True), (no_match, False)):
        if example:
            link = (
                Link(url=example, anchor="here")
                if kind == "host"
                else Link(url="https://a.example/x", anchor=example)
            )
            assert packaged_booking().is_booking(link) is expected


@pytest.mark.parametrize(
    ("text", "value"),
    [
        (
            "We are at 12 N Pine St, Suite 2, Portland, ME 04101.",
            "12 N Pine St, Suite 2, Portland, ME 04101",
        ),
        (
            "Visit 18 Harbor Road, Portland, Maine 04101-1234!",
            "18 Harbor Road, Portland, Maine 04101-1234",
        ),
    ],
)
def test_an_address_is_told_as_written(text: str, value: str) -> None:
    assert told(paragraph(text)) == [("address", value)]


def prices(text: str) -> list[tuple[float | None, str | None]]:
    prices: tuple[Contact, ...] = contacts([paragraph(text)])
    return [(contact.amount, contact.unit) for contact in prices if contact.kind == "price"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("We ask $450 per infusion.", [(450.0, "infusion")]),
        ("The package of six infusions is $2,750.", [(2750.0, "package of 6")]),
        ("Pay $2,750 for six infusions.", [(2750.0, "package of 6")]),
        ("Sessions run from $375 to $525 each.", [(375.0, "session"), (525.0, "session")]),
        (
            "An infusion costs $475; the series of six costs $2,550.",
            [(475.0, "infusion"), (2550.0, "package of 6")],
        ),
        ("A drip is $99-149.", [(99.0, "drip"), (149.0, "drip")]),
        ("It is 1,650 dollars.", [(1650.0, None)]),
        ("The market is worth $4 billion.", []),
    ],
)
def test_a_price_has_amount_and_unit(
    text: str, expected: list[tuple[float | None, str | None]]
) -> None:
    assert prices(text) == expected


PATIENT = "My name is Dana, write me: dana@mail.example or 207-555-0188."


@pytest.mark.parametrize("role", [Role.TESTIMONIAL, Role.COMMENT])
def test_what_stands_in_a_patients_block_is_no_contact(role: Role) -> None:
    assert told(replace(paragraph(PATIENT), role=role)) == []
    assert len(told(replace(paragraph(PATIENT), role=Role.CALL_TO_ACTION))) == 2


def test_what_a_patient_says_in_the_text_is_no_contact() -> None:
    text = "“I feel like myself again,” said one patient. Ask her: 207-555-0188."
    assert told(paragraph(text)) == []


def test_the_place_counts_blocks_of_every_role() -> None:
    blocks = [replace(paragraph("Menu"), role=Role.BANNER), paragraph("Call 207-555-0123.")]
    assert [contact.position for contact in contacts(blocks)] == [1]


def test_what_stands_on_most_posts_of_a_clinic_is_usual() -> None:
    pages = [
        history(
            paragraph(sentence(number)),
            paragraph("Call 207-555-0123 today."),
            *([paragraph("Or 207-555-0199 at night.")] if number == 0 else []),
            url=f"{URL}-{number}",
        )
        for number in range(4)
    ]
    first, *_ = settle("harbor", pages).posts
    assert {contact.value: contact.is_usual for contact in first.contacts} == {
        "+12075550123": True,
        "+12075550199": False,
    }
