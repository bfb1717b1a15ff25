"""The records a curator writes, and their rules. Knows no other part of the program."""
