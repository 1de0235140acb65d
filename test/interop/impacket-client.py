"""Logs in with impacket, lists shares, writes, lists and reads a file; tells what it saw as one JSON object.

Arguments: port, dialect (2.0.2, 2.1, 3.0 or 3.1.1), user, password, and a domain or nothing.
"""

import io
import json
import sys

from impacket import smb3structs
from impacket.dcerpc.v5 import srvs, transport, wkst
from impacket.smbconnection import SMBConnection

DIALECTS = {
    "2.0.2": smb3structs.SMB2_DIALECT_002,
    "2.1": smb3structs.SMB2_DIALECT_21,
    "3.0": smb3structs.SMB2_DIALECT_30,
    "3.1.1": smb3structs.SMB2_DIALECT_311,
}

# Longer than one message of any dialect.
CONTENTS = bytes(range(256)) * 8192


def call(connection, pipe, uuid, function, *arguments):
    carrier = transport.SMBTransport(
        connection.getRemoteName(), filename=pipe, smb_connection=connection
    )
    rpc = carrier.get_dce_rpc()
    rpc.connect()
    rpc.bind(uuid)
    try:
        return function(rpc, *arguments)
    finally:
        rpc.disconnect()


def main(port, dialect, user, password, domain=""):
    connection = SMBConnection(
        "127.0.0.1", "127.0.0.1", sess_port=int(port), preferredDialect=DIALECTS[dialect]
    )
    connection.login(user, password, domain)
    shares = [share["shi1_netname"][:-1] for share in connection.listShares()]
    server = call(
        connection, r"\srvsvc", srvs.MSRPC_UUID_SRVS, srvs.hNetrServerGetInfo, 101
    )
    workstation = call(
        connection, r"\wkssvc", wkst.MSRPC_UUID_WKST, wkst.hNetrWkstaGetInfo, 100
    )

    connection.createDirectory("files", "impacket")
    connection.putFile("files", "impacket\\written.bin", io.BytesIO(CONTENTS).read)
    names = [entry.get_longname() for entry in connection.listPath("files", "impacket\\*")]
    read = io.BytesIO()
    connection.getFile("files", "impacket\\written.bin", read.write)
    connection.rename("files", "impacket\\written.bin", "impacket\\renamed.bin")
    connection.deleteFile("files", "impacket\\renamed.bin")
    connection.deleteDirectory("files", "impacket")
    connection.logoff()

    return {
        "dialect": connection.getDialect(),
        "shares": shares,
        "server": server["InfoStruct"]["ServerInfo101"]["sv101_name"][:-1],
        "domain": workstation["WkstaInfo"]["WkstaInfo100"]["wki100_langroup"][:-1],
        "names": sorted(names),
        "intact": read.getvalue() == CONTENTS,
    }


print(json.dumps(main(*sys.argv[1:])))
