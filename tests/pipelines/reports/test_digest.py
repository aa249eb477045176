"""What is new since a day, and nothing that is only new to us."""

import json
from html import unescape
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from markdown_it import MarkdownIt
from sqlite_utils import Database

from pipelines.cli import cli
from pipelines.items import CopyKind
from pipelines.reports.digest import gather, to_markdown
from tests.pipelines.examples import five_clinics


@pytest.fixture
def db() -> Database:
    return five_clinics.filled(":memory:")


def parts_of(db: Database, since: str) -> dict[str, list[dict[str, Any]]]:
    return gather(db, since)[1]


def test_the_week_before_the_last_run_is_told_if_no_day_is_given(db: Database) -> None:
    assert gather(db, "")[0] == {"since": "2026-11-13", "until": "2026-11-20"}


def test_posts_that_were_not_there_before_are_new(db: Database) -> None:
    assert [row["post"] for row in parts_of(db, "")["new"]] == [7, 6]


def test_the_old_posts_of_a_new_clinic_are_not_news(db: Database) -> None:
    parts = parts_of(db, "2026-10-01")
    assert [row["post"] for row in parts["new"]] == [3, 7, 6]
    assert {row["clinic"]: row["posts"] for row in parts["collected"]} == {
        "harbor-infusion": 4,
        "lakeside-iv": 3,
        "prairie-drip": 2,
        "summit-wellness": 1,
    }


def test_rewritten_posts_say_what_changed(db: Database) -> None:
    (row,) = parts_of(db, "")["changed"]
    assert (row["post"], row["words_added"], row["changes"]) == (2, 4, "price added")


def test_a_copy_is_told_in_the_words_of_its_page(db: Database) -> None:
    db.execute("UPDATE posts SET first_seen_at = '2026-11-20T08:05:00Z' WHERE id = 5")
    db.execute("UPDATE posts SET first_seen_at = '2026-10-20T08:05:00Z' WHERE id = 6")
    db.execute("UPDATE copies SET kind = 'partial'")
    assert f": {CopyKind.PARTIAL.label}, 88 words" in to_markdown(*gather(db, ""))


def test_a_copy_is_news_when_one_of_its_posts_is(db: Database) -> None:
    assert parts_of(db, "")["copied"] == []
    db.execute("UPDATE posts SET first_seen_at = '2026-11-20T08:05:00Z' WHERE id = 5")
    db.execute("UPDATE posts SET first_seen_at = '2026-10-20T08:05:00Z' WHERE id = 6")
    (row,) = parts_of(db, "")["copied"]
    assert (row["post"], row["other"], row["kind"]) == (1, 5, "copy")


def test_a_first_post_on_a_topic_is_told_and_a_second_is_not(db: Database) -> None:
    assert [row["label"] for row in parts_of(db, "")["first_on_topic"]] == [
        "hangover",
        "NAD+",
        "hydration",
    ]
    db.execute("INSERT INTO mentions SELECT NULL, 5, term, count, in_title, in_headings, is_topic, "
               "rank, surface, quote, position FROM mentions WHERE post = 7")  # fmt: skip
    labels = [row["label"] for row in parts_of(db, "")["first_on_topic"]]
    assert labels == ["hangover", "hydration"]


@pytest.mark.parametrize(
    ("days", "is_told"),
    [
        (["2026-07-20", "2026-08-04", "2026-08-19"], True),  # 90 days of silence on 17 November
        (["2026-06-01", "2026-07-01", "2026-08-01"], False),  # silent long before the span
        (["2026-06-01", "2026-07-01", "2026-09-01"], False),  # not yet
        (["2026-08-01", "2026-08-19"], False),  # two posts have no rhythm
    ],
)
def test_a_clinic_that_falls_silent_is_told_once(
    db: Database, days: list[str], is_told: bool
) -> None:
    for number, day in enumerate(days):
        db.execute(
            "INSERT INTO posts (url, clinic, published_on, first_seen_at, changed_at, text, "
            "markdown, excerpt, word_count, text_sha256) VALUES (?, 'quiet-clinic', ?, "
            "'2026-10-20', '2026-10-20', '', '', '', 0, '')",
            [f"https://quiet.example/{number}", day],
        )
    assert [row["clinic"] for row in parts_of(db, "")["silent"]] == ["quiet-clinic"] * is_told


def test_nothing_new_is_said_in_words(db: Database) -> None:
    span, parts = gather(db, "2026-11-21")
    assert "Nothing new." in to_markdown(span, parts)


HOSTILE = ["*x*", "[a](javascript:b)", "<b>", "# x", "`x`", "two\nlines\n\n# of it", "a|b", "&lt;"]


@pytest.mark.parametrize("title", HOSTILE)
def test_a_title_is_only_text_in_markdown(db: Database, title: str) -> None:
    db.execute("UPDATE posts SET title = ? WHERE id = 7", [title])
    html = MarkdownIt().render(to_markdown(*gather(db, "")))
    link = html.split('href="https://lakeside-iv.example/nad/">')[1].split("</a>")[0]
    assert unescape(link) == " ".join(title.split())


@pytest.mark.parametrize("url", ["javascript:alert(1)", "https://a.example/x) [y](javascript:b"])
def test_an_address_leads_to_the_web_or_nowhere(db: Database, url: str) -> None:
    db.execute("UPDATE posts SET url = ? WHERE id = 7", [url])
    html = MarkdownIt().render(to_markdown(*gather(db, "")))
    assert 'href="javascript' not in html
    assert "Why NAD+?" in html


def test_the_command_prints_markdown_or_json(tmp_path: Path) -> None:
    five_clinics.filled(tmp_path / "rivals.db").close()
    words = ["digest", "--db", str(tmp_path / "rivals.db"), "--since", "2026-11-13"]
    result = CliRunner().invoke(cli, words)
    assert result.exit_code == 0
    assert result.output.startswith(
        "# Infusion clinics, 2026-11-13 to 2026-11-20\n\n## New posts\n"
    )
    parts = json.loads(CliRunner().invoke(cli, [*words, "--json"]).output)
    assert [row["title"] for row in parts["new"]] == ["Why NAD+?", "The hangover drip"]


def test_a_day_that_is_none_is_refused(tmp_path: Path) -> None:
    result = CliRunner().invoke(cli, ["digest", "--since", "yesterday"])
    assert result.exit_code == 2
    assert "'yesterday' is not a date (use YYYY-MM-DD)" in result.output
