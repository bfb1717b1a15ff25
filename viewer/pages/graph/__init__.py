"""The page of the graph: steps in its address, what they show, the picture, the panel beside it."""
