"""Tools for curators: ids, gaps, a new document. They read `data/` and write only ids and new folders."""
