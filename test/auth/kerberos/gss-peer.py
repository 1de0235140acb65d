"""MIT's GSS-API as a peer: one context with both of its ends, whose keys and numbers are told.

usage: gss-peer.py SPN [dce] [spnego]; KRB5_CONFIG, KRB5CCNAME and KRB5_KTNAME say the rest. The first line of output is the
state of the context. Each line of input is a call in JSON, each further line of output its result: bytes as hex, or an error.
"""

import ctypes
import json
import sys

import gssapi
import gssapi.raw as raw
from gssapi import RequirementFlag as Flag

Buffer = raw.IOVBufferType
LUCID = gssapi.OID.from_int_seq("1.2.840.113554.1.2.2.5.6.1")
KERBEROS = gssapi.OID.from_int_seq("1.2.840.113554.1.2.2")


class Key(ctypes.Structure):
    _fields_ = [("type", ctypes.c_uint32), ("length", ctypes.c_uint32), ("data", ctypes.c_void_p)]


class Rfc1964(ctypes.Structure):
    _fields_ = [("sign_alg", ctypes.c_uint32), ("seal_alg", ctypes.c_uint32), ("key", Key)]


class Cfx(ctypes.Structure):
    _fields_ = [("have_acceptor_subkey", ctypes.c_uint32), ("key", Key), ("acceptor_subkey", Key)]


class Lucid(ctypes.Structure):
    _fields_ = [
        ("version", ctypes.c_uint32),
        ("initiate", ctypes.c_uint32),
        ("endtime", ctypes.c_uint32),
        ("send_seq", ctypes.c_uint64),
        ("recv_seq", ctypes.c_uint64),
        ("protocol", ctypes.c_uint32),
        ("rfc1964", Rfc1964),
        ("cfx", Cfx),
    ]


def state(context):
    pointer = int.from_bytes(raw.inquire_sec_context_by_oid(context, LUCID)[0], sys.byteorder)
    lucid = Lucid.from_address(pointer)
    subkey = lucid.protocol == 1 and bool(lucid.cfx.have_acceptor_subkey)
    if lucid.protocol == 0:
        key = lucid.rfc1964.key
    else:
        key = lucid.cfx.acceptor_subkey if subkey else lucid.cfx.key
    return {
        "etype": key.type,
        "key": ctypes.string_at(key.data, key.length).hex(),
        "acceptorSubkey": subkey,
        "sends": lucid.send_seq,
        "expects": lucid.recv_seq,
    }


def wrap_iov(context, before, message, after):
    around = lambda part: [(Buffer.sign_only, False, part)] if part is not None else []
    iov = raw.IOV(Buffer.header, *around(before), (Buffer.data, message), *around(after), std_layout=False)
    raw.wrap_iov(context, iov, confidential=True)
    data = [part.value for part in iov if part.type == Buffer.data]
    return iov[0].value, data[0]


def unwrap_iov(context, signature, before, sealed, after):
    around = lambda part: [(Buffer.sign_only, False, part)] if part is not None else []
    iov = raw.IOV((Buffer.header, False, signature), *around(before), (Buffer.data, False, sealed), *around(after), std_layout=False)
    raw.unwrap_iov(context, iov)
    return [part.value for part in iov if part.type == Buffer.data]


OPERATIONS = {
    "getMic": lambda context, message: (context.get_signature(message),),
    "verifyMic": lambda context, message, mic: (context.verify_signature(message, mic),)[:0],
    "wrap": lambda context, message: (context.wrap(message, True).message,),
    "unwrap": lambda context, token: (context.unwrap(token).message,),
    "wrapIov": wrap_iov,
    "unwrapIov": unwrap_iov,
}


def main():
    options = set(sys.argv[2:])
    flags = [Flag.mutual_authentication, Flag.integrity, Flag.confidentiality, Flag.out_of_sequence_detection]
    flags += [Flag.replay_detection] + ([Flag.dce_style] if "dce" in options else [])
    name = gssapi.Name(sys.argv[1], gssapi.NameType.hostbased_service)
    initiator = gssapi.SecurityContext(name=name, mech=KERBEROS, flags=flags, usage="initiate")
    acceptor = gssapi.SecurityContext(usage="accept")
    token = None
    while not (initiator.complete and acceptor.complete):
        token = initiator.step(token)
        if token:
            token = acceptor.step(token)
    ends = {"initiator": initiator, "acceptor": acceptor}
    print(json.dumps({end: state(context) for end, context in ends.items()}), flush=True)
    for line in sys.stdin:
        call = json.loads(line)
        if call["operation"] == "ends":
            print(json.dumps({end: state(context) for end, context in ends.items()}), flush=True)
            continue
        arguments = [None if part is None else bytes.fromhex(part) for part in call["arguments"]]
        try:
            results = OPERATIONS[call["operation"]](ends[call["end"]], *arguments)
            print(json.dumps({"results": [part.hex() for part in results]}), flush=True)
        except gssapi.exceptions.GSSError as error:
            print(json.dumps({"error": type(error).__name__}), flush=True)


main()
