"""The order in which passes decide what each block of a page is for.

Each pass sees what the passes above it decided and has the last word against them, so that the
order is the algorithm: first all that may be text is gathered, then what is not text is taken out.
"""

from typing import NamedTuple

from pipelines.extract.alternates.recall import (
    Alternates,
    replace_by_alternate,
    restore_from_alternates,
    trim_edges,
)
from pipelines.extract.content.apply_passes import PageContext, Pass, TextContext
from pipelines.extract.content.faq import pair_accordion_questions, pair_heading_questions
from pipelines.extract.content.lost_prose import add_lost_prose, drop_hidden
from pipelines.extract.content.platform_rules import keep_within_platform_body
from pipelines.extract.content.post_scope import keep_second_containers, keep_within_post
from pipelines.extract.content.restore import (
    continue_text,
    drop_outside_root,
    restore_between,
    restore_linked_lists,
    restore_resources,
)
from pipelines.extract.content.roles import (
    label_author_box,
    label_contents,
    label_last_lines,
    label_lines,
    label_link_rows,
    label_orphan_headings,
    label_regions,
    label_repeated_sections,
    label_screen_variants,
    label_sections,
    label_teaser_cards,
    label_title,
)
from pipelines.extract.content.trafilatura_body import keep_trafilatura_text
from pipelines.extract.document.footnotes import mark_notes


class Passes(NamedTuple):
    """All passes over a page in their order, in stages: a stage starts when more is known."""

    find_text: tuple[Pass[PageContext], ...]
    """Which blocks are the text, by the page alone."""
    recall: tuple[Pass[Alternates], ...]
    """What alternate sources of the body add; they are compared with the text found so far."""
    complete: tuple[Pass[TextContext], ...]
    """What belongs to the text around the content root that the kept blocks give."""
    roles: tuple[Pass[TextContext], ...]
    """What is not text. An alternate source is cleaned by the same passes."""
    trim: tuple[Pass[Alternates], ...]
    """What alternate sources take out."""
    author: tuple[Pass[str], ...]
    """What is about the author, where the page names one."""


PASSES = Passes(
    find_text=(
        # The start: everything else mends what trafilatura chose.
        keep_trafilatura_text,
        # Needs a choice to check: the builder's element is believed where it holds most of it.
        keep_within_platform_body,
        # Before anything counts words: a pop-up may hold more of them than the post.
        drop_hidden,
        # As the builder's element, for what the page itself marks as the post.
        keep_within_post,
        # Needs what is kept in one container to know the others by.
        keep_second_containers,
        # After the builder's element, because it asks whether what is left is too little.
        add_lost_prose,
    ),
    recall=(
        # Before what is compared with the text: here the page has none, and the source is the text.
        replace_by_alternate,
        # Before the content root is looked for, because what comes back may lie outside of it.
        restore_from_alternates,
    ),
    complete=(
        # The kinds come first: an answer, a note or a question is put back where a line is not.
        pair_accordion_questions,
        # After accordions: a heading that asks may be the question of one already.
        pair_heading_questions,
        # After questions: what is left are the entries that a list of references may hold.
        mark_notes,
        # Before anything is put back, because the first and last kept block bound what may be.
        drop_outside_root,
        restore_between,
        # After what is between: a list goes on a line that is text, or is partly text itself.
        restore_linked_lists,
        # After the lists that a sentence announces: what is left is announced by a heading alone.
        restore_resources,
        # Last: it goes on from the ends that the passes above have given the text.
        continue_text,
    ),
    roles=(
        # Before regions, so that a heading in the page's header is the title and not navigation.
        label_title,
        label_regions,
        # After regions and before sections: by its words a list of headings is a heading's section.
        label_contents,
        # Whole sections before single lines: the heading says more than a line in it.
        label_sections,
        label_lines,
        # Rows come after what is known by name, since they count only what is still text.
        label_teaser_cards,
        label_link_rows,
        # After the teasers: a page that shows its cards twice has no second text.
        label_repeated_sections,
        # After whole sections: class names tell also of a single block that it is drawn twice.
        label_screen_variants,
        # The last lines of the post are known only now that all behind them is out of the text.
        label_last_lines,
        # At the end: a heading is an orphan when its section has left the text.
        label_orphan_headings,
    ),
    trim=(
        # After the roles: what is labelled counts neither for nor against the source.
        trim_edges,
    ),
    author=(
        label_author_box,
        # Again: the heading above the author's life has nothing left below it.
        label_orphan_headings,
    ),
)
