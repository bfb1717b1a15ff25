"""The page 问答: a question of the catalogue, its rows, and the same question for programs."""
