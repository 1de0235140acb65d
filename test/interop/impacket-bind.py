"""Logs in to \\srvsvc of an anonymous session by an RPC bind, once for each password; prints a line for each.

Arguments: port, auth_level, user, passwords.
"""

import sys

from impacket.dcerpc.v5 import srvs, transport
from impacket.dcerpc.v5.rpcrt import DCERPCException
from impacket.smbconnection import SMBConnection


def try_password(connection, level, user, password):
    carrier = transport.SMBTransport("127.0.0.1", filename=r"\srvsvc", smb_connection=connection)
    rpc = carrier.get_dce_rpc()
    rpc.set_credentials(user, password)
    rpc.set_auth_level(level)
    rpc.connect()
    try:
        rpc.bind(srvs.MSRPC_UUID_SRVS)
        srvs.hNetrServerGetInfo(rpc, 101)
        return "in"
    except DCERPCException as error:
        return str(error)
    finally:
        rpc.disconnect()


def main(port, level, user, *passwords):
    connection = SMBConnection("127.0.0.1", "127.0.0.1", sess_port=int(port))
    connection.login("", "")
    for password in passwords:
        print(try_password(connection, int(level), user, password))
    connection.logoff()


main(*sys.argv[1:])
