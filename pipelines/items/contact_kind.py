"""By what a post asks its reader to get in touch or to pay."""

from scrapers.codes import StoredCode


class ContactKind(StoredCode):
    """The kind of a contact, as `contacts.kind` stores it; versions name a change by its label."""

    PHONE = "phone", "phone", "a phone number, as +17195550123"
    EMAIL = "email", "e-mail", "an e-mail address"
    BOOKING = "booking", "booking link", "a link to a booking service or form"
    ADDRESS = "address", "address", "a postal address"
    PRICE = "price", "price", "a price in US dollars, as 375.00 USD"
