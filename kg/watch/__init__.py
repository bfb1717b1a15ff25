"""Asks the addresses where documents came from what became of them. Only when somebody says so; polite, bounded, to public hosts only."""
