# SPDX-FileCopyrightText: The Chalkwire authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The client without a window as a chat: it talks, outlives its server, and its own end. docs/command-line.md §3"""
import json
import os
import signal
import socket
import subprocess
import tempfile
import threading
import unittest

from harness import ChatCli, Chatter, SECONDS, Server


def said_in(server, room="lobby"):
    """The texts of all that the server has."""
    with Chatter(server, "reader", room=None) as me:
        me.send(type="join", room=room, since=0)
        return [frame["text"] for frame in me.until("history") if frame.get("replay")]


class ChatClient(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = folder.name

    def server(self, port=0):
        return Server(listeners=("--listen", f"127.0.0.1:{port}"), data_dir=f"{self.folder}/data")

    def test_talks(self):
        with self.server() as server, ChatCli(server.port, "--nick", "ana") as ana, \
                ChatCli(server.port, "--nick", "bob") as bob:
            self.assertEqual(ana.next("keeping")["kept"], False)
            welcome = ana.next("welcome")
            self.assertEqual((welcome["name"], welcome["directs"], welcome["files"]), ("ana", True, True))
            self.assertEqual(ana.next("joined")["room"], "lobby")
            bob.next("joined", room="lobby")
            ana.say("hello 你好")
            own = ana.next("own", state="saved")
            self.assertEqual((own["text"], own["seq"]), ("hello 你好", 1))
            said = bob.next("said")
            self.assertEqual((said["name"], said["text"], said["own"]), ("ana", "hello 你好", False))
            ana.say("//slash")
            self.assertEqual(bob.next("said")["text"], "/slash")
            ana.say("/nope")
            self.assertEqual(ana.next("error")["code"], "unknown_command")
            ana.say("/who")
            self.assertEqual(sorted(ana.next("people")["members"]), ["ana", "bob"])
            ana.say("/msg bob psst")
            self.assertEqual(bob.next("direct")["text"], "psst")
            bob.say("/join lab", "in the lab")
            self.assertEqual(bob.next("own", state="saved")["room"], "lab")
            self.assertEqual(bob.finish(), 0)
            self.assertEqual(ana.finish(), 8)  # one line was no command
            self.assertEqual(bob.events[-1]["event"], "closed")

    def test_searches(self):
        with self.server() as server, ChatCli(server.port, "--nick", "ana") as ana:
            ana.next("joined")
            ana.say("/msg ana note on tea", *[f"tea {number}" for number in range(60)])
            ana.next("own", state="saved", text="tea 59")
            ana.say("/search tea")
            self.assertEqual(ana.next("hit")["text"], "tea 59")
            found = ana.next("found")
            self.assertEqual((found["count"], found["more"]), (50, True))
            ana.say("/search")  # on
            found = ana.next("found")
            self.assertEqual((found["count"], found["more"]), (11, False))
            ana.say("/search")  # there is no more
            self.assertEqual(ana.next("error")["code"], "bad_field")
            ana.say("/search in:@ana")
            hit = ana.next("hit", room="@")
            self.assertEqual((hit["name"], hit["to"], hit["text"], hit["own"]), ("ana", "ana", "note on tea", True))
            self.assertEqual(ana.next("found")["count"], 1)
            self.assertEqual(ana.finish(), 8)

    def test_server_that_takes_no_files_is_offered_none(self):
        with Server("--no-history") as server, ChatCli(server.port, "--nick", "ana") as ana:
            self.assertFalse(ana.next("welcome")["files"])
            ana.next("joined", room="lobby")
            ana.say(f"/send {__file__}")
            self.assertEqual(ana.next("error")["code"], "no_files")
            self.assertEqual(ana.finish(), 8)

    def test_a_whole_script_is_delivered(self):
        lines = [f"line {number}" for number in range(500)]
        with self.server() as server:
            with ChatCli(server.port, "--nick", "ana") as ana:
                ana.say(*lines)
                self.assertEqual(ana.finish(), 0)
            self.assertEqual(said_in(server), lines)

    def test_outlives_a_killed_server(self):
        with self.server() as first:
            port = first.port
            with ChatCli(port, "--nick", "ana") as ana, ChatCli(port, "--nick", "bob") as bob:
                ana.next("joined")
                bob.next("joined")
                ana.say("before")
                bob.next("said", text="before")
                ana.next("own", state="saved")
                first.kill()
                self.assertGreater(ana.next("waiting")["attempt"], 0)
                bob.next("waiting")
                ana.say("meanwhile")
                bob.say("me too")
                ana.next("own", state="waiting", text="meanwhile")
                bob.next("own", state="waiting", text="me too")
                with self.server(port) as second:
                    ana.next("own", state="saved", text="meanwhile")
                    bob.next("own", state="saved", text="me too")
                    self.assertEqual((ana.finish(), bob.finish()), (0, 0))
                    everything = said_in(second)
            self.assertEqual(everything[0], "before")
            self.assertEqual(sorted(everything[1:]), ["me too", "meanwhile"])
            for one in (ana, bob):
                self.assertEqual(len(one.heard()), len(set(one.heard())))
            self.assertIn("before", bob.heard())

    def test_what_was_said_outlives_a_killed_client(self):
        state = ("--state", f"{self.folder}/client.sqlite")
        with self.server() as server:
            port = server.port
            with ChatCli(port, "--nick", "ana", *state) as ana:
                self.assertEqual(ana.next("keeping")["kept"], True)
                ana.next("joined")
                server.stop()
                ana.next("waiting")
                ana.say("one", "two")
                ana.next("own", state="waiting", text="two")
                ana.kill()
        self.assertEqual(os.stat(f"{self.folder}/client.sqlite").st_mode & 0o077, 0)
        with self.server(port) as server:
            for _ in range(2):  # the second has nothing left to say
                with ChatCli(port, *state) as ana:
                    self.assertEqual(ana.finish(), 0)
                    self.assertTrue(any(event.get("name") == "ana" for event in ana.events if event["event"] == "welcome"))
            self.assertEqual(said_in(server), ["one", "two"])

    def test_two_programs_with_one_file(self):
        state = ("--state", f"{self.folder}/client.sqlite")
        with self.server() as server, ChatCli(server.port, "--nick", "ana", *state) as ana:
            ana.next("joined")
            with ChatCli(server.port, "--nick", "bob", *state) as bob:
                keeping = bob.next("keeping")
                self.assertEqual((keeping["kept"], keeping["code"]), (False, "storage_in_use"))
                bob.say("hello")
                self.assertEqual(bob.finish(), 0)
            ana.next("said", text="hello", name="bob")

    def test_comes_back_when_a_stopping_server_asks_it_to(self):
        with self.server() as server:
            port = server.port
            with ChatCli(port, "--nick", "ana") as ana:
                ana.next("joined")
                server.process.send_signal(signal.SIGTERM)
                lost = ana.next("lost")
                self.assertEqual((lost["reason"], lost["again"]), ("stopping", True))
                self.assertGreater(lost["retryAfter"], 0)
                ana.next("waiting")
                server.stop()
                with self.server(port):
                    ana.next("welcome")

    def test_nobody_listens(self):
        with socket.create_server(("127.0.0.1", 0)) as holder:
            port = holder.getsockname()[1]
        with ChatCli(port, "--nick", "ana") as ana:
            waiting = ana.next("waiting")
            self.assertEqual((waiting["reason"], waiting["attempt"]), ("refused", 2))
            ana.process.send_signal(signal.SIGTERM)
            self.assertEqual(ana.finish(), 0)

    def test_obeys_what_a_server_says_at_the_end(self):
        with socket.create_server(("127.0.0.1", 0)) as listener, ChatCli(listener.getsockname()[1]) as ana:
            self.say_bye(listener, b'{"type":"bye","reason":"stopping","retry_after":300}\n')
            self.assertEqual(ana.next("lost")["retryAfter"], 300)
            self.assertGreater(ana.next("waiting")["inMs"], 200_000)
        with socket.create_server(("127.0.0.1", 0)) as listener, ChatCli(listener.getsockname()[1]) as ana:
            self.say_bye(listener, b'{"type":"bye","reason":"disconnected","reconnect":false}\n')
            self.assertEqual(ana.next("lost")["again"], False)
            ana.next("closed", reason="disconnected")
            self.assertEqual(ana.finish(), 7)

    def say_bye(self, listener, frame):
        peer, _ = listener.accept()
        with peer, peer.makefile("rb") as stream:
            self.assertEqual(json.loads(stream.readline())["type"], "hello")
            peer.sendall(frame)


if __name__ == "__main__":
    unittest.main()
