"""Documents that a text names: their titles, and which of them are still to be drawn up."""
