"""Stands in for a server process: takes connections as told by the file ``ways``, one word for each start in turn."""

from __future__ import annotations

import json
import os
import socket
import sys
import threading
import time
from pathlib import Path


def main() -> None:
    """Serve, fail, stall (never answer that it serves), or hang (serve, but take nothing)."""
    told = json.loads(sys.stdin.readline())
    ways = Path(os.environ["STAND_IN_WAYS"])
    words = ways.read_text("ascii").split()
    ways.write_text(" ".join(words[1:]), "ascii")
    way = words[0] if words else "serve"
    if way == "fail":
        raise SystemExit(3)
    threading.Thread(target=end_with_input, daemon=True).start()
    handed = socket.socket(fileno=told["handing"])
    if way != "stall":
        handed.send(b"t")
    while way == "serve":
        _, numbers, _, _ = socket.recv_fds(handed, 1, 1)
        if not numbers:
            break
        handed.send(b"t")
        with socket.socket(fileno=numbers[0]) as connection:
            connection.recv(4096)
            connection.sendall(f"HTTP/1.0 200 OK\r\n\r\n{os.getpid()} {told['run']}".encode())
    while True:
        time.sleep(60)


def end_with_input() -> None:
    sys.stdin.read()
    os._exit(0)


main()
