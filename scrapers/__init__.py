"""Knows the web: where clinics list their posts, how to fetch them politely, what came back."""

__version__ = "0.1.0"
