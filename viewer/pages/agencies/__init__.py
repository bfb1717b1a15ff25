"""The page of agencies: one agency, a city, and what if. One module a part of the page."""
