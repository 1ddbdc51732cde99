# SPDX-FileCopyrightText: The Chalkwire authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The server of a socket tutorial, one thread per client: recv(1024) is one request, `accepted` or `closed` the answer."""
import socket
import sys
import threading


def serve(connection):
    with connection:
        while True:
            request = connection.recv(1024)
            if not request:
                break
            if request.decode("utf-8", "replace").lower() == "close":
                connection.send(b"closed")
                break
            connection.send(b"accepted")


def main():
    listener = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    listener.bind(("127.0.0.1", int(sys.argv[1]) if len(sys.argv) > 1 else 0))
    listener.listen(1024)
    print("listening", listener.getsockname()[1], flush=True)
    while True:
        connection, _ = listener.accept()
        connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        threading.Thread(target=serve, args=(connection,), daemon=True).start()


main()
