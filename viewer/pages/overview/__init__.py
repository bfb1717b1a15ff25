"""The page 总览: what the graph holds, and examples to start with."""
