# SPDX-FileCopyrightText: The Chalkwire authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""What is kept, over real sockets and a real disk: kills, stops, a damaged file, a full disk. docs/protocol.md §9.4, §9.5"""
import os
import random
import signal
import subprocess
import tempfile
import threading
import unittest

from harness import BIN, Chatter, SECONDS, Server, receive_all

ROUNDS = int(os.environ.get("CHALKWIRE_KILLS", "4"))
AUTHOR = "0123456789abcdef"


class Poster(threading.Thread):
    """Posts until its connection is lost, and remembers what was acknowledged. Goes on where it stopped."""

    def __init__(self, name):
        super().__init__(daemon=True)
        self.name_ = name
        self.said = 0
        self.acked = {}  # number of the post: seq
        self.server = None

    def begin(self, server):
        super().__init__(daemon=True)
        self.server = server
        self.start()

    def run(self):
        try:
            with Chatter(self.server, self.name_, client=AUTHOR + self.name_) as me:
                for number in range(self.said):
                    if number not in self.acked:  # again, with the same id
                        self.post(me, number)
                while True:
                    self.post(me, self.said)
                    self.said += 1
        except (OSError, ValueError):
            pass  # the server was killed

    def post(self, me, number):
        me.send(type="post", id=f"{number}", room="lobby", text=f"{self.name_} {number}")
        ack = me.next("ack")
        self.acked[number] = ack["seq"]


def history_of(server, room="lobby"):
    """Every entry of the room, by its number."""
    with Chatter(server, "reader", room=None) as me:
        me.send(type="join", room=room, since=0)
        frames = me.until("history")
    return {frame["seq"]: frame for frame in frames if frame.get("replay")}


class Durability(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = folder.name

    def serve(self, *options):
        return Server("--log-level", "error", *options, data_dir=self.folder)

    def test_what_was_acknowledged_survives_kills(self):
        posters = [Poster(name) for name in ("ana", "ben", "cy")]
        chance = random.Random(1)
        for _ in range(ROUNDS):
            with self.serve() as server:
                wanted = sum(len(poster.acked) for poster in posters) + chance.randrange(20, 200)
                for poster in posters:
                    poster.begin(server)
                while sum(len(poster.acked) for poster in posters) < wanted:
                    self.assertIsNone(server.process.poll())
                server.kill()
                for poster in posters:
                    poster.join(SECONDS)
        with self.serve() as server:
            entries = history_of(server)
        self.assertEqual(sorted(entries), list(range(1, len(entries) + 1)))
        texts = [entry["text"] for entry in entries.values()]
        self.assertEqual(len(texts), len(set(texts)))
        for poster in posters:
            for number, seq in poster.acked.items():
                self.assertEqual(entries[seq]["text"], f"{poster.name_} {number}")

    def test_stop_tells_everybody_and_loses_nothing(self):
        server = self.serve()
        with server, Chatter(server, "ana", client=AUTHOR) as ana, server.connect() as silent:
            for number in range(100):
                ana.send(type="post", id=f"{number}", room="lobby", text="x")
            ana.next("ack")  # they are on their way
            server.process.send_signal(signal.SIGTERM)
            frames = ana.until("bye")
            self.assertEqual(frames[-1]["reason"], "stopping")
            self.assertGreaterEqual(frames[-1]["retry_after"], 1)
            acked = 1 + sum(frame["type"] == "ack" for frame in frames)
            self.assertEqual(receive_all(silent), b"")
            self.assertEqual(server.process.wait(SECONDS), 0)
        with self.serve() as again:
            self.assertGreaterEqual(len(history_of(again)), acked)

    def test_only_one_has_the_history(self):
        with self.serve() as server:
            second = subprocess.run([f"{BIN}/chalkwire-server", "--headless", "--data-dir", self.folder, "--listen",
                                     "127.0.0.1:0"], capture_output=True, text=True, timeout=SECONDS, check=False)
            self.assertEqual(second.returncode, 4)
            self.assertEqual(second.stdout, "")
            self.assertIn(f"process {server.process.pid}", second.stderr)
            self.assertIn("--ephemeral", second.stderr)
            self.assertEqual(len(second.stderr.splitlines()), 1)

    def test_a_damaged_history_is_set_aside(self):
        with self.serve() as server, Chatter(server, "ana") as ana:
            ana.send(type="post", id="1", room="lobby", text="before")
            ana.next("ack")
        path = os.path.join(self.folder, "history.sqlite")
        with open(path, "r+b") as file:
            file.write(b"no database any more")
        with open(path, "rb") as file:
            damaged = file.read()
        with self.serve() as server:
            with Chatter(server, "ana") as ana:
                ana.send(type="post", id="2", room="lobby", text="after")
                self.assertEqual(ana.next("ack")["seq"], 1)
            server.process.send_signal(signal.SIGTERM)
            _, errors = server.process.communicate(timeout=SECONDS)
        self.assertIn("the history is damaged", errors)
        aside = [name for name in os.listdir(self.folder) if ".damaged-" in name and name.split(".damaged-")[1].count("-") == 1
                 and not name.endswith(("-wal", "-shm"))]
        self.assertEqual(len(aside), 1)
        self.assertIn(aside[0], errors)
        with open(os.path.join(self.folder, aside[0]), "rb") as file:
            self.assertEqual(file.read(), damaged)

    def test_a_full_history_refuses_and_goes_on(self):
        with self.serve("--limit", "historyBytes=200000") as server, Chatter(server, "ana") as ana, \
                Chatter(server, "ben") as ben:
            answers = []
            while not answers or answers[-1]["type"] == "ack":
                ana.send(type="post", id=f"{len(answers)}", room="lobby", text="x" * 5000)
                answers.append(self.answer(ana))
            refused = len(answers) - 1
            self.assertEqual(answers[-1]["code"], "storage_full")
            self.assertEqual(answers[-1]["id"], f"{refused}")
            self.assertGreater(refused, 5)
            ben.send(type="ping")
            ben.next("pong")
            ana.send(type="history", room="lobby", before=3)
            self.assertEqual([frame["seq"] for frame in ana.until("history")[:-1]], [1, 2])
        with self.serve() as server, Chatter(server, "ana") as ana:  # there is room again
            ana.send(type="post", id="again", room="lobby", text="y")
            self.assertEqual(ana.next("ack")["seq"], refused + 1)

    @staticmethod
    def answer(me):
        while (frame := me.read())["type"] not in ("ack", "error"):
            pass
        return frame

    def test_everything_comes_back_after_a_restart(self):
        with self.serve() as server, Chatter(server, "ana", client=AUTHOR) as ana, server.connect() as line:
            line.sendall("/nick ben\n你好世界\n".encode())
            self.assertEqual(ana.next("message")["text"], "你好世界")
            ana.send(type="react", id="1", room="lobby", of=1, text="+1")
            ana.send(type="topic", id="2", room="lobby", text="greetings")
            ana.send(type="join", room="den", private=True)
            ana.send(type="post", id="3", room="den", text="secret")
            for _ in range(3):
                ana.next("ack")
            ana.send(type="read", room="lobby", seq=3)
            ana.send(type="ping")
            ana.next("pong")
        with self.serve() as server, Chatter(server, "ana", room=None, client=AUTHOR) as ana, \
                Chatter(server, "eve", room=None) as eve:
            self.assertEqual({room["name"]: room["last"] for room in ana.welcome["rooms"]}, {"den": 1, "lobby": 3})
            eve.send(type="join", room="den")
            self.assertEqual(eve.next("error")["code"], "private_room")
            ana.send(type="join", room="den")
            self.assertTrue(ana.next("room")["private"])
            ana.send(type="join", room="lobby", since=0)
            room = ana.next("room")
            self.assertEqual((room["topic"], room["first"], room["last"]), ("greetings", 1, 3))
            entries = ana.until("history")
            self.assertEqual([entry["type"] for entry in entries], ["message", "reaction", "topic", "history"])
            ana.send(type="search", text="你好")
            self.assertEqual(ana.next("hit")["from"], "ben")
            ana.send(type="search", text="in:den secret")
            self.assertEqual(ana.next("hit")["room"], "den")
            ana.send(type="marks")
            self.assertEqual(ana.next("marks")["marks"], [{"room": "lobby", "seq": 3}])

    def test_without_a_history_nothing_is_kept(self):
        with self.serve("--no-history") as server, Chatter(server, "ana") as ana:
            self.assertEqual(ana.welcome["features"], [])
            ana.send(type="post", id="1", room="lobby", text="x")
            self.assertNotIn("seq", ana.next("ack"))
            ana.send(type="history", room="lobby")
            self.assertEqual(ana.next("error")["code"], "no_history")
        self.assertNotIn("history.sqlite", os.listdir(self.folder))


if __name__ == "__main__":
    unittest.main()
