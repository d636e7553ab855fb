"""How long a learner waits for the first page: `make lab` beside a bare `jupyter lab` on the same folder.

Run it with `python benchmarks/start_up.py` after `make lab` has been used once. A round starts the server, opens
lesson 0 in Chromium, and stops the clock when its first heading is seen.
"""

import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
from pathlib import Path
from statistics import median
from time import perf_counter, sleep
from urllib.error import URLError
from urllib.request import urlopen

from playwright.sync_api import Browser, sync_playwright
from tqdm import tqdm

ROOT = Path(__file__).parents[1]
LESSON = "/lab/tree/notebooks/00_start_here.ipynb"
ROUNDS = 5
LONGEST_WAIT_S = 120


def commands(port: int) -> dict[str, list[str]]:
    """What is compared; both without a token, on the same port, in turn."""
    options = f"--ServerApp.ip=127.0.0.1 --ServerApp.port={port} --IdentityProvider.token= --ServerApp.password="
    bare = [sys.executable, "-m", "jupyterlab", "--no-browser", "--ServerApp.root_dir=my_course", *options.split()]
    return {
        "bare jupyter lab": [*bare, "--allow-root"] if os.getuid() == 0 else bare,
        "make lab": ["make", "lab", "BROWSER=none", f"LAB_OPTIONS={options}"],
    }


def seconds_to_first_page(command: list[str], port: int, browser: Browser) -> tuple[float, float]:
    """Seconds until the server answers, and until the lesson's first heading is seen."""
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as home:
        start = perf_counter()
        server = subprocess.Popen(
            command, cwd=ROOT, env={**os.environ, "HOME": home}, stderr=subprocess.DEVNULL, start_new_session=True
        )
        try:
            wait_for(f"http://127.0.0.1:{port}/lab", start)
            answered = perf_counter() - start
            page = browser.new_page()
            page.goto(f"http://127.0.0.1:{port}{LESSON}")
            page.wait_for_selector(".jp-Notebook h1", timeout=LONGEST_WAIT_S * 1000)
            seen = perf_counter() - start
            page.close()
        finally:
            os.killpg(server.pid, signal.SIGTERM)
            server.wait(LONGEST_WAIT_S)
    return answered, seen


def wait_for(address: str, start: float) -> None:
    """Ask until there is an answer."""
    while perf_counter() - start < LONGEST_WAIT_S:
        try:
            urlopen(address, timeout=5).close()
        except (URLError, OSError):
            sleep(0.05)
        else:
            return
    raise SystemExit(f"{address} does not answer within {LONGEST_WAIT_S} s.")


def main() -> None:
    """Start both in turn, several times, and print the medians."""
    chromium = shutil.which("chromium")
    if chromium is None:
        raise SystemExit("This benchmark needs Debian's chromium.")
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        port = int(listener.getsockname()[1])
    times: dict[str, list[tuple[float, float]]] = {name: [] for name in commands(port)}
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox", "--disable-gpu"])
        for _ in tqdm(range(ROUNDS), desc="starting", unit="round"):
            for name, command in commands(port).items():
                times[name].append(seconds_to_first_page(command, port, browser))
        browser.close()
    print(f"\n{'':18}server answers  lesson 0 is seen   (medians of {ROUNDS} rounds, seconds)")
    for name, rounds in times.items():
        answered, seen = (median(values) for values in zip(*rounds, strict=True))
        print(f"{name:18}{answered:14.1f}  {seen:16.1f}")


if __name__ == "__main__":
    main()
