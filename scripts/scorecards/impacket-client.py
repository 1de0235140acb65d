"""Logs in with impacket, reads a file of the share and writes another.

Arguments: host, port, user, password, share, file.
"""

import io
import sys

from impacket.smbconnection import SMBConnection


def main(host, port, user, password, share, file):
    connection = SMBConnection(host, host, sess_port=int(port), timeout=10)
    connection.login(user, password)
    read = io.BytesIO()
    connection.getFile(share, file, read.write)
    if not read.getvalue():
        raise SystemExit("nothing was read")
    connection.putFile(share, "written.txt", io.BytesIO(b"a line\n").read)
    connection.logoff()


main(*sys.argv[1:])
