# SPDX-FileCopyrightText: The Chalkwire authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Our client against foreign servers and ours, and what both programs say when something is wrong."""
import json
import os
import socket
import subprocess
import tempfile
import unittest

from harness import BIN, SECONDS, Server, python, run

CLIENT = f"{BIN}/chalkwire-client"
SERVER = f"{BIN}/chalkwire-server"


def cli(port, *options, stdin=b""):
    """Exit code and the events it printed."""
    done = run([CLIENT, "--cli", "--connect", f"127.0.0.1:{port}", *options], stdin)
    return done.returncode, [json.loads(line) for line in done.stdout.splitlines()]


def said(events, who):
    return [event["text"] for event in events if event["event"] == "line" and event["who"] == who]


class TutorialServer(unittest.TestCase):
    """The tutorial's own server, not ours."""

    def setUp(self):
        self.process = python("tutorial_server.py")
        self.addCleanup(self.process.communicate)
        self.addCleanup(self.process.terminate)
        self.port = int(self.process.stdout.readline().split()[1])

    def test_talks_and_ends_on_closed(self):
        code, events = cli(self.port, "--dialect", "guide", stdin="hello\n你好\nClose\nnever\n".encode())
        self.assertEqual(code, 0)
        self.assertEqual(said(events, "answer"), ["accepted", "accepted", "closed"])
        self.assertEqual(events[-1]["reason"], "server_said_closed")

    def test_end_of_input_leaves(self):
        code, events = cli(self.port, "--dialect", "guide", stdin=b"hello\n")
        self.assertEqual((code, said(events, "answer")), (0, ["accepted"]))

    def test_too_long_is_refused_and_the_rest_goes_on(self):
        code, events = cli(self.port, "--dialect", "guide", stdin=b"x" * 1025 + b"\n" + b"y" * 1024 + b"\nclose\n")
        self.assertEqual(code, 0)
        self.assertEqual([e["code"] for e in events if e["event"] == "error"], ["too_long"])
        self.assertEqual(said(events, "answer"), ["accepted", "closed"])

    def test_raw_sends_bytes(self):
        code, events = cli(self.port, "--dialect", "raw", "--eol", "none", stdin=b"close")
        self.assertEqual((code, said(events, "bytes")), (0, ["closed"]))


class OurServer(unittest.TestCase):
    def test_line_client_chats(self):
        with Server() as server:
            code, events = cli(server.port, "--nick", "ana", "--room", "lab", "--say", "hello", stdin=b"/who\n")
            self.assertEqual(code, 0)
            self.assertIn("accepted", said(events, "answer"))
            self.assertIn("* in lab: ana", said(events, "notice"))

    def test_large_input_is_all_answered(self):
        with Server() as server:
            code, events = cli(server.port, stdin=b"some text\n" * 5000)
            self.assertEqual((code, len(said(events, "answer"))), (0, 5000))


class Mistakes(unittest.TestCase):
    """One sentence on stderr, the documented exit code, nothing else."""

    def assert_refused(self, command, code, *words, environment=None):
        done = subprocess.run(command, capture_output=True, text=True, timeout=SECONDS, check=False,
                              env={**os.environ, **(environment or {})})
        self.assertEqual(done.returncode, code, done.stderr)
        self.assertEqual(len(done.stderr.splitlines()), 1, done.stderr)
        for word in words:
            self.assertIn(word, done.stderr)

    def test_options(self):
        self.assert_refused([SERVER, "--frobnicate"], 2, "--frobnicate", "--help")
        self.assert_refused([SERVER, "--tls", "auto"], 2, "--tls")  # not built yet, so not accepted
        self.assert_refused([SERVER, "--listen"], 2, "listen")
        self.assert_refused([SERVER, "extra"], 2, "extra")
        self.assert_refused([SERVER, "--limit", "maxClients=-1"], 2, "maxClients=-1")
        self.assert_refused([SERVER, "--limit", "nope=1"], 2, "nope")
        self.assert_refused([SERVER, "--max-clients", "many"], 2, "many")
        self.assert_refused([SERVER, "--lang", "xx"], 2, "zh_CN")
        self.assert_refused([SERVER, "--log-level", "loud"], 2, "debug")
        self.assert_refused([SERVER, "--dispatcher", "poll"], 2, "auto and qt")
        self.assert_refused([CLIENT, "--dialect", "irc"], 2, "guide, line, chat and raw")
        self.assert_refused([CLIENT, "--cli"], 2, "--connect")
        self.assert_refused([CLIENT, "--connect", "127.0.0.1:0"], 2, "port 0")
        self.assert_refused([CLIENT, "--dialect", "raw", "--nick", "a"], 2, "--nick")

    def test_addresses(self):
        for address in ("nowhere", "127.0.0.1:x", "127.0.0.1:65536", "::1:80", "example.org:80", ":80", "1.2.3.4:80,what"):
            self.assert_refused([SERVER, "--headless", "--listen", address], 2, address)
        self.assert_refused([SERVER, "--headless", "--ephemeral", "--listen", "192.0.2.1:8000"], 3, "192.0.2.1:8000")

    def test_port_taken_names_the_holder(self):
        with socket.create_server(("127.0.0.1", 0)) as holder:
            port = holder.getsockname()[1]
            self.assert_refused([SERVER, "--headless", "--ephemeral", "--listen", f"127.0.0.1:{port}"], 3,
                                f"127.0.0.1:{port}", f"pid {os.getpid()}", "is free")

    def test_files(self):
        self.assert_refused([SERVER, "--config", "/nonexistent/file"], 4, "/nonexistent/file")
        with tempfile.NamedTemporaryFile("w", suffix=".ini") as config:
            config.write("lisen=127.0.0.1:0\n")
            config.flush()
            self.assert_refused([SERVER, "--config", config.name], 4, "lisen")
            self.assert_refused([SERVER, "--headless", "--data-dir", f"{config.name}/below"], 4, "--data-dir")

    def test_no_display(self):
        nowhere = {"DISPLAY": ":65000", "WAYLAND_DISPLAY": "", "QT_QPA_PLATFORM": "xcb"}
        self.assert_refused([SERVER], 5, "--headless", environment=nowhere)
        self.assert_refused([CLIENT], 5, "--cli", environment=nowhere)

    def test_nobody_listens(self):
        with socket.create_server(("127.0.0.1", 0)) as holder:
            port = holder.getsockname()[1]
        code, events = cli(port)
        self.assertEqual((code, events[-1]["event"], events[-1]["failure"]), (6, "failed", "refused"))

    def test_config_file_is_read_and_the_command_line_wins(self):
        with tempfile.NamedTemporaryFile("w", suffix=".ini") as config:
            config.write("listen=127.0.0.1:1\nstrict=true\n[limits]\nmaxClients=1\n")
            config.flush()
            with Server("--config", config.name) as server, server.connect() as peer:
                peer.sendall(b"\xff")
                self.assertEqual(peer.recv(10), b"")


if __name__ == "__main__":
    unittest.main()
