"""The page 原文: the text of a document with its facts marked."""
