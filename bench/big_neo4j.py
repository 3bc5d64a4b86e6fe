"""A Neo4j with room for the generated graph, on a home that an import has filled: `python big_neo4j.py JARS HOME`.

It is started as the tests' own is (tests/neo4j/launch.py), with 3 GiB of page cache, 2 GiB of heap, and without accounts,
on loopback; it ends when its stdin closes.
"""

import json
import os
import sys
import threading
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "tests" / "neo4j"))
import jpype
import launch


def main() -> None:
    """Runs it until the parent has had enough of it."""
    jars, home = Path(sys.argv[1]), Path(sys.argv[2])
    ready = os.fdopen(os.dup(sys.stdout.fileno()), "w", encoding="utf-8")
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())
    stop = threading.Event()
    launch.stop_on_request(stop)
    launch.JVM_OPTIONS = tuple("-Xmx2g" if option == "-Xmx1g" else option for option in launch.JVM_OPTIONS)
    launch.start_jvm(jars)
    settings = launch.CONFIGURATION.replace("pagecache.size=128m", "pagecache.size=3g").replace(
        "auth_enabled=true", "auth_enabled=false"
    )
    file = home / "conf" / "neo4j.conf"
    file.write_text(settings, encoding="utf-8")
    path_of = jpype.JClass("java.nio.file.Path").of
    builder = jpype.JClass("org.neo4j.dbms.api.DatabaseManagementServiceBuilder")(path_of(str(home)))
    service = builder.loadPropertiesFromFile(path_of(str(file))).build()
    try:
        with ready:
            ready.write(json.dumps({"uri": launch.bolt_uri(service)}) + "\n")
        stop.wait()
    finally:
        service.shutdown()


if __name__ == "__main__":
    main()
