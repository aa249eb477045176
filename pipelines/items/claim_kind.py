"""What a sentence claims that a person may want to review."""

from dataclasses import dataclass

from scrapers.codes import StoredCode


@dataclass(frozen=True, slots=True, kw_only=True)
class Use:
    """What is made of a cue of a kind."""

    makes_claim: bool = True
    """False for cues that only say how a claim is meant and are never stored themselves."""
    is_counted: bool = False
    """Whether its figure may be anywhere in the sentence; that of others is part of the cue."""
    changes_as_contact: bool = False
    """Whether a contact changes with it, which says more about what changed in a post."""


class ClaimKind(StoredCode):
    """The kinds of cues in dripfeed's own data/vocabulary/claims.csv, as `claims.kind` stores them.

    A claims.csv of the user's may name further kinds, which are stored as they are written there.
    """

    use: Use

    def __init__(self, code: str, label: str = "", sentence: str = "", use: Use = Use()) -> None:
        super().__init__(code, label, sentence)
        self.use = use

    EFFICACY = (
        "efficacy",
        "efficacy",
        "a number on how many get better",
        Use(is_counted=True),
    )
    SAFETY = "safety", "safety", "safe without qualification, such as no side effects"
    GUARANTEE = "guarantee", "guarantee", "a result that is guaranteed"
    CURE = "cure", "cure", "a cure or a miracle"
    FDA_STATUS = "fda_status", "FDA status", "what the FDA did or did not approve"
    OFF_LABEL = "off_label", "off label", "use beyond the label of a drug"
    SUPERIORITY = "superiority", "superiority", "better than another treatment"
    ONSET = "onset", "onset", "how soon it works"
    BIOAVAILABILITY = (
        "bioavailability",
        "bioavailability",
        "how much of it reaches the blood",
        Use(is_counted=True),
    )
    AUTHORITY = "authority", "authority", "an authority speaks for it"
    TESTIMONIAL = "testimonial", "testimonial", "a patient speaks for it"
    UNCITED_RESEARCH = (
        "uncited_research",
        "uncited research",
        "research that is said to show it, with no reference in the paragraph",
    )
    CRISIS_RESOURCE = "crisis_resource", "crisis resource", "a crisis line or emergency number"
    PRICE = (
        "price",
        "price",
        "what it costs",
        Use(is_counted=True, changes_as_contact=True),
    )
    INSURANCE = "insurance", "insurance", "who pays for it"
    RISK_SEDATION = "risk_sedation", "risk: sedation", "sedation or drowsiness"
    RISK_DISSOCIATION = "risk_dissociation", "risk: dissociation", "dissociation"
    RISK_PSYCHIATRIC = (
        "risk_psychiatric",
        "risk: psychiatric events",
        "hallucinations, confusion, psychosis or mania",
    )
    RISK_ABUSE = "risk_abuse", "risk: abuse", "abuse, dependence or addiction"
    RISK_BLOOD_PRESSURE = "risk_blood_pressure", "risk: blood pressure", "raised blood pressure"
    RISK_RESPIRATORY = "risk_respiratory", "risk: respiratory depression", "slowed breathing"
    RISK_URINARY = "risk_urinary", "risk: urinary tract", "harm to bladder or urinary tract"
    NEGATION = (
        "negation",
        "negation",
        "words before a cue that deny it; is_negated of the claim",
        Use(makes_claim=False),
    )
    HEDGE = (
        "hedge",
        "hedge",
        "words that soften a claim; is_hedged of the claim",
        Use(makes_claim=False),
    )
