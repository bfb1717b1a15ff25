"""What stands on the pages of a PDF, by PDFium."""
