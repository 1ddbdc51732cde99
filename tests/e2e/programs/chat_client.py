# SPDX-FileCopyrightText: The Chalkwire authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""A complete chat client, docs/protocol.md §9.7: posts what is typed to the lobby, shows what others say."""
import json
import socket
import sys
import threading
import uuid

peer = socket.create_connection((sys.argv[1], int(sys.argv[2])))
stream = peer.makefile("rb")


def send(**frame):
    peer.sendall(json.dumps(frame).encode() + b"\n")


def listen():
    for line in stream:
        frame = json.loads(line)
        stream.read(frame.get("bytes", 0))
        if frame["type"] == "message":
            print(f"[{frame['room']}] {frame['from']}: {frame['text']}", flush=True)
        elif frame["type"] in ("welcome", "room", "error", "bye"):
            print("*", json.dumps(frame, ensure_ascii=False), flush=True)


listener = threading.Thread(target=listen)
listener.start()
send(type="hello", protocol=1, name=sys.argv[3])
send(type="join", room="lobby")
for text in sys.stdin:
    send(type="post", id=str(uuid.uuid4()), room="lobby", text=text.rstrip("\n") or " ")
send(type="bye")
listener.join()
