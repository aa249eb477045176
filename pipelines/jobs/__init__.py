"""The jobs behind the commands: crawl, extract again, look at one page or site."""
