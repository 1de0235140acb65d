"""CredSSP as Windows has it, with MIT's GSS-API and TSRequests by hand ([MS-CSSP] 3.1.5), once for each version.

Arguments: port, service as TERMSRV@HOST, mechanism (ntlm: SPNEGO that offers NTLM alone; spnego; krb5), user, password
(for NTLM and as the delegated credentials), versions. For each version a line of JSON: the mechanism that was chosen,
whether the server proved its key, and the error code where it refused.
"""

import hashlib
import json
import os
import socket
import ssl
import sys

import gssapi
from gssapi import RequirementFlag as Flag
from gssapi.raw import acquire_cred_with_password, set_neg_mechs

SPNEGO = gssapi.OID.from_int_seq("1.3.6.1.5.5.2")
KRB5 = gssapi.OID.from_int_seq("1.2.840.113554.1.2.2")
NTLM = gssapi.OID.from_int_seq("1.3.6.1.4.1.311.2.2.10")
FLAGS = {
    Flag.mutual_authentication,
    Flag.confidentiality,
    Flag.integrity,
    Flag.replay_detection,
    Flag.out_of_sequence_detection,
}
CLIENT_MAGIC = b"CredSSP Client-To-Server Binding Hash\0"
SERVER_MAGIC = b"CredSSP Server-To-Client Binding Hash\0"
# X.224 connection request with RDP_NEG_REQ for SSL and HYBRID.
NEGOTIATION = bytes.fromhex("030000130ee000000000000100080003000000")


class Refused(Exception):
    pass


def der(tag, *parts):
    value = b"".join(parts)
    length = len(value)
    if length < 0x80:
        return bytes([tag, length]) + value
    octets = length.to_bytes((length.bit_length() + 7) // 8, "big")
    return bytes([tag, 0x80 | len(octets)]) + octets + value


def element(data, at=0):
    tag, length = data[at], data[at + 1]
    at += 2
    if length & 0x80:
        count = length & 0x7F
        length = int.from_bytes(data[at : at + count], "big")
        at += count
    return tag, data[at : at + length], at + length


def elements(data):
    at = 0
    while at < len(data):
        tag, value, at = element(data, at)
        yield tag, value


def inner(data):
    return element(data)[1]


def public_key_of(certificate):
    """The content of SubjectPublicKey, without the octet of unused bits."""
    parts = [value for tag, value in elements(inner(inner(certificate))) if tag != 0xA0]
    # serialNumber, signature, issuer, validity, subject, subjectPublicKeyInfo
    return list(elements(parts[5]))[1][1][1:]


class Connection:
    def __init__(self, port, version):
        self.version = version
        self.plain = socket.create_connection(("127.0.0.1", port), 10)
        self.plain.sendall(NEGOTIATION)
        answer = self.plain.recv(19, socket.MSG_WAITALL)
        assert answer[11] == 2, answer.hex()
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
        context.check_hostname = False
        context.verify_mode = ssl.CERT_NONE
        self.tls = context.wrap_socket(self.plain)
        self.key = public_key_of(self.tls.getpeercert(True))

    def read(self, length):
        data = b""
        while len(data) < length:
            part = self.tls.recv(length - len(data))
            if not part:
                raise Refused("closed")
            data += part
        return data

    def send(self, token=None, credentials=None, key=None, nonce=None):
        fields = der(0xA0, der(2, bytes([self.version])))
        if token:
            fields += der(0xA1, der(0x30, der(0x30, der(0xA0, der(4, token)))))
        for number, value in ((2, credentials), (3, key), (5, nonce)):
            if value is not None:
                fields += der(0xA0 + number, der(4, value))
        self.tls.sendall(der(0x30, fields))

    def receive(self):
        head = self.read(2)
        length = head[1]
        if length & 0x80:
            length = int.from_bytes(self.read(length & 0x7F), "big")
        fields = {tag & 0x1F: inner(value) for tag, value in elements(self.read(length))}
        if 4 in fields:
            raise Refused("%08x" % (int.from_bytes(fields[4], "big", signed=True) & 0xFFFFFFFF))
        if 1 in fields:
            fields[1] = inner(inner(inner(fields[1])))
        return fields


def initiator(service, mechanism, user, password):
    credentials = None
    if mechanism == "ntlm":
        name = gssapi.Name(user, gssapi.NameType.user)
        acquired = acquire_cred_with_password(name, password.encode(), mechs=[SPNEGO], usage="initiate").creds
        set_neg_mechs(acquired, [NTLM])
        credentials = gssapi.Credentials(acquired)
    return gssapi.SecurityContext(
        name=gssapi.Name(service, gssapi.NameType.hostbased_service),
        mech=KRB5 if mechanism == "krb5" else SPNEGO,
        creds=credentials,
        flags=FLAGS,
        usage="initiate",
    )


def login(connection, context, user, password):
    nonce = os.urandom(32) if connection.version >= 5 else None
    token = context.step()
    answer = {}
    while not context.complete:
        connection.send(token=token, nonce=nonce)
        answer = connection.receive()
        token = context.step(answer.get(1, b""))
    key = connection.key
    if nonce:
        proof = hashlib.sha256(CLIENT_MAGIC + nonce + key).digest()
        expected = hashlib.sha256(SERVER_MAGIC + nonce + key).digest()
    else:
        proof = key
        expected = bytes([(key[0] + 1) & 0xFF]) + key[1:]
    connection.send(token=token, key=context.wrap(proof, True).message, nonce=nonce)
    proved = context.unwrap(connection.receive()[3]).message == expected
    text = [der(0xA0 + n, der(4, part.encode("utf-16le"))) for n, part in enumerate(("", user, password))]
    password_credentials = der(0x30, *text)
    delegated = der(0x30, der(0xA0, der(2, b"\1")), der(0xA1, der(4, password_credentials)))
    connection.send(credentials=context.wrap(delegated, True).message)
    return {"mechanism": context.mech.dotted_form, "proved": proved}


def main(port, service, mechanism, user, password, *versions):
    for version in versions:
        connection = Connection(int(port), int(version))
        context = initiator(service, mechanism, user, password)
        try:
            seen = login(connection, context, user, password)
        except Refused as refusal:
            seen = {"refused": str(refusal)}
        except gssapi.exceptions.GSSError:
            seen = {"refused": "in a token"}
        connection.tls.close()
        print(json.dumps(seen), flush=True)


main(*sys.argv[1:])
