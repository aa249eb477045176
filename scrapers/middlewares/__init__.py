"""What every request and answer passes: robots.txt, the address guard, the pace."""
