"""What stands on the pages of an OFD (GB/T 33190)."""
