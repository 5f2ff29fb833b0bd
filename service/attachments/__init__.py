"""The files of a case: cleaned, sealed, and numbered page by page."""
