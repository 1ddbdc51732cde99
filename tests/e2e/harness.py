# SPDX-FileCopyrightText: The Chalkwire authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""What the end-to-end tests share: starting our programs and foreign ones, and waiting for what they say."""
import json
import os
import re
import signal
import socket
import subprocess
import sys
import tempfile
import threading

BIN = os.environ["CHALKWIRE_BIN"]
PROGRAMS = os.path.join(os.path.dirname(os.path.abspath(__file__)), "programs")
OPTIONS = os.environ.get("CHALKWIRE_SERVER_OPTIONS", "").split()  # for every server of a run
# ASan keeps freed memory back for a while; so much of it that growth could not be seen.
os.environ["ASAN_OPTIONS"] = os.environ.get("ASAN_OPTIONS", "") + ":quarantine_size_mb=1"
SECONDS = 20  # a bound against hanging, not a time anything should take


class Server:
    """A headless server on ports of the system's choice. stdout's `listening` lines give them. It writes to `data_dir`,
    or nothing to the disk. `trace`: it writes down all that passes."""

    def __init__(self, *options, listeners=("--listen", "127.0.0.1:0"), expected=1, before=None, data_dir=None, trace=True):
        self.trace_file = tempfile.NamedTemporaryFile(suffix=".jsonl", delete=False).name
        place = ["--data-dir", data_dir] if data_dir else ["--ephemeral"]
        place += ["--trace", self.trace_file] if trace else []
        self.process = subprocess.Popen(
            [f"{BIN}/chalkwire-server", "--headless", *place, *OPTIONS, *listeners, *options],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, preexec_fn=before)
        self.listening = [self.process.stdout.readline().split() for _ in range(expected)]
        if not all(self.listening):
            raise AssertionError(self.process.stderr.read())
        self.port = self._port_of(self.listening[0])

    @staticmethod
    def _port_of(line):
        match = re.search(r":(\d+)$", line[-1])
        return int(match.group(1)) if match else None

    def connect(self, host="127.0.0.1", port=None):
        peer = socket.create_connection((host, port or self.port), timeout=SECONDS)
        peer.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        return peer

    def operator(self, line):
        """What is printed for this line of the operator, up to `ok` or an error. Needs --operator."""
        print(line, file=self.process.stdin, flush=True)
        answers = [self.process.stdout.readline().rstrip("\n")]
        while answers[-1].startswith("room "):
            answers.append(self.process.stdout.readline().rstrip("\n"))
        return answers

    def stop(self):
        """Ends it in order and returns its exit code."""
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGTERM)
        self.process.communicate(timeout=SECONDS)
        return self.process.returncode

    def kill(self):
        """As a power cut would, for the program."""
        self.process.kill()
        self.process.communicate(timeout=SECONDS)

    def records(self):
        """Everything it traced; call after stop()."""
        with open(self.trace_file, encoding="utf-8") as lines:
            return [json.loads(line) for line in lines]

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.stop()
        os.unlink(self.trace_file)


class Chatter:
    """A connection that has said hello."""

    def __init__(self, server, name, room="lobby", **hello):
        self.peer = server.connect()
        self.stream = self.peer.makefile("rb")
        self.send(type="hello", protocol=1, name=name, **hello)
        self.welcome = self.next("welcome")
        if room:
            self.send(type="join", room=room)
            self.next("room")

    def send(self, payload=b"", **frame):
        self.peer.sendall(json.dumps(frame).encode() + b"\n" + payload)

    def read(self):
        frame = json.loads(self.stream.readline())
        if "bytes" in frame:
            frame["payload"] = self.stream.read(frame["bytes"])
        return frame

    def next(self, kind):
        """The next frame of this type; what comes before it is skipped."""
        while (frame := self.read())["type"] != kind:
            pass
        return frame

    def until(self, kind):
        """All frames up to the next one of this type, that one included."""
        frames = [self.read()]
        while frames[-1]["type"] != kind:
            frames.append(self.read())
        return frames

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.stream.close()
        self.peer.close()


class ChatCli:
    """A running `chalkwire-client --cli --dialect chat`."""

    def __init__(self, port, *options):
        self.events = []
        self.process = subprocess.Popen(
            [f"{BIN}/chalkwire-client", "--cli", "--dialect", "chat", "--connect", f"127.0.0.1:{port}", *options],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        self.watchdog = threading.Timer(2 * SECONDS, self.process.kill)
        self.watchdog.start()

    def say(self, *lines):
        self.process.stdin.write("".join(line + "\n" for line in lines))
        self.process.stdin.flush()

    def next(self, kind, **fields):
        """The next event like this; what comes before it is only remembered."""
        for line in self.process.stdout:
            event = json.loads(line)
            self.events.append(event)
            if event["event"] == kind and all(event.get(key) == value for key, value in fields.items()):
                return event
        raise AssertionError(f"no {kind} {fields} in {self.events}")

    def heard(self):
        return [event["text"] for event in self.events if event["event"] == "said"]

    def finish(self):
        """Ends its input; returns its exit code."""
        self.process.stdin.close()
        for line in self.process.stdout:
            self.events.append(json.loads(line))
        return self.process.wait(SECONDS)

    def kill(self):
        self.process.kill()
        self.process.wait(SECONDS)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.watchdog.cancel()
        self.kill()
        self.process.stdin.close()
        self.process.stdout.close()


def ask(peer, request, answer_bytes):
    """Sends and reads exactly that many bytes, as one conversation step."""
    peer.sendall(request)
    return receive(peer, answer_bytes)


def receive(peer, count):
    received = b""
    while len(received) < count:
        part = peer.recv(count - len(received))
        if not part:
            break
        received += part
    return received


def receive_all(peer):
    received = b""
    while part := peer.recv(4096):
        received += part
    return received


def resident_kib(server):
    with open(f"/proc/{server.process.pid}/status", encoding="ascii") as status:
        return next(int(line.split()[1]) for line in status if line.startswith("VmRSS"))


def run(command, stdin=b""):
    return subprocess.run(command, input=stdin, capture_output=True, timeout=SECONDS, check=False)


def python(name, *arguments, **options):
    return subprocess.Popen([sys.executable, os.path.join(PROGRAMS, name), *map(str, arguments)],
                            stdout=subprocess.PIPE, text=True, **options)


