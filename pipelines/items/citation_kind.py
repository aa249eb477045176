"""What a post refers to as evidence."""

from scrapers.codes import StoredCode


class CitationKind(StoredCode):
    """The kind of a citation, as `citations.kind` stores it."""

    is_of_host: bool
    """Whether the host of a link decides it: a row of data/vocabulary/evidence.csv."""

    def __init__(
        self, code: str, label: str = "", sentence: str = "", is_of_host: bool = False
    ) -> None:
        super().__init__(code, label, sentence)
        self.is_of_host = is_of_host

    NCT = "nct", "trial (NCT)", "a trial by its number at ClinicalTrials.gov"
    PMID = "pmid", "paper (PMID)", "a paper by its number in PubMed"
    PMC = "pmc", "paper (PMC)", "a paper by its number in PubMed Central"
    DOI = "doi", "paper (DOI)", "a paper by its DOI"
    FDA = "fda", "FDA", "a link to a document of the FDA", True
    GOV = "gov", "government", "a link to a document of another government body", True
    AUTHORITY = (
        "authority",
        "authority",
        "a link to a document of a medical society or the WHO",
        True,
    )
    JOURNAL = "journal", "journal", "a link to a journal, without a number of the paper", True
    REGISTRY = "registry", "registry", "a link to a registry of trials or reviews", True
    STUDY = "study", "named study", "a study that the text names without a link or number"
    REFERENCE = "reference", "reference", "an entry of the list of references, by author and year"
    FOOTNOTE = "footnote", "footnote", "a mark such as [3] that no list explains"
