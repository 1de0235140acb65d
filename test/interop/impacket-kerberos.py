"""Logs in with impacket and the ticket of a cache, writes, lists and removes a file; prints one JSON object.

Arguments: host of the ticket, port, share. The cache of KRB5CCNAME holds the ticket for cifs/HOST: impacket asks for one
at port 88 only. Its AP-REQ asks for no mutual authentication, and has no subkey.
"""

import io
import json
import os
import sys

os.environ["KRB5CCNAME"] = os.environ["KRB5CCNAME"].removeprefix("FILE:")

from impacket.smbconnection import SMBConnection


def main(host, port, share):
    connection = SMBConnection(host, "127.0.0.1", sess_port=int(port))
    connection.kerberosLogin("", "", useCache=True)
    connection.putFile(share, "impacket.txt", io.BytesIO(b"written by impacket").read)
    names = [entry.get_longname() for entry in connection.listPath(share, "*")]
    connection.deleteFile(share, "impacket.txt")
    print(
        json.dumps(
            {
                "dialect": hex(connection.getDialect()),
                "keyLength": len(connection.getSessionKey()),
                "names": sorted(names),
            }
        )
    )
    connection.logoff()


main(*sys.argv[1:])
