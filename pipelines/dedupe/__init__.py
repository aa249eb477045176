"""Which posts share text, and where: pure functions of texts, told apart from any database."""
