"""The page 图谱: the network around a thing, and the panel of what is selected."""
