"""Reports behind the commands and pages: comparison, digest, methods, exports."""
