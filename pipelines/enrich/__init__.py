"""What a post says: references now; each file is a pure function of a post's blocks."""
