# SPDX-FileCopyrightText: The Chalkwire authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The servers that `run` measures, ours and others: each a process and a port, ended with the `with` block."""
import os
import shutil
import socket
import subprocess
import tempfile
import time

HERE = os.path.dirname(os.path.abspath(__file__))
TICK = os.sysconf("SC_CLK_TCK")


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


class Served:
    """A server under test. One that does not print its port is given one, and tried until it answers."""

    def __init__(self, name, command, port=None, protocol="line", file=None, env=None):
        self.name = name
        self.file = file  # removed at the end
        self.protocol = protocol
        self.process = subprocess.Popen(command, stderr=subprocess.DEVNULL, text=True, env=env,
                                        stdout=subprocess.DEVNULL if port else subprocess.PIPE)
        self.port = str(port or self.process.stdout.readline().split()[-1].rsplit(":", 1)[-1])
        self.pid = self.process.pid
        while port:
            try:
                socket.create_connection(("127.0.0.1", port)).close()
                break
            except ConnectionRefusedError:
                time.sleep(0.05)

    def _stat(self):
        with open(f"/proc/{self.pid}/stat", encoding="utf-8") as file:
            return file.read().rsplit(")", 1)[1].split()

    def cpu_seconds(self):
        stat = self._stat()
        return (int(stat[11]) + int(stat[12])) / TICK

    def resident_bytes(self):
        return int(self._stat()[21]) * os.sysconf("SC_PAGE_SIZE")

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.process.terminate()
        self.process.wait()
        if self.file:
            os.unlink(self.file)


def command(build, *options):
    return [f"{build}/bin/chalkwire-server", "--ephemeral", "--log-level", "error", "--listen", "127.0.0.1:0",
            "--max-clients", "0", "--limit", "maxRooms=0", *options]


def ours(build, *options):
    """The whole product without its window: every byte recorded, reported and counted as with one."""
    return Served("ours", command(build, "--headless", *options))


def with_window(build):
    """With its window shown, which paints into memory: the cost of a screen is left out."""
    return Served("window", command(build), env={**os.environ, "QT_QPA_PLATFORM": "offscreen"})


def with_file(build):
    """Every record goes to a file as well."""
    with tempfile.NamedTemporaryFile("w", suffix=".jsonl", delete=False) as trace:
        return Served("file", command(build, "--headless", "--trace", trace.name), file=trace.name)


def with_history(build):
    """Chat, and what is said is kept on the disk before anybody is told."""
    folder = tempfile.TemporaryDirectory(prefix="chalkwire-bench-")
    server = Served("history", [*(word for word in command(build, "--headless") if word != "--ephemeral"),
                                "--data-dir", folder.name], protocol="chat")
    server.folder = folder  # goes with it
    return server


def reference(build):
    return Served("limit", [f"{build}/bench/bench_reference"])


def copy_server():
    return Served("limit", ["/usr/bin/env", "python3", f"{HERE}/files.py"])


def python_server():
    return Served("python", ["/usr/bin/env", "python3", f"{HERE}/../e2e/programs/tutorial_server.py"])


def nats():
    """None where it is not installed."""
    program = shutil.which("nats-server", path=os.environ["PATH"] + ":/usr/sbin")
    port = free_port()
    return program and Served("nats", [program, "-a", "127.0.0.1", "-p", str(port)], port, "nats")


def mosquitto():
    """None where it is not installed."""
    program = shutil.which("mosquitto", path=os.environ["PATH"] + ":/usr/sbin")
    if not program:
        return None
    port = free_port()
    with tempfile.NamedTemporaryFile("w", suffix=".conf", delete=False) as config:
        config.write(f"listener {port} 127.0.0.1\nallow_anonymous true\nset_tcp_nodelay true\n"
                     "max_queued_messages 0\nuser root\n")
    return Served("mosquitto", [program, "-c", config.name], port, "mqtt", config.name)
