"""Who is named as the author of a post."""

from scrapers.codes import StoredCode


class AuthorKind(StoredCode):
    """The kind of an author, as `posts.author_kind` stores it."""

    PERSON = "person", "person", "the name of a person"
    ORGANISATION = "organisation", "organisation", "the name of the clinic, a team or a company"
    DEFAULT_ACCOUNT = (
        "default_account",
        "default account",
        "a log-in name that the site builder fills in, such as admin",
    )
