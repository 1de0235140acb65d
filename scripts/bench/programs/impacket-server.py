"""A server of impacket with one account and one share. usage: impacket-server.py PORTFILE NAME PASSWORD SHARE FOLDER"""

import sys

from impacket.ntlm import compute_lmhash, compute_nthash
from impacket.smbserver import SimpleSMBServer

port_file, name, password, share, folder = sys.argv[1:]
server = SimpleSMBServer(listenAddress="127.0.0.1", listenPort=0)
server.addShare(share, folder)
server.setSMB2Support(True)
server.addCredential(name, 0, compute_lmhash(password), compute_nthash(password))
# The class keeps the socket to itself, and a port of one's own choice might be taken by then.
port = server._SimpleSMBServer__server.server_address[1]
with open(port_file, "w") as file:
    file.write(str(port))
server.start()
