# SPDX-FileCopyrightText: The Chalkwire authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The client of a socket tutorial: sends what is typed, shows what one recv returns, ends on `closed`."""
import socket
import sys


def main():
    client = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    client.connect(("127.0.0.1", int(sys.argv[1])))
    while True:
        text = input()
        client.send(text.encode("utf-8")[:1024])
        response = client.recv(1024).decode("utf-8")
        print(response, flush=True)
        if response.lower() == "closed":
            break
    client.close()


main()
