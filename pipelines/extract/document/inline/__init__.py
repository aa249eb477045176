"""How the text inside a block is read: rows, raised figures, counters, what is not seen."""
