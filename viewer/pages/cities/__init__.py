"""城市: all that is held of one city on one page."""
