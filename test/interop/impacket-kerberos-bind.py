"""Logs in with Kerberos, by the tickets in KRB5CCNAME, to a session and to \\srvsvc; prints the names of the shares.

Arguments: host name of the server, which is at 127.0.0.1; port; auth_level.
"""

import sys

from impacket.dcerpc.v5 import rpcrt, srvs, transport
from impacket.smbconnection import SMBConnection


def main(host, port, level):
    connection = SMBConnection(host, "127.0.0.1", sess_port=int(port))
    connection.kerberosLogin("alice", "", "EXAMPLE.TEST", kdcHost="127.0.0.1", useCache=True)
    carrier = transport.SMBTransport(host, int(port), r"\srvsvc", smb_connection=connection)
    carrier.set_kerberos(True, "127.0.0.1")
    carrier.set_credentials("alice", "", "EXAMPLE.TEST")
    rpc = carrier.get_dce_rpc()
    rpc.set_auth_type(rpcrt.RPC_C_AUTHN_GSS_NEGOTIATE)
    rpc.set_auth_level(int(level))
    rpc.connect()
    rpc.bind(srvs.MSRPC_UUID_SRVS)
    shares = srvs.hNetrShareEnum(rpc, 1)["InfoStruct"]["ShareInfo"]["Level1"]["Buffer"]
    print(*(share["shi1_netname"].rstrip("\0") for share in shares))


main(*sys.argv[1:])
