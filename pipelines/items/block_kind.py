"""What a block of a page is by its form."""

from scrapers.codes import StoredCode


class Kind(StoredCode):
    """The form of a block, as `extractions.blocks` stores it."""

    HEADING = "heading", "heading", "a heading of the text"
    PARAGRAPH = "paragraph", "paragraph", "running text"
    LIST_ITEM = "list_item", "list item", "an item of a list, numbered or not"
    QUOTE = "quote", "quote", "a quotation set apart from the text"
    TABLE = "table", "table", "a table with its rows as lines and its cells split by |"
    QUESTION = "question", "question", "a question of an accordion or a list of questions"
    ANSWER = "answer", "answer", "the answer to the question before it"
    IMAGE = "image", "image", "an image with its alt text and caption"
    VIDEO = "video", "video", "an embedded video"
    CODE = "code", "code", "text in a fixed width, with its line breaks"
    FOOTNOTE = "footnote", "footnote", "a note that a marker such as [3] in the text points at"
    REFERENCE = "reference", "reference", 'an entry of the list under "References" or "Sources"'
