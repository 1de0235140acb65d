"""A client of the stock quote server, with GSS-API: stock-quotes-client.py PORT MECHANISM REQUEST...

MECHANISM is krb5, ntlm or spnego. Prints the answer to each request; an error of the server ends the program.
"""

import socket
import struct
import sys

import gssapi
from gssapi import RequirementFlag as Flag

OIDS = {"krb5": "1.2.840.113554.1.2.2", "ntlm": "1.3.6.1.4.1.311.2.2.10", "spnego": "1.3.6.1.5.5.2"}
REQUEST, REPLY = 0, 1
TOKEN, APPLICATION = 1, 2


def ask(stream, data_type, data):
    stream.write(struct.pack(">BBI", REQUEST, data_type, len(data)) + data)
    stream.flush()
    kind, _, length = struct.unpack(">BBI", stream.read(6))
    answer = stream.read(length)
    if kind != REPLY:
        sys.exit("error %#010x" % int.from_bytes(answer, "big"))
    return answer


def main(port, mechanism, *requests):
    context = gssapi.SecurityContext(
        name=gssapi.Name("quotes@files.example.test", gssapi.NameType.hostbased_service),
        mech=gssapi.OID.from_int_seq(OIDS[mechanism]),
        flags={Flag.mutual_authentication, Flag.integrity, Flag.confidentiality},
        usage="initiate",
    )
    stream = socket.create_connection(("127.0.0.1", int(port))).makefile("rwb")
    token = context.step()
    while token:
        answer = ask(stream, TOKEN, token)
        token = None if context.complete else context.step(answer)
    for request in requests:
        sealed = context.wrap(request.encode(), True)
        assert sealed.encrypted
        print(context.unwrap(ask(stream, APPLICATION, sealed.message)).message.decode(), flush=True)


main(*sys.argv[1:])
