"""The pieces of the page 总览: what the graph holds, and where to start."""
