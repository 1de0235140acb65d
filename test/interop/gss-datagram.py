"""A login with connectionless NTLM, by gss-ntlmssp under MIT's GSS-API; tokens are lines of hexadecimal digits.

Options: mic, bindings=TEXT. NTLM_USER_FILE names the credentials. In comes
the CHALLENGE, out goes the AUTHENTICATE. Then each line of input is a call in JSON, with the
sequence number that the message has, and each line of output its result in JSON.
"""

import json
import struct
import sys

import gssapi
import gssapi.raw as raw
from gssapi import RequirementFlag as Flag

NTLM = gssapi.OID.from_int_seq("1.3.6.1.4.1.311.2.2.10")
SET_SEQ_NUM = gssapi.OID.from_int_seq("1.3.6.1.4.1.7165.655.1.1")
REQUIRE_MIC = gssapi.OID.from_int_seq("1.3.6.1.4.1.7165.655.1.2")
DATAGRAM = 0x10000

OPERATIONS = {
    "getMic": lambda context, message: context.get_signature(message),
    "verifyMic": lambda context, message, mic: context.verify_signature(message, mic),
    "wrap": lambda context, message: context.wrap(message, True).message,
    "unwrap": lambda context, token: context.unwrap(token).message,
}


def main(*options):
    flags = DATAGRAM | Flag.integrity | Flag.confidentiality
    bindings = None
    for option in options:
        if option.startswith("bindings="):
            bindings = raw.ChannelBindings(application_data=option[9:].encode())
    name = gssapi.Name("quotes@server.example", gssapi.NameType.hostbased_service)

    def step(context, token):
        # The higher interface knows no flag of a mechanism's own.
        return raw.init_sec_context(
            name, context=context, mech=NTLM, flags=int(flags), channel_bindings=bindings, input_token=token
        )

    started = step(None, None)
    assert started.more_steps and not started.token, "an initiator of datagrams has no message before the server's"
    if "mic" in options:
        # The question tells gss-ntlmssp that somebody knows of the MIC of an AUTHENTICATE_MESSAGE.
        raw.inquire_sec_context_by_oid(started.context, REQUIRE_MIC)
    finished = step(started.context, bytes.fromhex(sys.stdin.readline().strip()))
    assert not finished.more_steps
    context = gssapi.SecurityContext(base=finished.context)
    print(finished.token.hex(), flush=True)
    for line in sys.stdin:
        call = json.loads(line)
        raw.set_sec_context_option(SET_SEQ_NUM, context, struct.pack("=I", call["seqNum"]))
        try:
            result = OPERATIONS[call["operation"]](context, *map(bytes.fromhex, call["arguments"]))
            print(json.dumps(result.hex() if isinstance(result, bytes) else "verified"), flush=True)
        except gssapi.exceptions.GSSError as error:
            print(json.dumps({"error": type(error).__name__}), flush=True)


main(*sys.argv[1:])
