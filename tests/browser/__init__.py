"""The viewer in a real browser. One worker runs all of it: browser and viewer are started once."""
