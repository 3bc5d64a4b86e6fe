"""`neo4j-admin database import full`, run as a child process from the jars of the tests.

`python importing.py JARS HOME OPTION…` fills the database neo4j of the folder HOME; its exit code is the importer's.
"""

import sys
from pathlib import Path

import jpype

from tests.neo4j.launch import start_jvm


def main() -> int:
    """Runs the importer."""
    jars, home = Path(sys.argv[1]), Path(sys.argv[2])
    (home / "conf").mkdir(parents=True, exist_ok=True)
    start_jvm(jars)
    path_of = jpype.JClass("java.nio.file.Path").of
    context = jpype.JClass("org.neo4j.cli.ExecutionContext")(path_of(str(home)), path_of(str(home / "conf")))
    words = ["database", "import", "full", "neo4j", *sys.argv[3:]]
    return int(jpype.JClass("org.neo4j.cli.AdminTool").execute(context, words))


if __name__ == "__main__":
    sys.exit(main())
