"""The exception classes of the project.

DripfeedError
├── ClinicsError      a row of clinics.csv cannot be used
├── VocabularyError   a file of data/vocabulary/ cannot be used
├── PatternError      a file of data/extraction/ cannot be used
├── SettingsError     the settings do not allow the crawl
├── FetchError        a request got no usable response; becomes a page's reason or an end state
└── StoreError        the database cannot be opened or written
"""

from scrapers.reasons import Reason


class DripfeedError(Exception):
    """An error that the user can fix; the command line prints it without a traceback."""


class ClinicsError(DripfeedError):
    """A row of clinics.csv cannot be used; the message names file, line, column and value."""


class VocabularyError(DripfeedError):
    """A vocabulary file cannot be used; the message names file, line, column and value."""


class PatternError(DripfeedError):
    """A table of patterns cannot be used; the message names file, line, column and value."""


class SettingsError(DripfeedError):
    """The settings do not allow this crawl; the message names the setting to change."""


class StoreError(DripfeedError):
    """The database cannot be opened or written; the message says what to do."""


class FetchError(DripfeedError):
    """A request got no usable response.

    reason: stored with the page.
    detail: the evidence in one line, such as the status or the resolver's message.
    status: HTTP status of the response; None if there was no response.
    """

    def __init__(
        self, reason: Reason, detail: str | None = None, status: int | None = None
    ) -> None:
        super().__init__(f"{reason}: {detail}" if detail else reason)
        self.reason = reason
        self.detail = detail
        self.status = status
