# SPDX-FileCopyrightText: The Chalkwire authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""What one client can do to the others by reading nothing or by sending too much. Times are printed, not judged,
but for one: that the engine has seconds in which nothing blocks it, however much comes."""
import select
import socket
import threading
import time
import unittest

from harness import Server, ask, receive, resident_kib, SECONDS

CAP = 512  # KiB that may wait for one client
REST = 8192  # of what a reader got last: a message, and who left right behind it


def percentile(values, per100):
    return sorted(values)[min(len(values) - 1, len(values) * per100 // 100)]


class Room:
    """A speaker and readers of one room, all served by this thread."""

    def __init__(self, server, readers):
        self.poll = select.epoll()
        self.rests = {}  # the end of what came, by descriptor
        self.readers = {}
        for _ in range(readers):
            peer = server.connect()
            peer.sendall(b"/join room\n")
            self._watch(peer)
            self.readers[peer.fileno()] = peer
            self._read(0)
        self.speaker = server.connect()
        self.speaker.sendall(b"/join room\n")
        self._watch(self.speaker)
        self.said = 0
        self.say(b"")  # everybody is there

    def _watch(self, peer):
        peer.setblocking(False)
        self.poll.register(peer.fileno(), select.EPOLLIN)
        self.rests[peer.fileno()] = b""

    def _read(self, timeout):
        """Yields whom bytes came for, after keeping the last of them."""
        ready = self.poll.poll(timeout)
        for descriptor, _ in ready:
            peer = self.readers.get(descriptor) or self.speaker
            self.rests[descriptor] = (self.rests[descriptor] + peer.recv(65536))[-REST:]
        return [descriptor for descriptor, _ in ready]

    def say(self, filling):
        """One message to everybody. Seconds until each of the readers had it."""
        self.said += 1
        token = b"#%d." % self.said
        missing = set(self.readers)
        begin = time.monotonic()
        self.speaker.setblocking(True)
        self.speaker.sendall(filling + token + b"\n")
        self.speaker.setblocking(False)
        times = []
        while missing and time.monotonic() - begin < SECONDS:
            for descriptor in self._read(1):
                if descriptor in missing and token in self.rests[descriptor]:
                    missing.discard(descriptor)
                    times.append(time.monotonic() - begin)
        if missing:
            raise AssertionError(f"{len(missing)} readers did not get message {self.said}")
        return times

    def close(self):
        for peer in (*self.readers.values(), self.speaker):
            peer.close()
        self.poll.close()


def stalled_reader(server):
    """Joins, and reads nothing from then on."""
    peer = socket.socket()
    peer.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
    peer.settimeout(SECONDS)
    peer.connect(("127.0.0.1", server.port))
    peer.sendall(b"/join room\n")
    seen = b""
    while b"* you are" not in seen:
        seen = seen[-16:] + peer.recv(256)
    return peer


class Overload(unittest.TestCase):
    def test_stalled_readers(self):
        with Server("--log-level", "error", "--limit", "maxClients=0", "--limit", f"maxQueuedBytes={CAP * 1024}") as server:
            room = Room(server, 450)
            self.addCleanup(room.close)
            filling = b"x" * 2000
            alone = [seconds for _ in range(100) for seconds in room.say(filling)]
            stalled = [stalled_reader(server) for _ in range(50)]
            before = highest = resident_kib(server)
            beside = []
            for _ in range(500):
                beside += room.say(filling)
                highest = max(highest, resident_kib(server))
            print(f"p99 of a delivery to 450: {percentile(alone, 99) * 1e3:.1f} ms, beside 50 who read nothing "
                  f"{percentile(beside, 99) * 1e3:.1f} ms; RSS from {before} to {highest} KiB")
            self.assertLess(highest - before, 50 * CAP)
            for peer in stalled:
                peer.close()
            self.assertEqual(server.stop(), 0)
            reasons = [record.get("reason") for record in server.records() if record["kind"] == "closed"]
        self.assertEqual(reasons.count("slow"), 50)
        self.assertEqual(len(reasons), 501)

    def test_flood(self):
        blocked = []
        with Server("--log-level", "warning") as server:
            errors = threading.Thread(target=lambda: blocked.extend(
                (time.monotonic(), line) for line in server.process.stderr if "nobody was served" in line))
            errors.start()
            flood = threading.Thread(target=self.flood, args=(server.port,))
            self.isOver, self.sent = False, 0
            flood.start()
            waits = []
            with server.connect() as peer:
                self.assertEqual(ask(peer, b"line\n", 9), b"accepted\n")
                begin = time.monotonic()
                # A machine that is busy elsewhere may stop everybody for a while: three quiet seconds are enough.
                while time.monotonic() - max([begin, *(when for when, _ in blocked)]) < 3:
                    self.assertLess(time.monotonic() - begin, 3 * SECONDS, blocked)
                    asked = time.monotonic()
                    self.assertEqual(ask(peer, b"hello\n", 9), b"accepted\n")
                    waits.append(time.monotonic() - asked)
                    time.sleep(0.001)  # what is measured
                seconds = time.monotonic() - begin
            self.isOver = True
            flood.join()
            print(f"{self.sent / seconds:,.0f} messages/s from one client; another's answer p99 "
                  f"{percentile(waits, 99) * 1e3:.1f} ms, longest {max(waits) * 1e3:.1f} ms; "
                  f"{len(blocked)} seconds with more than 50 ms")
            server.process.terminate()
            errors.join()

    def flood(self, port):
        """100,000 messages a second, a hundred each millisecond, and reads the answers."""
        with socket.create_connection(("127.0.0.1", port), timeout=SECONDS) as peer:
            begin = time.monotonic()
            peer.sendall(b"line\n")
            receive(peer, 9)
            while not self.isOver:
                due = int((time.monotonic() - begin) * 100_000)
                if due > self.sent:
                    count = min(due - self.sent, 1000)
                    peer.sendall(b"hello\n" * count)
                    self.assertEqual(len(receive(peer, 9 * count)), 9 * count)
                    self.sent += count
                else:
                    time.sleep(0.001)  # its pace


if __name__ == "__main__":
    unittest.main()
