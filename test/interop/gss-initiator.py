"""A login with MIT's GSS-API: tokens go out and come in as lines of hexadecimal digits.

Arguments: service as cifs@HOST, mechanism (krb5 or spnego), and options: nomutual, dce, delegate, bindings=TEXT.
Then goes out a JSON object with the flags of the context and a MIC over "from the client"; in come a sealed message
and a MIC, both over "from the server", and each is answered with true or false.
"""

import json
import sys

import gssapi
from gssapi import RequirementFlag as Flag
from gssapi.raw import ChannelBindings

OIDS = {"krb5": "1.2.840.113554.1.2.2", "spnego": "1.3.6.1.5.5.2"}


def say(line):
    print(line, flush=True)


def heard():
    return bytes.fromhex(sys.stdin.readline().strip())


def main(service, mechanism, *options):
    flags = {
        Flag.mutual_authentication,
        Flag.replay_detection,
        Flag.out_of_sequence_detection,
        Flag.integrity,
        Flag.confidentiality,
    }
    bindings = None
    for option in options:
        if option == "nomutual":
            flags.discard(Flag.mutual_authentication)
        elif option == "dce":
            flags.add(Flag.dce_style)
        elif option == "delegate":
            flags.add(Flag.delegate_to_peer)
        elif option.startswith("bindings="):
            bindings = ChannelBindings(application_data=option[9:].encode())
    context = gssapi.SecurityContext(
        name=gssapi.Name(service, gssapi.NameType.hostbased_service),
        mech=gssapi.OID.from_int_seq(OIDS[mechanism]),
        flags=flags,
        usage="initiate",
        channel_bindings=bindings,
    )
    say(context.step().hex())
    while not context.complete:
        token = context.step(heard())
        if token:
            say(token.hex())
    message = b"from the client"
    say(
        json.dumps(
            {
                "flags": int(context.actual_flags),
                "mic": context.get_signature(message).hex(),
            }
        )
    )
    # In DCE style a sealed message is no token by itself: its parts lie around an RPC PDU, as rpcclient has them.
    if "dce" not in options:
        sealed = context.unwrap(heard())
        say(json.dumps(sealed.encrypted and sealed.message == b"from the server"))
    context.verify_signature(b"from the server", heard())
    say("true")


main(*sys.argv[1:])
