"""A footer belongs to the article or quotation around it, and to the site where there is none."""

from pipelines.items import Kind, Role
from tests.pipelines.examples.pages import body_text, of_role, paragraphs, post, read

PAPERS = "<ol><li>Ward L. Drips and sleep. J Infus. 2020;3:1-9.</li></ol>"


def test_the_source_of_a_quotation_is_part_of_it() -> None:
    quote = "<blockquote><p>Slow is smooth.</p><footer>Dana Reed, head nurse</footer></blockquote>"
    blocks = of_role(read(post(paragraphs(last=3) + quote + paragraphs(first=3))), Role.BODY)
    quotes = [block.text for block in blocks if block.kind is Kind.QUOTE]
    assert quotes == ["Slow is smooth.", "Dana Reed, head nurse"]


def test_references_in_the_footer_of_the_article_are_text() -> None:
    text = body_text(post(paragraphs() + f"<footer><h3>References</h3>{PAPERS}</footer>"))
    assert "Ward L. Drips and sleep. J Infus. 2020;3:1-9." in text


def test_tags_in_the_footer_of_the_article_are_not_text() -> None:
    tags = "<footer><ul><li>Sleep</li><li>Rest</li></ul></footer>"
    assert "Sleep" not in body_text(post(paragraphs() + tags))


def test_the_footer_of_the_site_is_not_text() -> None:
    footer = "<footer><h3>Visit us</h3><ul><li>12 Pier Road, Portland</li></ul></footer>"
    assert "Pier Road" not in body_text(post(after=footer))
