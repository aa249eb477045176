"""Near-duplicates as clinics make them: the shapes seen on the web, in texts written by us."""

import pytest
from sqlite_utils import Database

from pipelines.store.posts import drop_posts
from pipelines.store.runs import save_clinics
from scrapers.items import Clinic
from tests.pipelines.examples.copied_posts import collection, kinds, settle, state, text_of

HOME_INFUSION = """
Some treatments that used to mean a week in a ward can now be given in your own kitchen.
A pharmacy mixes the medicine under clean air and sends it to your door in a cooled box.
The first dose is always given with a nurse in the room, since a reaction would show then.
After that many people learn to connect the line themselves, and call when a pump complains.
Antibiotics for a stubborn bone infection, feeding by vein, immune globulin: such are the reasons.
Insurers often pay for it, since a bed in a hospital costs them several times as much.
Before you agree, ask who answers the phone at three at night, and how fast a nurse can come.
Ask too where used needles go, what the box must not stand beside, and who draws the blood.
At {name} in {city} our pharmacist, Dr. {doctor}, checks each order twice before it leaves.
Call us at {phone} if you would like to see how a pump works before you decide.
""".strip().splitlines()
PARAPHRASE = """
It is no longer necessary to lie in a hospital for weeks to receive certain drips.
Clean-room pharmacists prepare them, and a courier brings them chilled to where you live.
Nurses attend the opening dose in case the body objects.
Later on, plenty of patients handle tubing on their own and ring somebody if an alarm sounds.
Typical uses are long courses against bone infections, nutrition by vein, and antibodies.
Since wards are dear, health plans tend to cover the cheaper way.
Find out who picks up at night and how soon help could reach you.
Check also how sharps are collected and who takes samples.
""".strip().splitlines()
LEAD = (
    "Last spring one of our neighbors came home with a bag on a pole and a list of questions as "
    "long as her arm. We promised to write the answers down for everybody else on the street, and "
    "here they are, with thanks to her for letting us try them out on her first."
)
FACTS = {
    "harbor": {"name": "Harbor Infusion Center", "city": "Portland", "doctor": "Ada Moss",
               "phone": "(207) 555-0123"},
    "lakeside": {"name": "Lakeside IV", "city": "Madison", "doctor": "Jon Reyes Vale",
                 "phone": "608-555-0199"},
}  # fmt: skip


def home_infusion(clinic: str = "harbor", sentences: list[str] = HOME_INFUSION) -> str:
    return " ".join(sentences).format(**FACTS[clinic])


def kind_of(harbor: str, lakeside: str) -> str | None:
    """Return the kind of copy of two posts of different clinics."""
    db = collection()
    settle(db, "harbor", {"one": harbor})
    settle(db, "lakeside", {"other": lakeside})
    return kinds(db).get(("one", "other"))


def test_an_agencys_text_with_names_city_doctor_and_phone_swapped_is_the_same() -> None:
    assert kind_of(home_infusion(), home_infusion("lakeside")) == "same"


@pytest.mark.parametrize("host", ["{}.test", "www.{}.test", "{}"])
def test_texts_equal_except_for_the_host_of_each_clinic_are_the_same(host: str) -> None:
    db = collection()
    labels = {"harbor": "harbordrips", "lakeside": "lakeiv"}
    save_clinics(
        db,
        [Clinic(slug=slug, website=f"https://{label}.test/") for slug, label in labels.items()],
    )
    for slug, label in labels.items():
        text = f"{text_of(*range(12))} Write to us on {host.format(label)} before you come."
        settle(db, slug, {slug: text})
    assert kinds(db) == {("harbor", "lakeside"): "same"}


def test_the_host_of_somebody_else_makes_texts_differ() -> None:
    text = text_of(*range(12)) + " Read more on {}.test before you come."
    assert kind_of(text.format("harbordrips"), text.format("lakeiv")) == "copy"


def test_another_typography_and_case_is_the_same() -> None:
    other = home_infusion().replace("'", "’").replace("fi", "ﬁ").upper().replace(". ", ".\n\n")
    assert kind_of(home_infusion(), other) == "same"


def test_a_verbatim_text_in_another_order_is_a_copy() -> None:
    moved = [*HOME_INFUSION[5:], *HOME_INFUSION[:5]]
    assert kind_of(home_infusion(), home_infusion("lakeside", moved)) == "copy"


def test_a_verbatim_text_under_a_new_lead_is_a_copy() -> None:
    assert kind_of(home_infusion(), f"{LEAD}\n\n{home_infusion('lakeside')}") == "copy"


def test_a_third_of_the_sentences_replaced_is_a_copy() -> None:
    kept = [s for at, s in enumerate(HOME_INFUSION) if at not in (1, 4, 7)]
    assert kind_of(home_infusion(), home_infusion("lakeside", [*kept, *PARAPHRASE[:3]])) == "copy"


def test_a_paraphrase_is_not_a_copy() -> None:
    assert kind_of(home_infusion(), " ".join(PARAPHRASE)) is None


def test_an_excerpt_with_a_new_line_is_partial() -> None:
    excerpt = [*HOME_INFUSION[2:8], "Read the rest on the pages of our colleagues."]
    long = f"{home_infusion()} {text_of(*range(40))}"
    assert kind_of(long, home_infusion("lakeside", excerpt)) == "partial"


def test_a_quoted_paragraph_inside_another_post_is_partial() -> None:
    passage = " ".join(HOME_INFUSION[2:6])
    other = f"{text_of(*range(20))}\n\n{passage}\n\n{text_of(*range(20, 40))}"
    one = f"{home_infusion()} {text_of(*range(50, 90))}"
    assert kind_of(one, other) == "partial"


def test_a_press_report_in_full_with_a_remark_is_a_copy_or_holds_it() -> None:
    report = text_of(*range(60))
    assert kind_of(report, f"{report} {LEAD}") == "copy"
    assert kind_of(report, f"{report} {text_of(*range(100, 220))}") == "partial"


def test_a_shared_sentence_or_two_is_not_a_copy() -> None:
    shared = text_of("call", "law", words=18)
    assert kind_of(text_of(*range(30)) + shared, text_of(*range(40, 70)) + shared) is None


def test_the_same_title_is_recorded_but_makes_no_copy() -> None:
    db = collection()
    settle(db, "harbor", {"one": text_of(*range(12))})
    settle(db, "lakeside", {"other": text_of(*range(20, 32))})
    db.execute(
        "UPDATE posts SET title = CASE id WHEN 1 THEN 'What Is NAD+?' ELSE 'what is nad+?' END"
    )
    assert kinds(db) == {}
    assert list(db.query("SELECT * FROM same_title")) == [
        {
            "post": 1,
            "other": 2,
            "title": "What Is NAD+?",
            "clinic": "harbor",
            "other_clinic": "lakeside",
            "copy_kind": None,
        }
    ]


def test_the_closing_lines_of_a_clinic_make_no_copies() -> None:
    ending = text_of("call", "law", "hours", "care", words=30)
    db = collection()
    for clinic in ("harbor", "lakeside"):
        posts = {f"{clinic}{n}": f"{text_of(f'{clinic}{n}', words=40)}\n{ending}" for n in range(6)}
        settle(db, clinic, posts)
    assert kinds(db) == {}


def test_pages_that_were_made_once_per_city_are_copies_of_one_another() -> None:
    db = collection()
    cities = ("Bangor", "Augusta", "Lewiston", "Biddeford")
    page = "We now come to {city} every Tuesday. " + text_of(*range(9))
    own = {f"own{n}": text_of(f"own{n}", f"more{n}") for n in range(8)}
    settle(db, "harbor", {**{city: page.format(city=city) for city in cities}, **own})
    assert len(kinds(db)) == 6
    assert {row["post_count"] for row in db.query("SELECT post_count FROM clusters")} == {4}


def test_thin_posts_are_copies_only_where_they_are_the_same() -> None:
    thin = text_of("happy", "holidays", words=30)
    assert kind_of(thin, thin) == "same"
    assert (
        kind_of(f"{thin} {text_of('one', words=15)}", f"{thin} {text_of('two', words=15)}")
        == "partial"
    )
    assert kind_of(text_of("a", "b", "c"), text_of("a", "b", "d")) is None


@pytest.mark.parametrize(("words", "kind"), [(79, "partial"), (80, "copy")])
def test_both_texts_of_a_copy_have_eighty_words(words: int, kind: str) -> None:
    shared = text_of("shared", words=60)
    shorter = f"{shared} {text_of('own', words=words - 60)}"
    longer = f"{shared} {text_of('other', words=30)}"
    assert kind_of(shorter, longer) == kind
    assert kind_of(longer, shorter) == kind


def test_empty_posts_are_not_copies() -> None:
    assert kind_of("", "") is None


def test_a_chain_of_revisions_is_not_one_group() -> None:
    db = collection()
    steps = {f"step{n}": text_of(*range(6 * n, 6 * n + 24)) for n in range(5)}
    for n, (name, text) in enumerate(steps.items()):
        settle(db, ("harbor", "lakeside", "quiet")[n % 3], {
            **{k: t for m, (k, t) in enumerate(steps.items()) if m < n and m % 3 == n % 3},
            name: text,
        })  # fmt: skip
    groups = [row["post_count"] for row in db.query("SELECT post_count FROM clusters ORDER BY id")]
    assert groups == [2, 2]
    assert kinds(db)["step0", "step1"] == "copy"


def test_a_revised_post_loses_its_old_copies() -> None:
    db = collection()
    settle(db, "harbor", {"one": text_of(*range(12))})
    settle(db, "lakeside", {"other": text_of(*range(12))})
    assert kinds(db) == {("one", "other"): "same"}
    settle(db, "harbor", {"one": text_of(*range(30, 42))})
    assert kinds(db) == {}
    assert state(db)["clusters"] == []


def test_a_dropped_post_leaves_its_group() -> None:
    db = collection()
    settle(db, "harbor", {"one": text_of(*range(12))})
    settle(db, "lakeside", {"other": text_of(*range(12))})
    settle(db, "quiet", {"third": text_of(*range(11), 50)})
    assert [row[2:] for row in clusters(db)] == [(3, 3)]
    list(drop_posts(db, "harbor", keep=set()))
    assert kinds(db) == {("other", "third"): "copy"}
    assert clusters(db) == [(2, 2, 2, 2)]
    assert db.execute("SELECT count(*) FROM fingerprints WHERE post = 1").fetchone() == (0,)


def clusters(db: Database) -> list[tuple[int, ...]]:
    rows = db.execute("SELECT id, leader, post_count, clinic_count FROM clusters ORDER BY id")
    return rows.fetchall()


def test_a_sentence_that_becomes_repeated_is_dropped_from_older_posts_too() -> None:
    habit = text_of("habit", words=45)
    db = collection()
    settle(db, "harbor", {"one": f"{text_of(*range(8))} {habit}"})
    settle(db, "lakeside", {"other": f"{text_of(*range(20, 28))} {habit}"})
    assert kinds(db) == {("one", "other"): "partial"}
    own = {f"p{n}": f"{text_of(f'p{n}a', f'p{n}b', f'p{n}c')} {habit}" for n in range(2)}
    settle(db, "harbor", {"one": f"{text_of(*range(8))} {habit}", **own})
    assert kinds(db) == {}


def test_the_first_post_is_named_where_every_date_is_trusted() -> None:
    db = collection()
    settle(db, "harbor", {"one": text_of(*range(12))}, published_on="2026-05-02")
    settle(db, "lakeside", {"other": text_of(*range(12))}, published_on="2025-01-30")
    rows = list(db.query("SELECT leader, first_post, first_reason FROM clusters"))
    assert rows == [
        {
            "leader": 1,
            "first_post": 2,
            "first_reason": "published on 2025-01-30, before all others",
        }
    ]


def test_a_date_that_is_mended_later_changes_who_was_first() -> None:
    db = collection()
    settle(db, "harbor", {"one": text_of(*range(12))}, published_on=None, published_source=None)
    settle(db, "lakeside", {"other": text_of(*range(12))}, published_on="2025-01-30")
    assert db.execute("SELECT first_reason FROM clusters").fetchone() == ("post 1 has no date",)
    settle(db, "harbor", {"one": text_of(*range(12))}, published_on="2024-03-03")
    assert db.execute("SELECT first_post FROM clusters").fetchone() == (1,)
