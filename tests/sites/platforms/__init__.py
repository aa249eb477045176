"""How site builders show posts; a folder each.

A platform's module has `post_path(writing)`, the post's path, and `build(clinic)`, which returns
the request handler. A clinic names its platform in clinic.yaml.
"""
