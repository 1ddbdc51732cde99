# SPDX-FileCopyrightText: The Chalkwire authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Files between two clients without windows. docs/command-line.md §3, docs/protocol.md §9.10"""
import hashlib
import os
import socket
import tempfile
import threading
import unittest

from harness import ChatCli, Chatter, Server


def content(size):
    """No two parts of it are alike."""
    return b"".join(hashlib.sha512(b"%d" % i).digest() for i in range(size // 64 + 1))[:size]


class Gate:
    """A port before a server's that hands on `limit` bytes to it, and no more until it is opened."""

    def __init__(self, server, limit):
        self.server = server
        self.left = limit
        self.lost = set()  # connections of which nothing more arrives
        self.is_open = threading.Event()
        self.ends = []
        self.listener = socket.create_server(("127.0.0.1", 0))
        self.port = self.listener.getsockname()[1]
        threading.Thread(target=self.accept, daemon=True).start()

    def accept(self):
        try:
            while True:
                near = self.listener.accept()[0]
                far = self.server.connect()
                far.settimeout(None)
                self.ends += [near, far]
                threading.Thread(target=self.pass_on, args=(near, far, True), daemon=True).start()
                threading.Thread(target=self.pass_on, args=(far, near, False), daemon=True).start()
        except OSError:
            pass  # it was closed

    def pass_on(self, source, target, is_bounded):
        try:
            while part := source.recv(65536):
                if is_bounded:
                    self.left -= len(part)
                    if self.left < 0:
                        self.is_open.wait()
                if source in self.lost:
                    break
                target.sendall(part)
        except OSError:
            pass
        for end in (source, target):
            try:
                end.shutdown(socket.SHUT_RDWR)
            except OSError:
                pass

    def lose(self):
        """What is here never arrives, and whoever connects from now on is not held."""
        self.lost = set(self.ends)
        self.is_open.set()

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.is_open.set()
        for end in [self.listener, *self.ends]:
            end.close()


class Files(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = folder.name

    def path(self, name):
        return os.path.join(self.folder, name)

    def write(self, name, data):
        with open(self.path(name), "wb") as file:
            file.write(data)
        return self.path(name)

    def read(self, path):
        with open(path, "rb") as file:
            return file.read()

    def test_two_clients(self):
        data = content(3_000_000)
        tea = self.write("tea.bin", data)
        os.mkdir(self.path("bob"))
        self.write("bob/tea.bin", b"mine")
        with Server() as server, ChatCli(server.port, "--nick", "ana") as ana, \
                ChatCli(server.port, "--nick", "bob") as bob:
            bob.next("joined")
            ana.say(f"/send {tea}", "behind it")
            said = bob.next("said", text="tea.bin")
            self.assertEqual(said["file"], {"name": "tea.bin", "size": len(data),
                                            "sha256": hashlib.sha256(data).hexdigest()})
            bob.say(f"/get {said['seq']} {self.path('bob')}")
            done = bob.next("transfer", state="done")
            self.assertEqual(done["path"], self.path("bob/tea (2).bin"))
            self.assertEqual(self.read(done["path"]), data)
            self.assertEqual(self.read(self.path("bob/tea.bin")), b"mine")
            self.assertEqual(sorted(os.listdir(self.path("bob"))), ["tea (2).bin", "tea.bin"])
            self.assertEqual(ana.finish(), 0)
            transfers = [e for e in ana.events if e["event"] == "transfer"]
            self.assertEqual([transfers[0]["state"], transfers[-1]["state"]], ["reading", "done"])
            self.assertEqual(transfers[-1]["seq"], said["seq"])
            self.assertEqual(bob.finish(), 0)

    def test_end_of_input_waits_for_files(self):
        data = content(1_000_000)
        tea = self.write("tea.bin", data)
        with Server() as server:
            with ChatCli(server.port, "--nick", "ana") as ana:
                ana.say(f"/send {tea}")
                self.assertEqual(ana.finish(), 0)
            with ChatCli(server.port, "--nick", "bob") as bob:
                bob.say(f"/get 1 {self.path('back')}")
                self.assertEqual(bob.finish(), 0)
            self.assertEqual(self.read(self.path("back")), data)

    def test_what_cannot_be(self):
        with Server() as server, ChatCli(server.port, "--nick", "ana") as ana:
            ana.say("/send", "/get x", f"/send {self.path('none')}", f"/get 7 {self.path('x')}", "/stop nothing")
            self.assertEqual(ana.next("error")["text"], "/send")
            self.assertEqual(ana.next("error")["text"], "/get x")
            self.assertEqual(ana.finish(), 8)
            failed = {e["code"] for e in ana.events if e["event"] == "transfer" and e["state"] == "failed"}
            self.assertEqual(failed, {"unreadable", "no_such_file"})
            self.assertEqual(os.listdir(self.folder), [])

    def test_stop(self):
        tea = self.write("tea.bin", content(3_000_000))
        with Server() as server, Gate(server, 1_000_000) as gate, ChatCli(gate.port, "--nick", "ana") as ana:
            ana.say(f"/send {tea}")
            transfer = ana.next("transfer", state="running")
            ana.say(f"/stop {transfer['id']}", "/help")
            ana.next("help")  # so it has stopped
            gate.is_open.set()
            self.assertEqual(ana.next("transfer", state="stopped")["id"], transfer["id"])
            self.assertEqual(ana.finish(), 0)

    def test_pause(self):
        data = content(3_000_000)
        tea = self.write("tea.bin", data)
        with Server() as server, Gate(server, 1_000_000) as gate, ChatCli(gate.port, "--nick", "ana") as ana:
            ana.say(f"/send {tea}")
            transfer = ana.next("transfer", state="running")
            ana.say(f"/pause {transfer['id']}")
            self.assertEqual(ana.next("transfer", state="paused")["id"], transfer["id"])
            gate.is_open.set()
            ana.say(f"/resume {transfer['id']}")
            self.assertEqual(ana.next("transfer", state="done")["id"], transfer["id"])
            self.assertEqual(ana.finish(), 0)

    def test_killed_in_the_middle(self):
        data = content(3_000_000)
        tea = self.write("tea.bin", data)
        with Server() as server, Gate(server, 1_500_000) as gate:
            options = ("--nick", "ana", "--state", self.path("state"))
            with ChatCli(gate.port, *options) as ana:
                ana.say(f"/send {tea}")
                while ana.next("transfer", state="running")["done"] == 0:
                    pass  # until the server has written some of it
                ana.kill()  # -9
            gate.lose()
            with ChatCli(gate.port, *options) as ana:
                self.assertEqual(ana.next("transfer")["state"], "waiting")
                self.assertGreater(ana.next("transfer", state="running")["done"], 0)  # not from the beginning
                self.assertEqual(ana.next("transfer", state="done")["seq"], 1)
                self.assertEqual(ana.finish(), 0)
            with ChatCli(server.port, "--nick", "bob") as bob:
                bob.say(f"/get 1 {self.path('back')}")
                self.assertEqual(bob.finish(), 0)
            self.assertEqual(self.read(self.path("back")), data)
            with Chatter(server, "reader", room=None) as reader:  # once
                reader.send(type="join", room="lobby", since=0)
                replayed = [f for f in reader.until("history") if f.get("replay")]
                self.assertEqual([f["file"]["size"] for f in replayed], [len(data)])


if __name__ == "__main__":
    unittest.main()
