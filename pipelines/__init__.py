"""Knows the data: everything that can be done again without the network."""
