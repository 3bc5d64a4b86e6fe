"""The locks are complete, so that nothing is resolved when they are installed, and they name no host.

`requirements/prove.sh` runs this file in fresh environments, too, one for each of several versions of pip.
"""

import json
import re
import subprocess
import tomllib
from importlib.metadata import distribution
from pathlib import Path

import pytest
from packaging.markers import Marker
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).resolve().parents[2]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
PIN = re.compile(r"^(?P<name>[\w.-]+)==(?P<version>\S+)(?: ; (?P<marker>.+?))? \\$", re.MULTILINE)
LOCKS = {"run": ("build",), "dev": ("build", "dev")}
"""The dependency groups in each lock, beside the dependencies of the project itself."""


def lock_text(lock: str) -> str:
    return (ROOT / "requirements" / f"{lock}.lock").read_text(encoding="utf-8")


def pins(text: str) -> dict[str, str]:
    """What a lock installs on this machine: versions by canonical name."""
    found = [pin for pin in PIN.finditer(text) if not pin["marker"] or Marker(pin["marker"]).evaluate()]
    return {canonicalize_name(pin["name"]): pin["version"] for pin in found}


def group(name: str) -> list[str]:
    """The requirements of a dependency group and of those it includes."""
    entries = PROJECT["dependency-groups"][name]
    return [one for entry in entries for one in (group(entry["include-group"]) if isinstance(entry, dict) else [entry])]


def unmet(wanted: list[str], locked: dict[str, str]) -> list[str]:
    """What the requirements, and theirs in turn, want on this machine and a lock lacks or has in another version.

    The requirements of a distribution are those that it has here; one that is here in another version than the lock's is unmet.
    """
    missing, seen = [], set()
    todo = [(Requirement(line), "") for line in wanted]
    while todo:
        requirement, extra = todo.pop()
        name = canonicalize_name(requirement.name)
        key = (name, str(requirement.specifier), frozenset(requirement.extras), extra, str(requirement.marker))
        if key in seen or (requirement.marker and not requirement.marker.evaluate({"extra": extra})):
            continue
        seen.add(key)
        version = locked.get(name)
        if version is None or not requirement.specifier.contains(version, prereleases=True):
            missing.append(f"{requirement}, not {version}")
        elif distribution(name).version != version:
            missing.append(f"{name} {version} is locked, {distribution(name).version} installed")
        else:
            theirs = [Requirement(line) for line in distribution(name).requires or ()]
            todo += [(one, asked) for one in theirs for asked in ("", *requirement.extras)]
    return missing


@pytest.mark.parametrize("lock", LOCKS)
def test_a_lock_has_all_that_is_required(lock: str) -> None:
    wanted = [*PROJECT["project"]["dependencies"], *(one for name in LOCKS[lock] for one in group(name))]
    assert not unmet(wanted, pins(lock_text(lock)))


@pytest.mark.parametrize("name", ["click", "coverage", "iniconfig", "greenlet"])
def test_a_gap_in_a_lock_is_found(name: str) -> None:
    locked = pins(lock_text("dev"))
    del locked[name]
    missing = unmet([*PROJECT["project"]["dependencies"], *group("dev")], locked)
    assert missing
    assert all(line.startswith(name) for line in missing)


def test_a_version_that_does_not_do_is_found() -> None:
    assert unmet(["click>=8.2"], {"click": "8.1"}) == ["click>=8.2, not 8.1"]
    assert unmet(["click"], {"click": "999"}) == [f"click 999 is locked, {distribution('click').version} installed"]


def test_the_small_lock_is_part_of_the_large_one() -> None:
    assert set(PIN.findall(lock_text("run"))) < set(PIN.findall(lock_text("dev")))


def test_the_lock_for_mutants_changes_no_version_of_the_large_one() -> None:
    locked, more = pins(lock_text("dev")), pins(lock_text("mutants"))
    assert "mutmut" in more
    assert {name: version for name, version in more.items() if locked.get(name, version) != version} == {}


@pytest.mark.parametrize("lock", [*LOCKS, "mutants"])
def test_a_lock_has_pins_with_hashes_only(lock: str) -> None:
    rest = re.sub(r"^    --hash=sha256:[0-9a-f]{64}(?: \\)?\n", "", lock_text(lock), flags=re.MULTILINE)
    assert not PIN.sub("", rest).strip()
    assert "://" not in lock_text(lock)


def test_the_lock_of_npm_has_hashes_and_names_no_host() -> None:
    text = (ROOT / "package-lock.json").read_text(encoding="utf-8")
    packages = json.loads(text)["packages"]
    assert all(package.get("integrity") for place, package in packages.items() if place)
    assert not re.search(r'"resolved"|"(?:git\+)?(?:https?|ssh|file):', text)
    assert "omit-lockfile-registry-resolved=true" in (ROOT / ".npmrc").read_text(encoding="utf-8").splitlines()


def test_make_resolves_nothing_when_it_installs() -> None:
    printed = subprocess.run(
        ["make", "--dry-run", "--always-make", ".venv/.dev-installed"], cwd=ROOT, capture_output=True, text=True, check=True
    ).stdout
    installs = [line.split() for line in printed.splitlines() if "pip install" in line]
    assert all("--no-deps" in line for line in installs)
    locks = [line for line in installs if "-r" in line]
    assert [line[line.index("-r") + 1] for line in locks] == ["requirements/run.lock", "requirements/dev.lock"]
    assert all("--require-hashes" in line for line in locks)
