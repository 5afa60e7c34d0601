"""Front matter and text of one file into records, one module for each kind of file."""
