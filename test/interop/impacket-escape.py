"""Tries with impacket to reach each of the given names as a file, as a directory and as the target of a rename.

Arguments: port, user, password, names as a JSON array. Prints the names for which something succeeded, with what.
"""

import json
import sys

from impacket.smb3structs import (
    FILE_CREATE,
    FILE_OPEN,
    FILE_OPEN_IF,
    FILE_READ_DATA,
    FILE_SHARE_READ,
    FILE_WRITE_DATA,
)
from impacket.smbconnection import SessionError, SMBConnection


def attempts(connection, tree, name):
    def opened(access, disposition):
        handle = connection.openFile(
            tree, name, access, FILE_SHARE_READ, creationDisposition=disposition
        )
        connection.closeFile(tree, handle)

    return {
        "read": lambda: opened(FILE_READ_DATA, FILE_OPEN),
        "write": lambda: opened(FILE_WRITE_DATA, FILE_OPEN_IF),
        "create": lambda: opened(FILE_WRITE_DATA, FILE_CREATE),
        "list": lambda: connection.listPath("files", name + "\\*"),
        "mkdir": lambda: connection.createDirectory("files", name),
        "delete": lambda: connection.deleteFile("files", name),
        "rmdir": lambda: connection.deleteDirectory("files", name),
        "rename": lambda: connection.rename("files", "inside.txt", name),
    }


def main(port, user, password, names):
    connection = SMBConnection("127.0.0.1", "127.0.0.1", sess_port=int(port))
    connection.login(user, password)
    tree = connection.connectTree("files")
    succeeded = {}
    for name in json.loads(names):
        for what, attempt in attempts(connection, tree, name).items():
            try:
                attempt()
                succeeded.setdefault(name, []).append(what)
            except SessionError:
                pass
    connection.logoff()
    return succeeded


print(json.dumps(main(*sys.argv[1:])))
