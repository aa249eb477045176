"""How a post lets its reader get in touch, and which prices it names."""
