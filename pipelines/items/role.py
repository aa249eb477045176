"""What a block of a page is for."""

from scrapers.codes import StoredCode


class Role(StoredCode):
    """The role of a block; only BODY is text of the post, all others are kept as labelled data."""

    is_of_others: bool
    """Whether others than the clinic speak in it."""

    def __init__(
        self, code: str, label: str = "", sentence: str = "", is_of_others: bool = False
    ) -> None:
        super().__init__(code, label, sentence)
        self.is_of_others = is_of_others

    BODY = "body", "body", "text of the post"
    TITLE = "title", "title", "repeats the title"
    BYLINE = "byline", "byline", "names author, date or reading time"
    TEASER = "teaser", "teaser", "shows another post"
    CALL_TO_ACTION = "call_to_action", "call to action", "asks the reader to call, book or come"
    SHARE = "share", "share", "buttons that share the post"
    BANNER = "banner", "banner", "a notice of the site, such as an offer or opening hours"
    BREADCRUMB = "breadcrumb", "breadcrumb", "the way from the home page to the post"
    CONTENTS = "contents", "contents", "a table of contents of the post"
    DISCLAIMER = "disclaimer", "disclaimer", "says that the post is no medical advice, and the like"
    NEWSLETTER = "newsletter", "newsletter", "asks the reader to subscribe"
    AUTHOR_BOX = "author_box", "author box", "tells about the author's life"
    TESTIMONIAL = "testimonial", "testimonial", "words of a patient", True
    COMMENT = "comment", "comment", "a reader's comment", True
    COOKIE = "cookie", "cookie", "asks for consent to cookies"
    UNWITNESSED = (
        "unwitnessed",
        "not in the alternate source",
        "before or behind the text as another source of the same body has it",
    )
    BOILERPLATE = (
        "boilerplate",
        "boilerplate",
        "text that several posts of the clinic repeat",
    )
