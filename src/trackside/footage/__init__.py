"""Footage: when and where a picture was taken, from what can be measured on it.

takes       directions and lengths measured on a picture
gives       nothing yet: the room is its card until sun and shadow stand
may import  earth, measure, moment, errors (never record)
data        none yet
proof       tests/footage
"""
