# SPDX-FileCopyrightText: The Chalkwire authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The chat dialect over real sockets: the client of docs/protocol.md, and frames as they come."""
import json
import os
import socket
import subprocess
import tempfile
import unittest

from harness import Chatter, PROGRAMS, SECONDS, Server, python, receive_all

DOCUMENT = os.path.join(os.path.dirname(os.path.abspath(__file__)), "../../docs/protocol.md")


class DocumentedClient(unittest.TestCase):
    def test_is_the_program_that_the_document_prints(self):
        with open(os.path.join(PROGRAMS, "chat_client.py"), encoding="utf-8") as program:
            code = program.read().split('"""\n', 1)[1]
        self.assertLess(len([line for line in code.splitlines() if line]), 30)
        with open(DOCUMENT, encoding="utf-8") as document:
            self.assertIn(f"```python\n{code}```", document.read())

    def test_talks_with_a_line_client(self):
        with Server() as server, server.connect() as line:
            line.sendall(b"/nick ben\n")
            lines = line.makefile("rb")
            self.assertIn(b"you are ben", lines.readline())
            program = python("chat_client.py", "127.0.0.1", server.port, "ana", stdin=subprocess.PIPE)
            self.assertIn('"name": "ana"', program.stdout.readline())
            self.assertIn('"members": ["ben", "ana"]', program.stdout.readline())
            self.assertEqual(lines.readline(), b"* ana joined lobby\n")
            program.stdin.write("hello 你好\n")
            program.stdin.flush()
            self.assertEqual(lines.readline().decode(), "[lobby] ana: hello 你好\n")
            line.sendall(b"welcome\n")
            self.assertEqual(program.stdout.readline(), "[lobby] ben: welcome\n")
            rest, _ = program.communicate(timeout=SECONDS)  # the end of its input: bye
            self.assertIn('"reason": "quit"', rest)
            self.assertEqual(program.returncode, 0)
            self.assertEqual(lines.readline(), b"accepted\n")
            self.assertEqual(lines.readline(), b"* ana left lobby\n")


class Frames(unittest.TestCase):
    def test_two_clients(self):
        with Server() as server, Chatter(server, "ana") as ana, Chatter(server, "ben") as ben:
            ana.send(type="post", id="m1", room="lobby", text="hi")
            self.assertEqual(ana.next("ack")["id"], "m1")
            message = ben.next("message")
            self.assertEqual((message["from"], message["text"]), ("ana", "hi"))

    def test_payloads_are_skipped_and_the_next_frame_counts(self):
        with Server() as server, Chatter(server, "ana") as ana:
            payload = os.urandom(1024 * 1024)
            ana.send(payload, type="dance", bytes=len(payload))
            ana.send(type="ping", id="after")
            self.assertEqual(ana.next("error")["code"], "unknown_type")
            self.assertEqual(ana.next("pong")["id"], "after")

    def test_a_bad_frame_ends_with_bye_and_keeps_what_came_before(self):
        with Server() as server, Chatter(server, "ben") as ben, Chatter(server, "ana") as ana:
            ana.peer.sendall(b'{"type":"post","id":"1","room":"lobby","text":"last"}\n{"type":}\n')
            frames = [json.loads(line) for line in ana.stream]
            self.assertEqual([frame["type"] for frame in frames], ["ack", "error", "bye"])
            self.assertEqual(frames[1]["code"], "bad_json")
            self.assertEqual(ben.next("message")["text"], "last")
            self.assertEqual(ben.next("left")["name"], "ana")

    def test_half_closed_client_gets_its_answers(self):
        with Server() as server, server.connect() as peer:
            peer.sendall(b'{"type":"hello","protocol":1,"name":"ana"}\n{"type":"ping"}\n')
            peer.shutdown(socket.SHUT_WR)
            answers = [json.loads(line)["type"] for line in receive_all(peer).splitlines()]
            self.assertEqual(answers, ["welcome", "pong"])

    def test_a_long_header_is_refused(self):
        with Server() as server, Chatter(server, "ana") as ana:
            ana.peer.sendall(b'{"type":"post","x":"' + b"x" * 70_000)
            self.assertEqual(ana.next("error")["code"], "header_too_long")
            self.assertEqual(ana.next("bye")["reason"], "bad_frame")

    def test_trace_has_frames(self):
        with Server() as server:
            with Chatter(server, "ana") as ana:
                ana.send(type="bye")
                ana.next("bye")
            server.stop()
            frames = [r for r in server.records() if r["kind"] == "frame" and r["direction"] == "to_server"]
            self.assertEqual([r["type"] for r in frames], ["chat"] * 3)
            self.assertEqual(json.loads(frames[0]["text"])["type"], "hello")


class Operator(unittest.TestCase):
    def test_takes_part_in_rooms(self):
        with Server("--operator", "--keep-days", "30") as server, Chatter(server, "ana", room="lab") as ana:
            self.assertEqual(server.operator("/say lab lunch, all"), ["ok 1"])
            self.assertEqual(ana.next("message")["from"], "operator")
            self.assertEqual(server.operator("/say nowhere x"), ["error no_such_room"])
            self.assertEqual(server.operator("/dance"), ["error unknown_command /dance"])
            self.assertEqual(server.operator("/delete lab 1"), ["ok 2"])
            self.assertEqual(ana.next("deleted")["of"], 1)
            self.assertEqual(server.operator("/keep lab 7"), ["ok"])
            self.assertEqual(ana.next("rules")["keep_days"], 7)
            self.assertEqual(server.operator("break"), ["ok"])
            self.assertEqual(ana.next("announcement")["text"], "break")
            self.assertEqual(server.operator("/remove lab"), ["ok"])
            self.assertEqual(ana.next("removed")["room"], "lab")
            ana.send(type="join", room="lobby")
            self.assertEqual(ana.next("room")["keep_days"], 30)

    def test_goes_on_after_the_end_of_its_lines(self):
        with Server("--operator") as server:
            server.process.stdin.close()
            server.process.stdin = None
            with Chatter(server, "ana"):
                self.assertEqual(server.stop(), 0)

    def test_removed_room_is_another_after_a_restart(self):
        with tempfile.TemporaryDirectory() as folder:
            with Server("--operator", data_dir=folder) as server, Chatter(server, "ana", room="lab") as ana:
                ana.send(type="post", id="1", room="lab", text="secret")
                ana.next("ack")
                self.assertEqual(server.operator("/remove lab"), ["ok"])
            with Server(data_dir=folder) as server, Chatter(server, "ana", room=None) as ana:
                ana.send(type="join", room="lab", since=1)
                self.assertEqual(ana.next("error")["code"], "room_removed")
                ana.send(type="join", room="lab")
                room = ana.next("room")
                self.assertEqual((room["first"], room["last"]), (2, 1))
                ana.send(type="post", id="1", room="lab", text="new")
                self.assertEqual(ana.next("ack")["seq"], 2)
                ana.send(type="search", text="secret")
                self.assertEqual([frame["type"] for frame in ana.until("found")], ["found"])


class Directs(unittest.TestCase):
    def test_reaches_who_was_away_over_a_kill(self):
        with tempfile.TemporaryDirectory() as folder:
            server = Server(data_dir=folder)
            with Chatter(server, "ben", client="ben-0123456789abcdef") as ben:
                ben.send(type="bye")
                ben.next("bye")
            with Chatter(server, "ana", client="ana-0123456789abcdef") as ana:
                ana.send(type="direct", id="1", to="ben", text="psst")
                self.assertEqual(ana.next("ack")["seq"], 1)
                server.kill()
            with Server(data_dir=folder) as server, Chatter(server, "ben", client="ben-0123456789abcdef") as ben, \
                    Chatter(server, "ana", client="ana-0123456789abcdef") as ana:
                ana.send(type="direct", id="1", to="ben", text="psst")  # again: nobody is told
                self.assertEqual(ana.next("ack")["seq"], 1)
                ben.send(type="join", room="@", since=0)
                replay = [frame for frame in ben.until("history") if frame["type"] == "direct"]
                self.assertEqual([frame["text"] for frame in replay], ["psst"])
                ana.send(type="direct", id="2", to="ben", text="are you there?")
                self.assertEqual(ben.next("direct")["seq"], 2)


unittest.main()
