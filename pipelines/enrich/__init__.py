"""Enrichment: terms, claims, citations, contacts and measures of a post, from its blocks alone."""
