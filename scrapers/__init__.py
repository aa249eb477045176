"""The web side: finds the URLs of a clinic's posts and fetches them politely."""

from importlib.metadata import version

__version__ = version("dripfeed")
"""The version in pyproject.toml when dripfeed was installed."""
