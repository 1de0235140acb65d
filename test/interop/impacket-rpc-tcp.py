"""Calls srvsvc over TCP, logged in by its bind; prints the names of the shares, or the error.

Arguments: port; auth_level; `ntlm` with user and password, `kerberos` with the host name of the server, by the tickets
in KRB5CCNAME, `two` with two users and their passwords in turn, each with a security context of one connection, or
`none`.
"""

import sys

from impacket.dcerpc.v5 import rpcrt, srvs, transport, wkst
from impacket.dcerpc.v5.rpcrt import DCERPCException


def connect(port, host="127.0.0.1"):
    carrier = transport.DCERPCTransportFactory(f"ncacn_ip_tcp:127.0.0.1[{port}]")
    carrier.setRemoteName(host)
    return carrier


def shares(rpc, level=502):
    answer = srvs.hNetrShareEnum(rpc, level)["InfoStruct"]["ShareInfo"][f"Level{level}"]["Buffer"]
    return " ".join(share[f"shi{level}_netname"].rstrip("\0") for share in answer)


def ntlm(port, level, user, password):
    rpc = connect(port).get_dce_rpc()
    rpc.set_credentials(user, password)
    rpc.set_auth_level(level)
    rpc.connect()
    rpc.bind(srvs.MSRPC_UUID_SRVS)
    print(shares(rpc))


def kerberos(port, level, host):
    carrier = connect(port, host)
    carrier.set_kerberos(True, "127.0.0.1")
    carrier.set_credentials("alice", "", "EXAMPLE.TEST")
    rpc = carrier.get_dce_rpc()
    rpc.set_auth_type(rpcrt.RPC_C_AUTHN_GSS_NEGOTIATE)
    rpc.set_auth_level(level)
    rpc.connect()
    rpc.bind(srvs.MSRPC_UUID_SRVS)
    print(shares(rpc))


def two(port, level, user, password, other, other_password):
    first = connect(port).get_dce_rpc()
    first.set_credentials(user, password)
    first.set_auth_level(level)
    first.connect()
    first.bind(srvs.MSRPC_UUID_SRVS)
    print(shares(first))
    first.set_credentials(other, other_password)
    first.set_auth_level(level)
    second = first.alter_ctx(wkst.MSRPC_UUID_WKST)
    print(wkst.hNetrWkstaGetInfo(second, 100)["WkstaInfo"]["WkstaInfo100"]["wki100_computername"].rstrip("\0"))
    print(shares(first))


def none(port, level):
    rpc = connect(port).get_dce_rpc()
    rpc.connect()
    rpc.bind(srvs.MSRPC_UUID_SRVS)
    print(shares(rpc, 1))


def main(port, level, how, *arguments):
    try:
        {"ntlm": ntlm, "kerberos": kerberos, "two": two, "none": none}[how](int(port), int(level), *arguments)
    except DCERPCException as error:
        print(error)


main(*sys.argv[1:])
