"""Source texts: reading the clause tree, finding quotes, reading figures. All offsets are code points of the stored text."""
