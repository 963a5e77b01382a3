"""Imports: other people's tables, each row a document with claims that quote its cells.

takes       tables as the field publishes them
gives       documents with readings, and the faults of rows that could not be read
may import  archive's plain forms and intake; the reader, for prose
data        none
proof       tests/archive/imports
"""
