"""Word documents (.docx, ECMA-376 and ISO/IEC 29500): what a reader sees in Word, as text."""
