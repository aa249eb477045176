"""One file per page of the Datasette site."""
