"""What dripfeed costs and how good it is, measured; see README.md beside this file."""
