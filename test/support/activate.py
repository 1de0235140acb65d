"""Opens sockets, hands them to a program as systemd does (sd_listen_fds(3)), and becomes that program.

usage: activate.py NAME=KIND[,NAME=KIND...] PROGRAM ARGUMENT...
The address of each TCP socket is written to descriptor 1 first, one port a line.
"""
import os
import socket
import sys

made = []
for item in sys.argv[1].split(","):
    name, kind = item.split("=")
    if kind == "unix":
        opened = socket.socket(socket.AF_UNIX)
        opened.bind("\0smb2-auth-test-%d" % os.getpid())
        opened.listen()
    elif kind == "udp":
        opened = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        opened.bind(("127.0.0.1", 0))
    elif kind == "file":
        opened = open(os.devnull)
    elif kind == "tcp6":
        opened = socket.socket(socket.AF_INET6)
        opened.bind(("::1", 0))
        opened.listen()
    else:
        opened = socket.socket()
        opened.bind(("127.0.0.1", 0))
        opened.listen()
        if kind == "connected":
            ends = socket.create_connection(opened.getsockname())
            opened = opened.accept()[0]
        elif kind == "bound":
            opened = socket.socket()
            opened.bind(("127.0.0.1", 0))
    made.append((name, opened))
    if kind.startswith("tcp"):
        print(opened.getsockname()[1], flush=True)

# Out of the way of the descriptors from 3 on.
copies = [os.dup2(opened.fileno(), 100 + index) for index, (_, opened) in enumerate(made)]
for index, copy in enumerate(copies):
    os.dup2(copy, 3 + index)
    os.close(copy)
os.environ.setdefault("LISTEN_PID", str(os.getpid()))
os.environ["LISTEN_FDS"] = str(len(made))
os.environ["LISTEN_FDNAMES"] = ":".join(name for name, _ in made)
os.execvp(sys.argv[2], sys.argv[2:])
