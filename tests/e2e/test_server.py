# SPDX-FileCopyrightText: The Chalkwire authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Foreign programs against our server: the tutorial's client, nc, raw sockets, a browser's request."""
import os
import random
import resource
import socket
import tempfile
import unittest

from harness import Server, ask, python, receive, receive_all, run, SECONDS


class TutorialServer(unittest.TestCase):
    def setUp(self):
        self.server = Server()
        self.addCleanup(self.server.stop)

    def test_tutorial_client_talks_and_ends_on_closed(self):
        client = python("tutorial_client.py", self.server.port, stdin=-1)
        printed, _ = client.communicate("hello\n你好\nCLOSE\nnever sent\n", timeout=SECONDS)
        self.assertEqual(printed.split(), ["accepted", "accepted", "closed"])
        self.assertEqual(client.returncode, 0)

    def test_says_nothing_first_and_nothing_more(self):
        with self.server.connect() as peer:
            self.assertEqual(ask(peer, b"hello", 8), b"accepted")
            self.assertEqual(ask(peer, b"close", 6), b"closed")
            self.assertEqual(receive_all(peer), b"")

    def test_many_clients_at_once(self):
        peers = [self.server.connect() for _ in range(50)]
        for peer in peers:
            peer.sendall(b"hello")
        for peer in reversed(peers):
            self.assertEqual(receive(peer, 8), b"accepted")
            peer.close()

    def test_two_requests_in_one_packet_get_one_answer(self):
        with self.server.connect() as peer:
            self.assertEqual(ask(peer, b"hello" + b"again", 8), b"accepted")
            self.assertEqual(ask(peer, b"close", 6), b"closed")  # no second `accepted` came between

    def test_long_request_is_several(self):
        with self.server.connect() as peer:
            self.assertEqual(ask(peer, b"x" * 2500, 24), b"accepted" * 3)
            self.assertEqual(ask(peer, b"close", 6), b"closed")

    def test_bad_text_is_answered_and_noted(self):
        for request in (b"\xff\xfe", b"a\0b", "你".encode() * 341 + b"\xe4"):
            with self.server.connect() as peer:
                self.assertEqual(ask(peer, request, 8), b"accepted")
        self.server.stop()
        faults = [(r["fault"], r["fault_offset"]) for r in self.server.records() if "fault" in r]
        self.assertEqual(faults, [("invalid_utf8", 0), ("nul", 1), ("cut_character", 1023)])

    def test_random_sequences_as_the_tutorials_server_answers(self):
        dice = random.Random(8000)
        for _ in range(40):
            with self.server.connect() as peer:
                for _ in range(25):
                    request = bytes(dice.choice(b"close ABC\xc3\x28\0") for _ in range(dice.randint(1, 12)))
                    is_close = request.decode("utf-8", "replace").lower() == "close"
                    expected = b"closed" if is_close else b"accepted"
                    self.assertEqual(ask(peer, request, len(expected)), expected, request)
                    if is_close:
                        break

    def test_nc_lines(self):
        done = run(["nc", "127.0.0.1", str(self.server.port)], b"hello\nclose\n")
        self.assertEqual(done.stdout, b"accepted\nclosed\n")

    def test_nc_half_closes(self):
        for request, answer in ((b"hello", b"accepted"), (b"GET /", b"accepted"), (b"a\nb", b"accepted\naccepted\n")):
            done = run(["nc", "-N", "127.0.0.1", str(self.server.port)], request)
            self.assertEqual(done.stdout, answer, request)

    def test_many_lines_then_half_close_all_answered(self):
        done = run(["nc", "-N", "127.0.0.1", str(self.server.port)], b"line\n" * 20000)
        self.assertEqual(done.stdout, b"accepted\n" * 20000)

    def test_nc_users_chat(self):
        with self.server.connect() as ana, self.server.connect() as ben, self.server.connect() as tutorial:
            self.assertEqual(ask(tutorial, b"first", 8), b"accepted")
            ana_in, ben_in = ana.makefile("rb"), ben.makefile("rb")
            ana.sendall(b"/nick ana\n")
            self.assertEqual(ana_in.readline(), b"* you are ana in lobby; here: ana\n")
            ben.sendall(b"/nick ben\n")
            self.assertEqual(ben_in.readline(), b"* you are ben in lobby; here: ana, ben\n")
            self.assertEqual(ana_in.readline(), b"* ben joined lobby\n")
            ben.sendall("hi 你好\n".encode())
            self.assertEqual(ben_in.readline(), b"accepted\n")
            self.assertEqual(ana_in.readline(), "[lobby] ben: hi 你好\n".encode())
            self.assertEqual(ask(tutorial, b"me too", 8), b"accepted")
            self.assertRegex(ana_in.readline(), rb"^\[lobby\] tutorial-\d+: me too\n$")
            # Nothing was pushed to the tutorial client: its next bytes answer its next request.
            self.assertEqual(ask(tutorial, b"close", 6), b"closed")
            self.assertEqual(receive_all(tutorial), b"")

    def test_browser_gets_a_page(self):
        with self.server.connect() as peer:
            peer.sendall(b"GET / HTTP/1.1\r\nHost: localhost\r\n\r\n")
            page = receive_all(peer)
        self.assertTrue(page.startswith(b"HTTP/1.1 200 OK\r\n"))
        self.assertIn(f"127.0.0.1:{self.server.port}".encode(), page)

    def test_reads_and_messages_are_told_apart(self):
        with self.server.connect() as peer, self.server.connect() as other:
            lines = peer.makefile("rb")
            peer.sendall(b"/nick ana\nhello\n")
            self.assertEqual([lines.readline() for _ in range(2)],
                             [b"* you are ana in lobby; here: ana\n", b"accepted\n"])
            peer.sendall(b"half")
            for _ in range(2):  # once the second is answered, "half" has been read
                self.assertEqual(ask(other, b"x", 8), b"accepted")
            while lines.readline() != b"[lobby] tutorial-2: x\n":
                pass
            peer.sendall(b" a line\n")
            while lines.readline() != b"accepted\n":
                pass
        self.server.stop()
        received = [r for r in self.server.records() if r.get("direction") == "to_server" and r["client"] == 1]
        self.assertEqual([r.get("messages") for r in received if r["kind"] == "chunk"], [2, None, 1])
        self.assertEqual([r.get("reads") for r in received if r["kind"] == "frame"], [1, 1, 2])

    def test_broadcast_is_one_record(self):
        with self.server.connect() as a, self.server.connect() as b, self.server.connect() as c:
            files = [peer.makefile("rb") for peer in (a, b, c)]
            for index, peer in enumerate((a, b, c)):
                peer.sendall(f"/nick n{index}\n".encode())
                files[index].readline()
            c.sendall(b"to both\n")
            for reader in files[:2]:
                while reader.readline() != b"[lobby] n2: to both\n":
                    pass
        self.server.stop()
        pushes = [r for r in self.server.records()
                  if r["kind"] == "frame" and r.get("type") == "push" and "to both" in r.get("text", "")]
        self.assertEqual(len(pushes), 1)
        self.assertEqual(len(pushes[0]["recipients"]), 2)

    def test_stops_in_order(self):
        with self.server.connect() as peer:
            self.assertEqual(ask(peer, b"hello", 8), b"accepted")
            self.assertEqual(self.server.stop(), 0)
            self.assertEqual(receive_all(peer), b"")


class Listeners(unittest.TestCase):
    def test_every_transport(self):
        with tempfile.TemporaryDirectory() as folder:
            path = os.path.join(folder, "socket")
            listeners = ("--listen", "127.0.0.1:0", "--listen", "[::1]:0", "--listen", "*:0,guide",
                         "--udp", "127.0.0.1:0", "--local", path)
            with Server(listeners=listeners, expected=5) as server:
                kinds = [line[1] for line in server.listening]
                self.assertEqual(kinds, ["tcp", "tcp", "tcp", "udp", "local"])
                ports = [server._port_of(line) for line in server.listening]
                with server.connect("::1", ports[1]) as peer:
                    self.assertEqual(ask(peer, b"hello", 8), b"accepted")
                for host in ("127.0.0.1", "::1"):
                    with server.connect(host, ports[2]) as peer:
                        self.assertEqual(ask(peer, b"hello\n", 8), b"accepted")
                with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as peer:
                    peer.settimeout(SECONDS)
                    peer.sendto(b"hello", ("127.0.0.1", ports[3]))
                    self.assertEqual(peer.recv(100), b"accepted")
                self.assertEqual(os.stat(path).st_mode & 0o077, 0)
                with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as peer:
                    peer.settimeout(SECONDS)
                    peer.connect(path)
                    self.assertEqual(ask(peer, b"close", 6), b"closed")

    def test_waiting_clients_are_served_in_order(self):
        with Server("--max-clients", "1", "--backlog", "2") as server:
            first, second, third = server.connect(), None, None
            self.assertEqual(ask(first, b"hello", 8), b"accepted")
            second = server.connect()
            second.sendall(b"second")
            third = server.connect()
            third.sendall(b"third")
            third.shutdown(socket.SHUT_WR)  # and has nothing more to say while it waits
            first.close()
            self.assertEqual(receive(second, 8), b"accepted")
            second.close()
            self.assertEqual(receive_all(third), b"accepted")
            third.close()

    def test_raises_the_limit_of_open_files(self):
        def lower():
            resource.setrlimit(resource.RLIMIT_NOFILE, (64, 512))

        with Server(before=lower) as server:
            peers = [server.connect() for _ in range(150)]
            self.assertEqual([ask(peer, b"hello", 8) for peer in peers], [b"accepted"] * 150)
            for peer in peers:
                peer.close()

    def test_strict_closes_without_an_answer(self):
        with Server("--strict") as server, server.connect() as peer:
            peer.sendall(b"\xff")
            self.assertEqual(receive_all(peer), b"")


if __name__ == "__main__":
    unittest.main()
