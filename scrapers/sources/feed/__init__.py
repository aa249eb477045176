"""The route of feeds: RSS, Atom, RDF and JSON Feed."""
