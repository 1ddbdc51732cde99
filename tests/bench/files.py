#!/usr/bin/env python3
# SPDX-FileCopyrightText: The Chalkwire authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""A file given and fetched over loopback, for `run`: a client of protocol 1, and beside it the limit: a program that only
writes what it receives to a file (with fsync) and sends it back with sendfile. `files.py` alone is that program."""
import hashlib
import json
import os
import socket
import subprocess
import tempfile
import time

SIZE = 256 * 1024 * 1024
CHUNK = 256 * 1024
WINDOW = 3 * 1024 * 1024
CONTENT = os.urandom(CHUNK)


def copy_server():
    """Receives SIZE bytes, answers one, sends them back when asked with one; again and again."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        print(f"listening tcp 127.0.0.1:{listener.getsockname()[1]}", flush=True)
        while True:
            peer, _ = listener.accept()
            buffer = memoryview(bytearray(CHUNK))
            with peer, tempfile.TemporaryFile() as file:
                left = SIZE
                while left:
                    count = peer.recv_into(buffer)
                    file.write(buffer[:count])
                    left -= count
                file.flush()
                os.fsync(file.fileno())
                peer.sendall(b"k")
                peer.recv(1)
                peer.sendfile(file, 0)


def copy(server):
    """Bytes a second of the copy there and of the copy back."""
    with socket.create_connection(("127.0.0.1", int(server.port))) as peer:
        begin = time.perf_counter()
        for _ in range(SIZE // CHUNK):
            peer.sendall(CONTENT)
        peer.recv(1)
        given = time.perf_counter()
        peer.sendall(b"g")
        buffer = memoryview(bytearray(CHUNK))
        left = SIZE
        while left:
            left -= peer.recv_into(buffer)
        return SIZE / (given - begin), SIZE / (time.perf_counter() - given)


class Peer:
    def __init__(self, server):
        self.peer = socket.create_connection(("127.0.0.1", int(server.port)))
        self.stream = self.peer.makefile("rb", 1024 * 1024)
        self.buffer = memoryview(bytearray(1024 * 1024))
        self.send(type="hello", protocol=1, client=os.urandom(16).hex())
        self.send(type="join", room="lobby")
        self.until("room")

    def send(self, **frame):
        self.peer.sendall(json.dumps(frame).encode() + b"\n")

    def until(self, kind):
        while (frame := json.loads(self.stream.readline()))["type"] != kind:
            if frame["type"] == "error":
                raise SystemExit(frame)
            self.stream.readinto(self.buffer[:frame.get("bytes", 0)])
        return frame


def transfer(server):
    """Bytes a second from the offer to the ack, and from the fetch to its end; each file is another one."""
    salt = os.urandom(CHUNK)
    digest = hashlib.sha256(salt)
    for _ in range(SIZE // CHUNK - 1):
        digest.update(CONTENT)
    me = Peer(server)
    with me.peer:
        begin = time.perf_counter()
        me.send(type="offer", id="f", room="lobby", name="bench", size=SIZE, sha256=digest.hexdigest())
        me.until("upload")
        told = 0
        for sent in range(0, SIZE, CHUNK):
            header = json.dumps({"type": "chunk", "id": "f", "offset": sent, "bytes": CHUNK}).encode() + b"\n"
            me.peer.sendall(header)
            me.peer.sendall(CONTENT if sent else salt)
            while sent - told > WINDOW:
                told = me.until("progress")["offset"]
        seq = me.until("ack")["seq"]
        given = time.perf_counter()
        me.send(type="fetch", id="g", room="lobby", of=seq)
        me.until("fetched")
        fetched = time.perf_counter()
        me.send(type="delete", id="d", room="lobby", of=seq)
        me.until("ack")
    return SIZE / (given - begin), SIZE / (fetched - given)


class Client:
    """Ours, without its window."""

    def __init__(self, build, server):
        self.process = subprocess.Popen([f"{build}/bin/chalkwire-client", "--cli", "--dialect", "chat", "--connect",
                                         f"127.0.0.1:{server.port}"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        self.until("joined")

    def do(self, command, kind, **fields):
        self.process.stdin.write(command + "\n")
        self.process.stdin.flush()
        return self.until(kind, **fields)

    def until(self, kind, **fields):
        for line in self.process.stdout:
            event = json.loads(line)
            if event["event"] == kind and all(event.get(key) == value for key, value in fields.items()):
                return event
        raise SystemExit(f"no {kind} {fields}")

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.process.kill()
        self.process.communicate()


def transfer_by_client(server, build):
    """As transfer(), by two of our clients: from the command until each says that it is done."""
    with tempfile.TemporaryDirectory() as folder, Client(build, server) as giver, Client(build, server) as other:
        path = os.path.join(folder, "bench")
        with open(path, "wb") as file:
            file.write(os.urandom(CHUNK))
            for _ in range(SIZE // CHUNK - 1):
                file.write(CONTENT)
        begin = time.perf_counter()
        seq = giver.do(f"/send {path}", "transfer", state="done")["seq"]
        given = time.perf_counter()
        other.do(f"/get {seq} {folder}/fetched", "transfer", state="done")
        fetched = time.perf_counter()
    return SIZE / (given - begin), SIZE / (fetched - given)


if __name__ == "__main__":
    copy_server()
