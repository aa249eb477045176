"""Knows the web: where clinics list their posts, how to fetch them politely, what came back."""

from importlib.metadata import version

__version__ = version("dripfeed")
"""As pyproject.toml had it when dripfeed was installed."""
