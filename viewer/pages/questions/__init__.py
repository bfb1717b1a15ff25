"""The pieces of the page 问答: what is asked, its rows, and other ways to ask the same."""
