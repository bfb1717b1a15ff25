"""The ledger comes back: what an office filled in becomes dated statements in `data/progress/`, each doubt told, nothing lost."""
