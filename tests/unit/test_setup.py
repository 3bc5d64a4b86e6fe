"""`make test` brings what it lacks where it may, says in its last line what it left out, and fails for it where CI is set.

The scripts run in a folder of their own; all that PATH holds there is stand-ins, which write down how they were called.
"""

import os
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path

import pytest

TESTS = Path(__file__).resolve().parents[1]
TOOLS = ("sh", "env", "dirname", "find", "grep", "touch", "mkdir", "cat")
LEFT_OUT = (
    "left out: the tests in a browser (no Chromium), the tests on Neo4j (no Maven, no Docker engine), axe-core (no npm). "
    "Install chromium maven nodejs npm (Debian: apt-get install chromium maven nodejs npm), then make test again."
)


@dataclass
class Machine:
    """A folder with the scripts, its PATH, and the calls of the stand-ins on it."""

    root: Path

    @property
    def driver(self) -> Path:
        """The node that playwright brings."""
        return self.root / ".venv" / "lib" / "python3.11" / "site-packages" / "playwright" / "driver" / "node"

    def have(self, *commands: str, does: str = "") -> None:
        """Puts commands on PATH that write down their call and do something more."""
        for command in commands:
            self.write(self.root / "bin" / command, does)

    def has_browser_by(self, condition: str) -> None:
        """Python starts a Chromium of playwright's only if a shell condition holds, and finds no Neo4j."""
        program = f'case "$*" in *playwright*) {condition};; *) false;; esac'
        self.write(self.root / ".venv" / "bin" / "python", program)

    def run(self, script: str, **environment: str) -> subprocess.CompletedProcess[str]:
        path = {"PATH": str(self.root / "bin"), "HOME": str(self.root), **environment}
        return subprocess.run([f"tests/{script}"], cwd=self.root, env=path, capture_output=True, text=True, check=False)

    def calls(self) -> list[str]:
        """The calls but for those that only ask."""
        lines = (self.root / "calls").read_text(encoding="utf-8").splitlines() if (self.root / "calls").exists() else []
        return [line for line in lines if not line.startswith(("id", "python", "with start()", "sudo -n true", "node --version"))]

    def write(self, file: Path, does: str) -> None:
        file.parent.mkdir(parents=True, exist_ok=True)
        file.unlink(missing_ok=True)  # it may be a link to the tool itself
        file.write_text(f'#!/bin/sh\necho "{file.name} $*" >> "{self.root}/calls"\n{does}\n', encoding="utf-8")
        file.chmod(0o755)


@pytest.fixture
def machine(tmp_path: Path) -> Machine:
    """A machine of a user who is not root, with fonts and nothing else that the suite needs."""
    made = Machine(tmp_path)
    (tmp_path / "bin").mkdir()
    for tool in TOOLS:
        (tmp_path / "bin" / tool).symlink_to(shutil.which(tool) or tool)
    for script in ("setup.sh", "run.sh"):
        (tmp_path / "tests").mkdir(exist_ok=True)
        shutil.copy(TESTS / script, tmp_path / "tests" / script)
    (tmp_path / ".fonts").mkdir()
    (tmp_path / ".fonts" / "letters.ttf").touch()
    (tmp_path / "package-lock.json").touch()
    made.have("id", does="echo 1000")
    made.has_browser_by("false")
    made.write(tmp_path / ".venv" / "bin" / "playwright", "false")
    made.write(made.driver, "")
    made.write(tmp_path / ".venv" / "bin" / "pytest", 'echo "the suite$CASEGRAPH_LEFT_OUT"; exit "${SUITE:-0}"')
    return made


def installing(machine: Machine) -> str:
    """What apt-get does on a machine: put each of the packages on PATH."""
    npm = "mkdir -p node_modules; touch node_modules/.package-lock.json"
    return f"""
case "$*" in *install*)
  for package; do :; done
  case $package in maven) name=mvn;; nodejs) name=node;; *) name=$package;; esac
  printf '#!/bin/sh\\necho "%s $*" >> "{machine.root}/calls"\\n{npm}\\n' "$name" > "{machine.root}/bin/$name"
  {shutil.which("chmod")} +x "{machine.root}/bin/$name"
esac"""


def packages(calls: list[str]) -> list[str]:
    return [line.split()[-1] for line in calls if line.startswith("apt-get") and " install " in line]


def test_where_all_is_there_nothing_is_done_or_said(machine: Machine) -> None:
    machine.have("chromium", "mvn", "node", "npm", "apt-get", "sudo")
    (machine.root / "node_modules").mkdir()
    (machine.root / "node_modules" / ".package-lock.json").touch()
    done = machine.run("setup.sh")
    assert (done.returncode, done.stdout, done.stderr, machine.calls()) == (0, "", "", [])


def test_root_installs_what_is_lacking(machine: Machine) -> None:
    machine.have("id", does="echo 0")
    machine.have("apt-get", does=installing(machine))
    done = machine.run("setup.sh")
    assert (done.returncode, done.stdout) == (0, "")
    assert done.stderr == "set-up: installing chromium maven nodejs npm with apt-get\n"
    assert packages(machine.calls()) == ["chromium", "maven", "nodejs", "npm"]
    assert machine.calls()[-1] == "npm ci --silent"
    before = machine.calls()
    assert machine.run("setup.sh").stderr == ""
    assert machine.calls() == before


def test_sudo_is_used_where_it_asks_for_no_password(machine: Machine) -> None:
    machine.have("sudo", does='shift; "$@"')
    machine.have("apt-get", does=installing(machine))
    machine.have("chromium", "node", "npm")
    assert "axe-core (npm ci failed)" in machine.run("setup.sh").stdout  # this npm does nothing
    assert packages(machine.calls()) == ["maven"]
    assert any(line.startswith("sudo -n env DEBIAN_FRONTEND=noninteractive apt-get") for line in machine.calls())


@pytest.mark.parametrize("tools", [(), ("apt-get",), ("apt-get", "sudo")])
def test_who_may_not_install_is_told_in_one_line_what_is_left_out(machine: Machine, tools: tuple[str, ...]) -> None:
    machine.have(*tools, does="exit 1")
    done = machine.run("setup.sh")
    assert done.stdout == LEFT_OUT + "\n"
    assert machine.calls() == ["playwright install --only-shell chromium"]


@pytest.mark.parametrize(("root", "options"), [("0", "--only-shell --with-deps"), ("1000", "--only-shell")])
def test_playwright_brings_its_own_chromium_where_no_package_does(machine: Machine, root: str, options: str) -> None:
    machine.have("id", does=f"echo {root}")
    machine.have("apt-get", does="exit 100")
    machine.have("mvn", "node")
    machine.write(machine.root / ".venv" / "bin" / "playwright", f'touch "{machine.root}/downloaded"')
    machine.has_browser_by(f'[ -e "{machine.root}/downloaded" ]')
    assert "browser" not in machine.run("setup.sh").stdout
    assert f"playwright install {options} chromium" in machine.calls()
    before = machine.calls().count(f"playwright install {options} chromium")
    machine.run("setup.sh")
    assert machine.calls().count(f"playwright install {options} chromium") == before == 1


def test_a_new_lock_of_npm_is_installed(machine: Machine) -> None:
    machine.have("chromium", "mvn", "node")
    machine.have("npm", does="mkdir -p node_modules; touch node_modules/.package-lock.json")
    assert machine.run("setup.sh").stdout == ""
    os.utime(machine.root / "node_modules" / ".package-lock.json", (0, 0))
    assert machine.run("setup.sh").stdout == ""
    assert machine.calls() == ["npm ci --silent"] * 2


@pytest.mark.parametrize(
    ("environment", "status"), [({}, 0), ({"SUITE": "1"}, 1), ({"SUITE": "5"}, 5), ({"CI": "true"}, 1), ({"CI": ""}, 0)]
)
def test_the_suite_runs_all_the_same_and_the_last_line_says_what_was_left_out(
    machine: Machine, environment: dict[str, str], status: int
) -> None:
    done = machine.run("run.sh", **environment)
    assert done.returncode == status
    assert done.stdout.splitlines() == [f"the suite{LEFT_OUT}", LEFT_OUT]


def test_where_nothing_is_left_out_the_suite_has_the_last_word(machine: Machine) -> None:
    machine.have("chromium", "mvn", "node")
    machine.have("npm", does="mkdir -p node_modules; touch node_modules/.package-lock.json")
    done = machine.run("run.sh", CI="true")
    assert (done.returncode, done.stdout) == (0, "the suite\n")


def test_a_failing_test_of_the_script_fails_the_suite(machine: Machine) -> None:
    machine.write(machine.driver, '[ "$1" = --version ]')
    done = machine.run("run.sh")
    assert (done.returncode, done.stdout.splitlines()[0]) == (1, f"the suite{LEFT_OUT}")


def test_where_the_node_of_playwright_cannot_run_the_script_is_left_out(machine: Machine) -> None:
    machine.write(machine.driver, "exit 127")
    done = machine.run("run.sh")
    assert done.returncode == 0
    last = done.stdout.splitlines()[-1]
    assert last.startswith("left out: the tests in a browser and of the page's script (no libatomic), ")
    assert not any(line.startswith(("playwright", "node --test")) for line in machine.calls())


def test_a_font_is_wanted_on_debian(machine: Machine) -> None:
    machine.have("chromium", "mvn", "npm", "find")
    machine.have("apt-get", does="exit 100")
    assert "the tests in a browser (no font)" in machine.run("setup.sh").stdout
    (machine.root / "bin" / "apt-get").unlink()
    assert "no font" not in machine.run("setup.sh").stdout


def test_the_readme_has_two_commands() -> None:
    section = (TESTS.parent / "README.md").read_text(encoding="utf-8").split("## Two commands\n")[1].split("\n## ")[0]
    assert [line.split("#")[0].strip() for line in section.splitlines() if line.startswith("    ")] == ["make demo", "make test"]
    assert "apt-get" not in section
    assert "`npm" not in section
