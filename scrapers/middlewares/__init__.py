"""Downloader middlewares: URL guard, robots.txt, back-off and pace."""
