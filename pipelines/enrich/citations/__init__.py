"""Which studies, guidelines and approvals a post cites."""
