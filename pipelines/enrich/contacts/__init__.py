"""Contacts of a post: phone numbers, e-mail and postal addresses, booking links, prices."""
