"""Imitation clinic sites, written by us, served on loopback for the tests and the demo."""
