"""The page 部门职责: a city, an agency, and what-if scenarios."""
