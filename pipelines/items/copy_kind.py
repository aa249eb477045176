"""How much of their text two posts share."""

from scrapers.codes import StoredCode


class CopyKind(StoredCode):
    """The kind of a copy, as `copies.kind` stores it."""

    SAME = (
        "same",
        "the same text",
        "nothing differs but case, typography, names, places, numbers and repeated sentences",
    )
    COPY = "copy", "a near copy", "most of the text is the same"
    PARTIAL = "partial", "a passage in common", "a passage, or all of the shorter post, is the same"
