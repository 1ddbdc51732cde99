# SPDX-FileCopyrightText: The Chalkwire authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Files between two chat clients, over real sockets and a real disk. docs/protocol.md §9.10"""
import hashlib
import os
import random
import re
import stat
import tempfile
import unittest

from harness import Chatter, Server

ANA = "0123456789abcdef"
CHUNK = 64 * 1024
WINDOW = 2 * 1024 * 1024
LARGE = 50 * 1000 * 1000 + 7


def offer(me, content, name="a.bin", identity="f1"):
    me.send(type="offer", id=identity, room="lobby", name=name, size=len(content), sha256=hashlib.sha256(content).hexdigest())


def give(me, content, name="a.bin", identity="f1", until=None):
    """Offers it and sends its bytes, up to `until`; returns where it began."""
    offer(me, content, name, identity)
    begin = told = sent = me.next("upload")["offset"]
    while sent < (until or len(content)):
        part = content[sent:sent + CHUNK]
        me.send(part, type="chunk", id=identity, offset=sent, bytes=len(part))
        sent += len(part)
        while sent - told > WINDOW:
            told = me.next("progress")["offset"]
    return begin


def fetch(me, of, until=None, offset=0):
    """What comes, up to its end or until there are so many bytes."""
    me.send(type="fetch", id="g1", room="lobby", of=of, offset=offset)
    content = b""
    while (frame := me.read())["type"] != "fetched":
        if frame["type"] == "chunk":
            assert frame["offset"] == offset + len(content)
            content += frame["payload"]
        if until and len(content) >= until:
            break
    return content


class Files(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = folder.name

    def serve(self, *options):
        return Server("--log-level", "error", *options, data_dir=self.folder, trace=False)

    def names(self):
        return os.listdir(f"{self.folder}/files")

    def test_a_large_file_cut_in_the_middle_on_both_ways(self):
        content = random.Random(1).randbytes(LARGE)
        with self.serve() as server:
            with Chatter(server, "ben") as ben:
                with Chatter(server, "ana", client=ANA) as ana:
                    self.assertIn("files", ana.welcome["features"])
                    self.assertEqual(give(ana, content, until=LARGE // 2), 0)
                    ana.peer.sendall(b'{"type":"chunk","id":"f1","offset":')  # cut
                with Chatter(server, "ana", client=ANA) as ana:
                    begin = give(ana, content)
                    self.assertGreater(begin, 0)
                    ack = ana.next("ack")
                message = ben.next("message")
                self.assertEqual(message["seq"], ack["seq"])
                digest = hashlib.sha256(content).hexdigest()
                self.assertEqual(message["file"], {"name": "a.bin", "size": LARGE, "sha256": digest})
                first = fetch(ben, message["seq"], until=LARGE // 3)
            with Chatter(server, "ben") as ben:
                rest = fetch(ben, message["seq"], offset=len(first))
            self.assertEqual(hashlib.sha256(first + rest).hexdigest(), digest)
            self.assertEqual(len(self.names()), 1)

    def test_goes_on_after_the_server_was_killed(self):
        content = random.Random(2).randbytes(5_000_000)
        with self.serve() as server:
            with Chatter(server, "ana", client=ANA) as ana:
                give(ana, content, until=4_000_000)
                server.kill()
        with self.serve() as server:
            with Chatter(server, "ana", client=ANA) as ana:
                self.assertGreater(give(ana, content), 0)
                seq = ana.next("ack")["seq"]
            server.kill()  # what was acknowledged is there
        with self.serve() as server:
            self.assertEqual([len(name) for name in self.names()], [32])
            with Chatter(server, "ben") as ben:
                self.assertEqual(fetch(ben, seq), content)

    def test_folder_is_for_its_owner_and_has_no_name_of_a_peer(self):
        with self.serve() as server, Chatter(server, "ana", client=ANA) as ana:
            give(ana, b"chalk", name="../../../chalk.txt")
            ana.next("ack")
            self.assertRegex(self.names()[0], re.compile("^[0-9a-f]{32}$"))
            self.assertEqual(stat.S_IMODE(os.stat(f"{self.folder}/files").st_mode), 0o700)
            self.assertEqual(stat.S_IMODE(os.stat(f"{self.folder}/files/{self.names()[0]}").st_mode), 0o600)
            self.assertEqual(os.listdir(os.path.dirname(self.folder)).count("chalk.txt"), 0)

    def test_content_goes_with_its_message(self):
        with self.serve() as server, Chatter(server, "ana", client=ANA) as ana:
            for number in (1, 2):
                give(ana, b"chalk", identity=f"f{number}")
                ana.next("ack")
            self.assertEqual(len(self.names()), 1)
            ana.send(type="delete", id="d1", room="lobby", of=1)
            ana.next("ack")
            self.assertEqual(fetch(ana, 2), b"chalk")  # another has it
            ana.send(type="delete", id="d2", room="lobby", of=2)
            ana.next("ack")
            while self.names():
                ana.send(type="ping")
                ana.next("pong")

    def test_wrong_bytes_leave_nothing(self):
        with self.serve() as server, Chatter(server, "ana", client=ANA) as ana:
            offer(ana, b"chalk")
            ana.next("upload")
            ana.send(b"chulk", type="chunk", id="f1", offset=0, bytes=5)
            self.assertEqual(ana.next("error")["code"], "bad_hash")
            self.assertEqual(self.names(), [])

    def test_quotas(self):
        with self.serve("--limit", "maxFileBytes=10", "--limit", "authorFilesBytes=15", "--limit", "filesBytes=20") as server:
            with Chatter(server, "ana", client=ANA) as ana, Chatter(server, "ben", client=ANA + "b") as ben:
                offer(ana, b"x" * 11)
                self.assertEqual(ana.next("error")["code"], "file_too_large")
                give(ana, b"x" * 10)
                ana.next("ack")
                offer(ana, b"y" * 6)
                self.assertEqual(ana.next("error")["code"], "quota_used")
                give(ana, b"y" * 5, identity="f2")
                ana.next("ack")
                offer(ben, b"z" * 6)
                self.assertEqual(ben.next("error")["code"], "storage_full")
                give(ben, b"z" * 5)
                ben.next("ack")

    def test_who_reads_nothing_holds_nobody_up(self):
        content = bytes(20_000_000)
        with self.serve() as server, Chatter(server, "ana", client=ANA) as ana, Chatter(server, "ben") as ben:
            give(ana, content)
            seq = ana.next("ack")["seq"]
            ben.send(type="fetch", id="g1", room="lobby", of=seq)
            ana.send(type="post", id="p1", room="lobby", text="hello")
            self.assertEqual(ana.next("ack")["id"], "p1")
            self.assertEqual(fetch(ana, seq), content)
            received = b""
            while (frame := ben.read())["type"] != "fetched":
                received += frame.get("payload", b"")
            self.assertEqual(received, content)

    def test_ephemeral_files_go_with_the_server(self):
        before = os.environ.get("TMPDIR")
        os.environ["TMPDIR"] = self.folder
        try:
            limit = ("--limit", "temporaryFilesBytes=10")
            with Server(*limit, trace=False) as server, Chatter(server, "ana", client=ANA) as ana:
                offer(ana, b"x" * 11, identity="f0")
                self.assertEqual(ana.next("error")["code"], "storage_full")
                offer(ana, b"x" * 10, identity="f0")
                ana.next("upload")
                ana.send(type="stop", id="f0")
                give(ana, b"chalk")
                seq = ana.next("ack")["seq"]
                self.assertEqual(fetch(ana, seq), b"chalk")
                self.assertNotEqual(os.listdir(self.folder), [])
        finally:
            os.environ.pop("TMPDIR")
            if before:
                os.environ["TMPDIR"] = before
        self.assertEqual(os.listdir(self.folder), [])

    def test_record_of_a_frame_has_no_payload(self):
        content = b"x" * 300_000
        with Server(data_dir=self.folder) as server:
            with Chatter(server, "ana", client=ANA) as ana:
                give(ana, content)
                self.assertEqual(fetch(ana, ana.next("ack")["seq"]), content)
            server.stop()
            records = server.records()
        frames = [record for record in records if record["kind"] == "frame" and '"chunk"' in record["text"]]
        self.assertEqual({frame["direction"] for frame in frames}, {"to_server", "to_client"})
        self.assertLess(max(frame["length"] for frame in frames), 100)
        for way in ("to_server", "to_client"):  # all of it is in the chunks
            passed = sum(record["length"] for record in records if record["kind"] == "chunk" and record["direction"] == way)
            self.assertGreater(passed, len(content))

    def test_nothing_is_taken_where_nothing_is_kept(self):
        with self.serve("--no-history") as server, Chatter(server, "ana", client=ANA) as ana:
            self.assertNotIn("files", ana.welcome["features"])
            offer(ana, b"chalk")
            self.assertEqual(ana.next("error")["code"], "no_files")
            self.assertFalse(os.path.exists(f"{self.folder}/files"))


if __name__ == "__main__":
    unittest.main()
