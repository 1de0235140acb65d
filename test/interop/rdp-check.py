"""Runs impacket's own rdp_check, which knows no other port than 3389, against another.

Arguments: the port, and those of rdp_check.
"""

import runpy
import socket
import sys

RDP = 3389
SCRIPT = "/usr/share/doc/python3-impacket/examples/rdp_check.py"

port = int(sys.argv[1])
connect = socket.socket.connect


def redirected(self, address):
    return connect(self, (address[0], port) if address[1] == RDP else address)


socket.socket.connect = redirected
sys.argv[1:] = sys.argv[2:]
runpy.run_path(SCRIPT, run_name="__main__")
