"""Serve: the same verbs as the command line, at addresses.

takes       requests
gives       nothing yet: the room is its card until the desk is served
may import  every floor below
data        none
proof       tests/serve
"""
