"""The jobs behind the commands: crawl, extract again, inspect a page, probe a site."""
