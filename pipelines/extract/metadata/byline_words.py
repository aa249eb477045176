"""Words that themes and site builders print around a day and a name, in seven languages.

Source: the translations of WordPress ("Posted on", "Updated"), of Blogger's bylines ("Posted by")
and of Squarespace, Wix, HubSpot and Webflow as seen on real pages.
"""

import re

_PUBLISHED = (
    # English
    "posted published publish publication date dated created added written authored contributed "
    "submitted released issued uploaded entry post article blog story guest words text first "
    "originally original by author authors "
    # Spanish, Portuguese, Italian
    "publicado publicada publicación publicacion fecha escrito escrita redactado creado autor "
    "autora postado data escrito pubblicato pubblicata scritto postato autore "
    # German, Dutch, French
    "veröffentlicht publiziert geschrieben verfasst erstellt eingestellt datum autor autorin "
    "gepubliceerd geplaatst geschreven gepost auteur publié publiée écrit rédigé posté par"
)
_FILLERS = (
    "on at of the in for and am pm est edt cst cdt mst mdt pst pdt utc gmt "
    "el la las los de del a en a um uhr vom den der le à h il alle ore em no às op om i s"
)
PUBLICATION_WORDS = frozenset(_PUBLISHED.split())
"""What may be said of a day of publication, or of who wrote the post."""
FILLERS = frozenset(_FILLERS.split())
"""Prepositions, articles and time zones around days and hours."""
CHANGE = re.compile(
    r"\b(?:last\s+)?(?:updated?|modified|reviewed|revised|edited|changed|checked|fact[- ]checked"
    r"|actualizad[oa]|modificad[oa]|revisad[oa]|última actualización"
    r"|aktualisiert|geändert|bearbeitet|überarbeitet"
    r"|mis(?:e)? à jour|modifié|aggiornat[oa]|modificat[oa]|atualizad[oa]|bijgewerkt|gewijzigd)\b",
    re.IGNORECASE,
)
"""Words behind which stands the day of a change, not of publication."""
READING_TIME = re.compile(
    r"\b(?:reading time\s*:?\s*)?(?:about\s+|approx\.?\s+)?\d{1,3}(?:\s*[-–]\s*\d{1,3})?\s*"
    r"(?:m|mins?|minutes?|minutos?|minuten|minuti|min\.?)\b\.?"
    r"(?:\s*(?:of\s+|de\s+)?(?:reading|read|lectura|lecture|lettura|leitura|lesezeit|leestijd))?",
    re.IGNORECASE,
)
COUNT = re.compile(
    r"\b(?:\d[\d,.]*|no|one|zero|leave a|add a)\s+"
    r"(?:comments?|views?|likes?|shares?|reads?|repl(?:y|ies)|responses?|comentarios?|kommentare?)",
    re.IGNORECASE,
)
CLOCK = re.compile(
    r"\b\d{1,2}(?::\d\d){1,2}(?:\.\d+)?\s*(?:[ap]\.?m\b\.?)?|\b\d{1,2}\s*[ap]\.?m\b\.?|\b\d{1,2}h\d\d\b"
    r"|^T?\d\d:\d\d\S*|(?<=\s)[+-]\d\d:?\d\d\b",
    re.IGNORECASE,
)
SEPARATOR = re.compile(r"\s*[|•·●∙⋅‧／]\s*|\s+[–—/»›>-]+\s+")
