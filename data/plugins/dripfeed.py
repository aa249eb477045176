"""Registers the pages of dripfeed when Datasette opens this folder."""

from pipelines.browse import *  # noqa: F403
