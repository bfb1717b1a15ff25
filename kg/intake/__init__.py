"""Intake: a file as somebody has it (a saved page, Word, PDF, a scan, OFD, a text) becomes a document: text, clauses, head, pages."""
