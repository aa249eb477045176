"""The errors of the project, each for someone who catches it.

DripfeedError
├── ClinicsError      a row of clinics.csv cannot be used
├── VocabularyError   a file of data/vocabulary/ cannot be used
├── PatternError      a file of data/extraction/ cannot be used
├── SettingsError     a crawl was asked for that the settings do not allow
├── FetchError        a request got no usable answer; becomes the reason of a page or an end state
└── StoreError        the database cannot be opened or written
"""

from scrapers.reasons import Reason


class DripfeedError(Exception):
    """Something the user can mend; the command line prints it without a traceback."""


class ClinicsError(DripfeedError):
    """A row of clinics.csv cannot be used; the message names file, line, column and value."""


class VocabularyError(DripfeedError):
    """A file of terms cannot be used; the message names file, line, column and value."""


class PatternError(DripfeedError):
    """A table of patterns cannot be used; the message names file, line, column and value."""


class SettingsError(DripfeedError):
    """The settings do not allow this crawl; the message says which one to set."""


class StoreError(DripfeedError):
    """The database cannot be opened or written; the message says what to do."""


class FetchError(DripfeedError):
    """A request got no usable answer.

    reason: stored with the page.
    detail: the evidence in one line, such as the status or the resolver's words.
    status: HTTP status of the answer; None where there was none.
    """

    def __init__(
        self, reason: Reason, detail: str | None = None, status: int | None = None
    ) -> None:
        super().__init__(f"{reason}: {detail}" if detail else reason)
        self.reason = reason
        self.detail = detail
        self.status = status
