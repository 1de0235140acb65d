"""Opens a file with impacket so that nobody else may, says so, and closes it when standard input ends.

Arguments: port, user, password, name of the file.
"""

import sys

from impacket.smb3structs import FILE_OPEN, FILE_READ_DATA, FILE_WRITE_DATA
from impacket.smbconnection import SMBConnection


def main(port, user, password, name):
    connection = SMBConnection("127.0.0.1", "127.0.0.1", sess_port=int(port))
    connection.login(user, password)
    tree = connection.connectTree("files")
    access = FILE_READ_DATA | FILE_WRITE_DATA
    handle = connection.openFile(
        tree, name, access, shareMode=0, creationDisposition=FILE_OPEN
    )
    print("open", flush=True)
    sys.stdin.read()
    connection.writeFile(tree, handle, b"HELD")
    connection.closeFile(tree, handle)
    connection.logoff()


main(*sys.argv[1:])
