"""The page of source texts: a document as a reader sees it, with what was taken from it."""
