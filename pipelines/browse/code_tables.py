"""Every stored code as a row of a table in docs/, written from the enums."""

import re
from collections.abc import Iterator

import pipelines.items  # noqa: F401 - defines the enums
from scrapers.codes import StoredCode
from scrapers.end_states import EndState
from scrapers.reasons import Reason

REASONS = """# Why an address is no post, and how a visit ends

Every address that a route lists ends as a post, a skip or a failure; skips and failures have a reason in `pages.reason`, with the evidence in `pages.detail`. A failure is tried again by the next run, a skip is final until the page or a rule changes. `dripfeed status CLINIC` counts them.

{reasons}

## How a visit ends

The end of each clinic's visit is in `run_clinics.end_state`, what to do about it in `run_clinics.next_step`. States marked 3 make `dripfeed crawl` exit with 3.

{end_states}

Written by `python -m pipelines.browse.generated_docs` from `scrapers/reasons.py` and `scrapers/end_states.py`.
"""  # noqa: E501 - a paragraph of Markdown is one line
CODES = """
## Codes

The values of columns that hold one of a few codes.
"""


def reasons_page() -> str:
    """The text of docs/reasons.md."""
    reasons = ["| reason | meaning | tried again |", "| --- | --- | --- |"]
    reasons += [
        f"| `{reason}` | {reason.sentence} | {'yes' if reason.effect.is_retried else 'no'} |"
        for reason in Reason
    ]
    ends = ["| end state | label | exit | meaning | what to do |"]
    ends += ["| --- | --- | --- | --- | --- |", *map(_end_row, EndState)]
    return REASONS.format(reasons="\n".join(reasons), end_states="\n".join(ends))


def codes_section() -> str:
    """The last section of docs/columns.md: every code but those of docs/reasons.md."""
    enums = sorted(set(StoredCode.__subclasses__()) - {Reason, EndState}, key=heading)
    return CODES + "".join("\n".join(["", *_table(codes), ""]) for codes in enums)


def heading(codes: type[StoredCode]) -> str:
    """The name of an enum in words: DateSource as "Date source"."""
    return re.sub(r"(?<=[a-z])(?=[A-Z])", " ", codes.__name__).capitalize()


def code_row(code: StoredCode) -> str:
    """The row of a code in docs/columns.md."""
    return f"| `{code}` | {code.label} | {code.sentence.replace('|', '&#124;')} |"


def _end_row(end: EndState) -> str:
    cells = (f"`{end}`", end.label, str(end.exit_code), end.sentence, end.next_step or "nothing")
    return f"| {' | '.join(cells)} |"


def _table(codes: type[StoredCode]) -> Iterator[str]:
    yield f"### {heading(codes)}"
    yield ""
    yield (codes.__doc__ or "").partition("\n")[0]
    yield ""
    yield "| code | label | meaning |"
    yield "|---|---|---|"
    yield from map(code_row, codes)
