"""Rail: where could a train be, and how much watching would it take to keep knowing.

takes       railway lines, a place, hours, a speed
gives       nothing yet: the room is its card until the network stands
may import  earth, measure, moment, errors (never record)
data        none yet
proof       tests/rail
"""
