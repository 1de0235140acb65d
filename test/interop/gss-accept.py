"""MIT's GSS-API as an acceptor: takes the token on stdin, and prints the client's name and the attributes of its PAC.

KRB5_CONFIG and KRB5_KTNAME say the rest. An attribute is there only when the signature of the PAC is right.
"""

import json
import sys

import gssapi

context = gssapi.SecurityContext(creds=gssapi.Credentials(usage="accept"), usage="accept")
context.step(bytes.fromhex(sys.stdin.readline().strip()))
name = context.initiator_name
attributes = {}
for attribute in name.attributes:
    try:
        value = name.attributes[attribute]
    except gssapi.exceptions.OperationUnavailableError:
        continue
    attributes[attribute.decode()] = [value.authenticated, [each.hex() for each in value.values]]
print(json.dumps({"name": str(name), "attributes": attributes}))
