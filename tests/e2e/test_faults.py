# SPDX-FileCopyrightText: The Chalkwire authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""What a crowd can do to the server by connecting: slow-loris, resets where files are few, and many short visits.
CHALKWIRE_FULL=1 runs the longest one at its full length. Times are printed, not judged."""
import os
import resource
import socket
import struct
import time
import unittest

from harness import Server, ask, receive_all, resident_kib, SECONDS

FULL = bool(os.environ.get("CHALKWIRE_FULL"))
QUIET = ("--log-level", "error")
TICKS = os.sysconf("SC_CLK_TCK")


def cpu_seconds(server):
    with open(f"/proc/{server.process.pid}/stat", encoding="ascii") as stat:
        fields = stat.read().rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / TICKS


def open_files(server):
    return len(os.listdir(f"/proc/{server.process.pid}/fd"))


def reset(peer):
    peer.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    peer.close()


def raise_limit():
    _, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (hard, hard))


class Crowd(unittest.TestCase):
    def assert_answers(self, server, what):
        begin = time.monotonic()
        with server.connect() as peer:
            self.assertEqual(ask(peer, b"hello", 8), b"accepted")
        print(f"{what}: an honest client is answered {time.monotonic() - begin:.3f} s after it connects")

    def assert_rests(self, server, what):
        """Comes to rest: a second of next to nothing. A server that spins never has one."""
        begin, share = time.monotonic(), 1.0
        while share >= 0.05 and time.monotonic() - begin < SECONDS:
            before, second = cpu_seconds(server), time.monotonic()
            time.sleep(1)  # what is measured
            share = (cpu_seconds(server) - before) / (time.monotonic() - second)
        print(f"{what}: {share:.1%} CPU when idle")
        self.assertLess(share, 0.05)

    def settle(self, server, files):
        """Until the server has let go of everybody. The program itself may have opened a few files meanwhile."""
        begin = time.monotonic()
        while open_files(server) > files + 4 and time.monotonic() - begin < SECONDS:
            time.sleep(0.01)
        self.assertLessEqual(open_files(server), files + 4)

    def test_slow_loris(self):
        raise_limit()
        with Server(*QUIET) as server:
            attackers = [server.connect() for _ in range(2000)]
            for index, peer in enumerate(attackers):
                if index % 2:
                    peer.sendall(b"GET / HTTP/1.1\r\n")
                else:  # known to speak in lines before it begins the one that never ends
                    self.assertEqual(ask(peer, b"line\n", 9), b"accepted\n")
                peer.setblocking(False)
            self.dribble(attackers, 10)
            self.assert_answers(server, "2,000 dribble")
            self.assert_rests(server, "2,000 dribblers hold still")
            self.assertLess(open_files(server), 300)  # of the dribblers, 200 at most have a place
            for peer in attackers:
                peer.close()
            self.assert_answers(server, "the crowd has gone")

    @staticmethod
    def dribble(peers, rounds):
        """A byte of a header, or of a line that never ends, from each again and again."""
        for _ in range(rounds):
            for peer in peers:
                try:
                    peer.send(b"x")
                except OSError:
                    pass  # it was put out

    def resets(self, *options):
        def few_files():
            resource.setrlimit(resource.RLIMIT_NOFILE, (256, 256))

        with Server(*QUIET, "--limit", "maxClients=0", *options, before=few_files) as server:
            files = open_files(server)
            self.assert_answers(server, "256 files")
            address = ("127.0.0.1", server.port)
            for _ in range(10):
                held = []
                for _ in range(1000):
                    peer = socket.socket()
                    peer.setblocking(False)
                    peer.connect_ex(address)
                    held.append(peer)
                    if len(held) == 500:  # more than the server may open
                        while held:
                            reset(held.pop())
            self.assert_answers(server, "10,000 resets")
            self.settle(server, files)
            self.assert_rests(server, "10,000 resets")
            kept = [socket.create_connection(address) for _ in range(400)]  # and now they stay
            self.assert_rests(server, "256 files, 400 clients")
            for peer in kept:
                peer.close()
            self.assert_answers(server, "the 400 have gone")
            self.settle(server, files)

    def test_resets_with_few_files(self):
        raise_limit()
        self.resets()

    def test_resets_without_a_reserve(self):
        raise_limit()
        self.resets("--limit", "reservedFiles=0", "--limit", "maxWaiting=0")

    def test_short_visits(self):
        first, last = (20_000, 100_000) if FULL else (2_000, 10_000)
        with Server(*QUIET) as server:
            files = open_files(server)
            self.visit(server, first)
            self.assert_answers(server, f"{first} visits")
            before = resident_kib(server)
            self.visit(server, last - first - 1)
            self.assert_answers(server, f"{last} visits")
            self.settle(server, files)
            after = resident_kib(server)
            print(f"RSS after {first} and {last} visits: {before} and {after} KiB; {files} open files")
            self.assertLess(after, before * 1.25)  # flat; a sanitizer's allocator needs some room
            self.assertEqual(server.stop(), 0)
            ids = [r["client"] for r in server.records() if r["kind"] == "opened"]
        self.assertEqual(ids, sorted(set(ids)))  # unique and ascending, whatever the trace had to drop
        self.assertEqual(ids[-1], last + 1)

    def visit(self, server, count):
        """Connects and closes; waits now and then, so that nobody is lost in the system's queue."""
        address = ("127.0.0.1", server.port)
        for index in range(count):
            with socket.socket() as peer:
                peer.connect(address)
                if index % 100 == 0:
                    self.assertEqual(ask(peer, b"close", 6), b"closed")
                    self.assertEqual(receive_all(peer), b"")


if __name__ == "__main__":
    unittest.main()
