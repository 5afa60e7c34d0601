"""What front matter may hold, as pydantic models; they yield the JSON Schema that editors' tools read.

Imported only by what parses: pydantic costs a fifth of a second to load.
"""
