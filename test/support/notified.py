"""Takes the messages of sd_notify(3) at a path, or at a name behind @, and prints each as a line of JSON."""
import json
import socket
import sys

place = sys.argv[1]
taken = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
taken.bind("\0" + place[1:] if place.startswith("@") else place)
print(json.dumps("bound"), flush=True)
while True:
    # A barrier of systemd-notify is a message with a descriptor, which ends its wait when it is closed.
    message, descriptors, _, _ = socket.recv_fds(taken, 65536, 4)
    for descriptor in descriptors:
        socket.close(descriptor)
    print(json.dumps(message.decode()), flush=True)
