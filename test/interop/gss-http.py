"""A login over HTTPS with MIT's GSS-API and channel bindings of a kind that is asked for.

Arguments: port, service as HTTP@HOST, mechanism (krb5, spnego or ntlm), and bindings: right, sha1, wrong, or none.
On stdout comes the status of the last answer, and its body.
"""

import base64
import hashlib
import http.client
import ssl
import sys

import gssapi
from gssapi.raw import ChannelBindings

OIDS = {
    "krb5": "1.2.840.113554.1.2.2",
    "spnego": "1.3.6.1.5.5.2",
    "ntlm": "1.3.6.1.4.1.311.2.2.10",
}


def bindings_of(kind, certificate):
    if kind == "none":
        return None
    seen = b"another certificate" if kind == "wrong" else certificate
    digest = hashlib.new("sha1" if kind == "sha1" else "sha256", seen).digest()
    return ChannelBindings(application_data=b"tls-server-end-point:" + digest)


def main(port, service, mechanism, kind):
    context = ssl.create_default_context()
    context.check_hostname = False
    context.verify_mode = ssl.CERT_NONE
    connection = http.client.HTTPSConnection("127.0.0.1", int(port), context=context)
    connection.connect()
    certificate = connection.sock.getpeercert(True)
    security = gssapi.SecurityContext(
        name=gssapi.Name(service, gssapi.NameType.hostbased_service),
        mech=gssapi.OID.from_int_seq(OIDS[mechanism]),
        usage="initiate",
        flags={gssapi.RequirementFlag.mutual_authentication},
        channel_bindings=bindings_of(kind, certificate),
    )
    scheme = "NTLM" if mechanism == "ntlm" else "Negotiate"
    token = security.step()
    while True:
        value = f"{scheme} {base64.b64encode(token).decode()}"
        connection.request("GET", "/", headers={"Authorization": value})
        answer = connection.getresponse()
        body = answer.read().decode()
        field = answer.getheader("WWW-Authenticate") or ""
        # A list is the offer of the schemes, after a refusal.
        back = "" if "," in field else field.partition(" ")[2]
        if answer.status != 401 or not back:
            break
        token = security.step(base64.b64decode(back))
    if answer.status == 200 and back and not security.complete:
        security.step(base64.b64decode(back))
    assert answer.status != 200 or security.complete
    print(answer.status)
    print(body)


main(*sys.argv[1:])
