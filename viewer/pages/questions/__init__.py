"""The page 问答: a question of the catalog, its rows, and the same question for programs."""
