"""Review (审校): the drafts of a document are decided one by one or by class; what is accepted becomes ordinary curated rows."""
