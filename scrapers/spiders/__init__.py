"""The one spider of the project."""
