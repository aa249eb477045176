"""A document has one identifier in whatever form it is cited; named studies and marks count too."""

import pytest

from pipelines.enrich.citations.citations import citations, read_citations
from pipelines.enrich.citations.evidence import LAYOUT, packaged_evidence
from pipelines.enrich.citations.references import plain_doi, reference_of_link
from pipelines.enrich.vocabulary_files import packaged_files
from pipelines.items import Block, Kind, Link
from scrapers.clinics.csv_table import read_table
from tests.pipelines.examples.posts import heading, paragraph

PMID = ("pmid", "23982301")
PMC = ("pmc", "PMC3992936")
DOI = ("doi", "10.1056/nejmoa1810866")


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("https://pubmed.ncbi.nlm.nih.gov/23982301/", PMID),
        ("https://www.ncbi.nlm.nih.gov/pubmed/23982301", PMID),
        ("http://www.ncbi.nlm.nih.gov/pubmed/?term=23982301", PMID),
        ("https://pubmed.gov/23982301", PMID),
        ("https://europepmc.org/article/MED/23982301", PMID),
        ("https://www.ncbi.nlm.nih.gov/pmc/articles/PMC3992936/", PMC),
        ("https://pmc.ncbi.nlm.nih.gov/articles/PMC3992936/#sec2", PMC),
        ("https://europepmc.org/articles/pmc3992936", PMC),
        ("https://doi.org/10.1056/NEJMoa1810866", DOI),
        ("http://dx.doi.org/10.1056%2Fnejmoa1810866", DOI),
        ("https://www.nejm.org/doi/full/10.1056/NEJMoa1810866?query=x", DOI),
        ("https://www.nejm.org/doi/pdf/10.1056/NEJMoa1810866/pdf", DOI),
        ("https://www.nature.com/articles/s41586-019-1234-z", ("doi", "10.1038/s41586-019-1234-z")),
        (
            "http://FDA.gov/drugs/a/?utm_source=x#top",
            ("fda", "fda.gov/drugs/a"),
        ),
        ("https://www.nimh.nih.gov/a/", ("gov", "nimh.nih.gov/a")),
        ("https://www.thelancet.com/journals/x", ("journal", "thelancet.com/journals/x")),
    ],
)
def test_a_link_is_known_by_one_identifier(url: str, expected: tuple[str, str]) -> None:
    assert reference_of_link(url) == expected


@pytest.mark.parametrize(
    "url",
    ["https://harbor.example/2019/10.5", "tel:10.1056", "https://[", "", "https://notcell.com/x"],
)
def test_other_links_refer_to_nothing(url: str) -> None:
    assert reference_of_link(url) is None


@pytest.mark.parametrize(
    "tail", ["", ".", ",", ").", "/full", "/abstract", ".pdf", "”", "#a", "?b"]
)
def test_a_doi_ends_before_what_follows_it(tail: str) -> None:
    assert plain_doi(f"10.1016/S0006-3223(99)00230-9{tail}") == "10.1016/s0006-3223(99)00230-9"


def test_every_row_of_evidence_finds_its_example() -> None:
    evidence = packaged_evidence()
    for row in read_table(packaged_files().evidence, LAYOUT).rows:
        kind, name, _, match, no_match, *_ = row.cells
        if kind in {"title", "trial"}:
            pattern = evidence.titles if kind == "title" else evidence.trials
            assert pattern.search(match), f"line {row.line}: {name}"
            assert not (no_match and pattern.search(no_match)), f"line {row.line}: {name}"
        else:
            reference = reference_of_link(match)
            assert reference is not None, f"line {row.line}: {name}"
            assert reference.kind in {kind, "doi"}, f"line {row.line}: {name}"
            assert not no_match or reference_of_link(no_match) is None, f"line {row.line}: {name}"


def names(*blocks: Block) -> list[tuple[str, str]]:
    return [(citation.kind, citation.identifier) for citation in citations(blocks)]


@pytest.mark.parametrize(
    ("text", "identifier"),
    [
        ("A 2019 study in JAMA Psychiatry followed 41 people.", "jama psychiatry 2019"),
        ("The STAR*D trial tried four steps.", "star*d"),
        ("Berman et al. (2000) gave one dose.", "berman 2000"),
        ("Zarate and colleagues saw it in 2006.", "zarate 2006"),
        ("A paper in the Lancet says so.", "lancet"),
    ],
)
def test_a_study_is_told_by_its_name(text: str, identifier: str) -> None:
    assert names(paragraph(text)) == [("study", identifier)]


@pytest.mark.parametrize(
    "text", ["In 2019 we moved.", "Mara Lind and colleagues welcome you.", "My friend Jama came."]
)
def test_years_and_people_alone_are_no_study(text: str) -> None:
    assert names(paragraph(text)) == []


def test_a_study_that_is_linked_is_not_told_by_its_name_too() -> None:
    link = Link(url="https://pubmed.ncbi.nlm.nih.gov/23982301/", anchor="Berman et al. (2000)")
    text = "It was Berman et al. (2000) who tried."
    assert names(Block(kind=Kind.PARAGRAPH, text=text, links=(link,))) == [PMID]


REFERENCE = "2. Roe AB, Poe C. One dose of it. Biol Mind. 2000;47(4):351-354."


def test_the_list_at_the_end_is_cited_and_explains_its_marks() -> None:
    blocks = [
        paragraph("It helped [1], and it lasted.²"),
        heading("References"),
        paragraph("1. Doe J. A trial. doi:10.1000/xyz123."),
        paragraph(REFERENCE),
        heading("Call us"),
        paragraph("We answer on 3 phones at any time of 2024."),
    ]
    assert names(*blocks) == [("doi", "10.1000/xyz123"), ("reference", "roe 2000 47:351")]


def test_a_list_of_references_needs_no_heading_tag() -> None:
    assert names(paragraph("Sources:"), paragraph(REFERENCE)) == [("reference", "roe 2000 47:351")]


@pytest.mark.parametrize(
    ("text", "marks"),
    [
        ("It helped [3].", ["3"]),
        ("It helped [1, 2].", ["1", "2"]),
        ("It was halved.¹²", ["12"]),
        ("It eased depression.4 Others agree.", ["4"]),
        ("A room of 20 m² is quiet.", []),
        ("See rule [a] and 2.5 mg.", []),
    ],
)
def test_a_mark_without_a_list_is_told(text: str, marks: list[str]) -> None:
    assert names(paragraph(text)) == [("footnote", mark) for mark in marks]


def test_raised_notes_of_the_post_explain_its_marks() -> None:
    assert names(paragraph("A visit is $99.¹"), paragraph("¹ For new guests.")) == []


def test_blocks_that_cite_what_was_cited_before_are_known() -> None:
    blocks = [paragraph("NCT01627782"), paragraph("none"), paragraph("again NCT01627782")]
    cited = read_citations(blocks)
    assert cited.positions == {0, 2}
    assert len(cited.citations) == 1


def test_a_link_tells_its_anchor_and_sentence() -> None:
    link = Link(url="https://doi.org/10.1056/NEJMoa1810866", anchor="a trial")
    block = Block(kind=Kind.PARAGRAPH, text="We read. There is a trial. It ended.", links=(link,))
    [reference] = citations([block])
    assert (reference.anchor, reference.sentence) == ("a trial", "There is a trial.")
