"""Runs a command in a pseudo-terminal: writes to it what comes on standard input, passes on what it shows.

At its end prints whether the terminal's settings are what they were.
"""

import os
import pty
import select
import subprocess
import sys
import termios

READ_BYTES = 65536

master, slave = pty.openpty()
before = termios.tcgetattr(slave)
child = subprocess.Popen(sys.argv[1:], stdin=slave, stdout=slave, stderr=slave, start_new_session=True)
sources = [master, 0]
while True:
    ready, _, _ = select.select(sources, [], [], 0.1)
    if master in ready:
        os.write(1, os.read(master, READ_BYTES))
    elif child.poll() is not None:
        break
    if 0 in ready:
        keys = os.read(0, READ_BYTES)
        if keys:
            os.write(master, keys)
        else:
            # Whoever types has gone: so does the command.
            sources.remove(0)
            child.terminate()
restored = "as before" if termios.tcgetattr(slave) == before else "changed"
print(f"exit {child.returncode}, terminal {restored}", flush=True)
