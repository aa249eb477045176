"""Title, dates, author and the other facts of a page, each with its evidence."""
