"""Which loader reads a file, and under which name its data set goes."""

from __future__ import annotations

from functools import cache
from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules
from typing import TYPE_CHECKING, cast

from graph.errors import NothingFound, UsageError
from graph.model.located import Loaded
from loaders.files import GZIP, STDIN, ZSTD, open_file
from loaders.naming import name_from, named_source
from loaders.stream import StreamInfo, StreamOptions
from loaders.workbooks import check_workbook
from loaders.yaml_lines import YamlFault, read_yaml

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from loaders.loader import Loader
    from loaders.stream import Stream

HEAD = 2**13
PACKED = (".gz", ".zst", ".zstd")


@cache
def known_loaders() -> tuple[Loader, ...]:
    """What every module and folder here declares in its `LOADERS`."""
    names = sorted(module.name for module in iter_modules([str(Path(__file__).parent)]))
    modules = (import_module(f"loaders.{name}") for name in names)
    return tuple(loader for module in modules for loader in getattr(module, "LOADERS", ()))


def known_suffixes() -> str:
    """The endings of all files that some loader reads, for a message."""
    packed = {suffix for loader in known_loaders() if loader.open for suffix in loader.suffixes}
    whole = {suffix for loader in known_loaders() if loader.read for suffix in loader.suffixes} - packed
    return (
        f"{', '.join((*sorted(whole), *sorted(packed)))} (all but {' and '.join(sorted(whole))} also with {' or '.join(PACKED)})"
    )


def is_stream(path: Path, options: StreamOptions | None = None) -> bool:
    """Whether a file is read record by record, by its ending; a file that comes with a mapping is a table."""
    suffix = _suffix(path, options)
    return not path.is_dir() and any(loader.open and suffix in loader.suffixes for loader in known_loaders())


def piped_suffix(head: bytes) -> str:
    """The ending that tells how to read what begins like this, where there is no name of a file."""
    return ".json" if head.lstrip(b"\xef\xbb\xbf \t\r\n").startswith((b"{", GZIP, ZSTD)) else ".yml"


def _suffix(path: Path, options: StreamOptions | None) -> str:
    if options is not None and options.mapping is not None:
        return ".csv"
    name = path.with_suffix("") if path.suffix.lower() in PACKED else path
    return name.suffix.lower()


def load_files(paths: Iterable[Path]) -> Loaded:
    """The records of files, and of files in folders, that are read as a whole (dossiers), with every fault in them.

    Raises:
        UsageError: a path that is not there, or a file of a format that is not read as a whole.
        NothingFound: folders without any file to load.
    """
    readers = {suffix: loader.read for loader in known_loaders() if loader.read for suffix in loader.suffixes}
    files: dict[Path, None] = {}
    for path in paths:
        files |= dict.fromkeys(_files(path, readers))
    if not files:
        hint = f"a dossier is a file that ends in {' or '.join(readers)}; see docs/guide/dossier.md"
        raise NothingFound("there is nothing to load in those folders", hint=hint)
    loaded = Loaded()
    for file in files:
        loaded.extend(readers[file.suffix](file))
    return loaded


def _files(path: Path, suffixes: Iterable[str]) -> list[Path]:
    if path.is_dir():
        return sorted(file for file in path.rglob("*") if file.suffix in suffixes and file.is_file())
    if not path.exists():
        raise UsageError(f"{path} is not there", hint="name a dossier file or a folder of them")
    if path.suffix not in suffixes:
        raise _unknown(path)
    return [path]


def _unknown(path: Path) -> UsageError:
    if is_stream(path):
        return UsageError(f"{path.name} is no dossier", hint="`casegraph load` reads it as a stream, and checks it on the way")
    return UsageError(f"no loader knows {path.name}", hint=f"known endings: {known_suffixes()}")


def open_stream(path: Path, options: StreamOptions | None = None) -> Stream:
    """The records of a large file, as a stream; close it, or use it in `with`.

    Raises:
        UsageError: the file is not there, no file, or of no format that is known; a library is not installed.
        RecordFaults: the file cannot be read, or its mapping cannot.
    """
    options = options or StreamOptions()
    fitting = _fitting(path, options)
    opened = open_file(path)
    try:
        loader = _chosen(fitting, opened.content.peek(HEAD)[:HEAD], options)
        dataset = options.dataset or _named(path)
        info = StreamInfo(opened.name, loader.name, dataset, named_source(dataset), opened.size)
        return cast("Callable[..., Stream]", loader.open)(opened, info, options)
    except BaseException:
        opened.close()
        raise


def check_file(path: Path, options: StreamOptions) -> None:
    """Looks at the name and first bytes of a stream, before anything is made for it.

    Raises:
        UsageError, RecordFaults: what `open_stream` would.
    """
    _fitting(path, options)
    if path.is_fifo():
        return
    opened = open_file(path)
    try:
        if opened.workbook:
            check_workbook(opened)
    finally:
        opened.close()


def _fitting(path: Path, options: StreamOptions) -> list[Loader]:
    """The stream loaders of the format that is asked for or of the file's ending; all of them for stdin without any."""
    streaming = [loader for loader in known_loaders() if loader.open]
    if options.format is not None:
        hint = f"formats: {', '.join(loader.name for loader in streaming)}"
        named = [loader for loader in streaming if loader.name == options.format]
        if not named:
            raise UsageError(f"no such format: {options.format}", hint=hint)
        return named
    suffix = ".json" if str(path) == "-" and options.mapping is None else _suffix(path, options)
    if not (found := [loader for loader in streaming if suffix in loader.suffixes]) and not path.is_dir():
        raise _unknown(path)
    return found or streaming


def _chosen(fitting: list[Loader], head: bytes, options: StreamOptions) -> Loader:
    sniffed = (loader for loader in fitting if loader.sniff and loader.sniff(head, options))
    return next(sniffed, None) or next((loader for loader in fitting if loader.sniff is None), fitting[0])


def _named(path: Path) -> str:
    """A data set's name from the file's: `Entities.ftm.json.gz` is `entities`."""
    return STDIN.strip("<>") if str(path) == "-" else name_from(path.name.split(".")[0])


def unnamed_dataset(path: Path, options: StreamOptions) -> str | None:
    """The name that a file's data set has from the file; None where an option or the mapping names it."""
    if options.dataset is not None:
        return None
    if options.mapping is not None:
        try:
            said = read_yaml(options.mapping).value
        except YamlFault:
            said = None
        if isinstance(said, dict) and said.get("dataset"):
            return None
    return _named(path)
