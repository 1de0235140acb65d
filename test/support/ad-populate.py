"""ad-populate.py SMB_CONF DESCRIPTION - users, groups and computers of a new Samba domain, in one process.

DESCRIPTION is the JSON of DomainContents in ad-contents.ts. Prints the SIDs of all users and groups by their names.
"""

import json
import sys

import ldb
from samba.auth import system_session
from samba.dcerpc import security
from samba.dsdb import GTYPE_SECURITY_DOMAIN_LOCAL_GROUP, GTYPE_SECURITY_GLOBAL_GROUP
from samba.ndr import ndr_unpack
from samba.param import LoadParm
from samba.samdb import SamDB

NEVER = "-9223372036854775808"
# Samba takes a maximum age of a day or less for none.
TWO_DAYS = str(-2 * 86400 * 10**7)
THE_YEAR_1970 = "116444736000000000"
# DSDB_CONTROL_PASSWORD_BYPASS_LAST_SET_OID
MAY_SET_LAST_SET = "local_oid:1.3.6.1.4.1.7165.4.3.20:0"

lp = LoadParm()
lp.load(sys.argv[1])
contents = json.loads(sys.argv[2])
sam = SamDB(url=lp.samdb_url(), session_info=system_session(), lp=lp)


def filter_of(name):
    return "(sAMAccountName=%s)" % name


def dn_of(name):
    return str(sam.search(expression=filter_of(name), attrs=[])[0].dn)


def change(dn, attributes, controls=()):
    message = ldb.Message(ldb.Dn(sam, dn))
    for name, value in attributes.items():
        message[name] = ldb.MessageElement(value, ldb.FLAG_MOD_REPLACE, name)
    sam.modify(message, controls=list(controls))


def settings(name, precedence, user, maximum_age=NEVER, threshold=0, minutes=0):
    """Password settings of one user ([MS-ADTS] 3.1.1.5.2.4): the domain's own are for all."""
    seconds = str(-minutes * 60 * 10**7)
    sam.add(
        {
            "dn": "CN=%s,CN=Password Settings Container,CN=System,%s" % (name, sam.domain_dn()),
            "objectClass": "msDS-PasswordSettings",
            "msDS-PasswordSettingsPrecedence": str(precedence),
            "msDS-PasswordReversibleEncryptionEnabled": "FALSE",
            "msDS-PasswordComplexityEnabled": "FALSE",
            "msDS-PasswordHistoryLength": "0",
            "msDS-MinimumPasswordLength": "4",
            "msDS-MinimumPasswordAge": "0",
            "msDS-MaximumPasswordAge": maximum_age,
            "msDS-LockoutThreshold": str(threshold),
            "msDS-LockoutObservationWindow": seconds,
            "msDS-LockoutDuration": seconds,
            "msDS-PSOAppliesTo": dn_of(user),
        }
    )


for at, user in enumerate(contents["users"]):
    name = user["name"]
    state = user.get("state")
    sam.newuser(name, user["password"], force_password_change_at_next_login_req=state == "must-change")
    if state == "disabled":
        sam.disable_account(filter_of(name))
    elif state == "expired":
        sam.setexpiry(filter_of(name), -60)
    elif state == "password-expired":
        settings("Age of " + name, 10 + at, name, maximum_age=TWO_DAYS)
        change(dn_of(name), {"pwdLastSet": THE_YEAR_1970}, [MAY_SET_LAST_SET])
    elif state == "no-hours":
        change(dn_of(name), {"logonHours": bytes(21)})
    elif state == "lockable":
        settings("Lock-out of " + name, 10 + at, name, threshold=3, minutes=30)
    if "workstations" in user:
        change(dn_of(name), {"userWorkstations": ",".join(user["workstations"])})

for group in contents["groups"]:
    local = group.get("scope") == "domain-local"
    kind = GTYPE_SECURITY_DOMAIN_LOCAL_GROUP if local else GTYPE_SECURITY_GLOBAL_GROUP
    if not group.get("exists"):
        sam.newgroup(group["name"], grouptype=kind)
for group in contents["groups"]:
    sam.add_remove_group_members(group["name"], group["members"], add_members_operation=True)

for computer in contents["computers"]:
    name = computer["name"]
    sam.newcomputer(name.rstrip("$"))
    sam.setpassword(filter_of(name), computer["password"])
    # A keytab has keys of AES only where the account says so: 28 is AES256, AES128 and RC4.
    change(
        dn_of(name),
        {"msDS-SupportedEncryptionTypes": "28", "servicePrincipalName": computer.get("services", [])},
    )

found = sam.search(expression="(sAMAccountName=*)", attrs=["sAMAccountName", "objectSid"])
print(
    json.dumps(
        {
            str(each["sAMAccountName"]): str(ndr_unpack(security.dom_sid, each["objectSid"][0]))
            for each in found
        }
    )
)
