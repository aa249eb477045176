"""JSON-LD as templates write it: what is right stays, what is broken in a usual way is read."""

import pytest

from pipelines.extract.document.lenient_json import load_json
from tests.pipelines.examples.pages import post, read

NODE = '{"@type": "BlogPosting", "author": {"name": "Dana Reed"}, "datePublished": "2024-06-03"}'


@pytest.mark.parametrize(
    "raw",
    [
        NODE,
        f"<!-- {NODE} -->",
        f"//<![CDATA[\n{NODE};\n//]]>",
        f"// written by the theme\n{NODE}",
        NODE.replace('"author"', '/* the writer */ "author"'),
        NODE.replace('"2024-06-03"}', '"2024-06-03",}'),
        NODE.replace('"', "&quot;"),
        f'{{"@type": "Organization", "name": "Harbor"}}\n{NODE}',
        f"{NODE} {NODE}",
        NODE.replace("{", '{"url": "https://clinic.example/a", "headline": "5" tubes", ', 1),
        NODE.replace("}", ', "description": "the so called "Myers" bag, "strong""}', 1),
    ],
)
def test_a_post_is_found_however_its_template_writes_it(raw: str) -> None:
    page = read(post(head=f'<script type="application/ld+json">{raw}</script>'))
    assert (page.author.value, page.published.value) == ("Dana Reed", "2024-06-03")


@pytest.mark.parametrize(
    "text",
    [
        "see https://a.example//b",
        "<!-- kept --> /* kept */",
        "Tom &amp; Jerry, ]",
        'a \\"b\\"',
    ],
)
def test_the_strings_of_a_right_text_are_not_changed(text: str) -> None:
    assert load_json(f'{{"name": "{text}"}}') == {"name": text.replace('\\"', '"')}


def test_a_link_in_a_string_is_no_comment_where_another_comma_is_repaired() -> None:
    assert load_json('{"url": "https://clinic.example/", }') == {"url": "https://clinic.example/"}


@pytest.mark.parametrize("raw", ["", "not json", '{"a": ', "[" * 5_000, '"' * 5_000])
def test_what_is_no_json_is_none(raw: str) -> None:
    assert load_json(raw) is None
