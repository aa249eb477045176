"""The spider, and the visit to one clinic."""
