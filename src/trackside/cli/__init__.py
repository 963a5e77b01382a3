"""Cli: the command line; every command the same word as its room.

takes       arguments, standard input
gives       text or one JSON document on standard output, files, an exit code (`main`)
may import  every floor below; heavy rooms only inside a command, so that --help answers at once
data        none
proof       tests/cli
"""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence

from trackside.cli.arguments import parsed, tidy
from trackside.errors import BadInput, NothingFound, TracksideError

DONE, BAD, NOT_FOUND = 0, 2, 3


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command.

    Returns
    -------
    int
        0 done; 2 bad use or bad input, with one line on standard error; 3 read without fault, but no launch found.
    """
    asked = parsed(tidy(sys.argv[1:] if argv is None else argv))
    try:
        code = int(asked.run(asked))
        sys.stdout.flush()
    except NothingFound as nothing:
        return _say(nothing, NOT_FOUND)
    except (BadInput, TracksideError) as fault:
        return _say(fault, BAD)
    except BrokenPipeError:
        # The reader of our output has gone (`| head`): nothing is wrong, but Python would complain at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return DONE
    except OSError as error:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return _say(f"standard output cannot be written: {(error.strerror or str(error)).lower()}", BAD)
    except KeyboardInterrupt:
        return _say("interrupted; nothing half-written was left", 130)
    return code


def _say(line: object, code: int) -> int:
    sys.stderr.write(f"trackside: {line}\n")
    return code
