"""What the commands and pages show: comparison, digest, methods, exports."""
