"""The feed route: RSS, Atom, RDF and JSON Feed."""
