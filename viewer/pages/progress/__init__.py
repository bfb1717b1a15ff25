"""The page 督办: what offices say of their tasks, by task and agency; ledgers out and in."""
