"""Fetching: requests, responses and what they mean."""
