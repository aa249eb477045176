"""Where the day of a post was read, and what such a place can say."""

from scrapers.codes import StoredCode


class DateSource(StoredCode):
    """The source of a day of publication or of the last change, as `published_source` stores it."""

    speaks_of_publication: bool
    """False where the day may be that of a later change, so that nobody can be first by it."""
    is_visible: bool
    """Whether readers of the page see the day."""

    def __init__(
        self,
        code: str,
        label: str = "",
        sentence: str = "",
        speaks_of_publication: bool = False,
        is_visible: bool = False,
    ) -> None:
        super().__init__(code, label, sentence)
        self.speaks_of_publication = speaks_of_publication
        self.is_visible = is_visible

    WORDPRESS = (
        "wordpress",
        "WordPress's own record (REST)",
        "the date of the post in WordPress's REST interface",
        True,
    )
    JSONLD = (
        "jsonld",
        "the page's structured data (JSON-LD)",
        "datePublished, dateCreated or dateModified of the article in JSON-LD",
        True,
    )
    JSONLD_PAGE = (
        "jsonld_page",
        "the structured data about the whole page (JSON-LD)",
        "dateModified of the page, not of the article, in JSON-LD",
    )
    META = (
        "meta",
        "a meta element of the page",
        "a meta element such as article:published_time",
        True,
    )
    FEED = "feed", "the feed", "the date of the entry in RSS or Atom", True
    TIME = "time", "a time element of the page", "a time element near the title", True, True
    BYLINE = "byline", "the visible byline", "a date in words near the title", True, True
    POSTED = (
        "posted",
        "a line that calls itself the day of publication",
        "a line elsewhere on the page, such as Posted on 21 November 2026",
        True,
        True,
    )
    SITEMAP = "sitemap", "the sitemap", "lastmod of the sitemap, which is a change"
    LISTING = "listing", "the list of posts", "a date on the page that lists the posts"
    LINK = (
        "link",
        "the address that led to the page",
        "what another page says that links to the post",
    )
    URL = "url", "the page's address", "a day in the URL, such as /2026/11/21/", True
