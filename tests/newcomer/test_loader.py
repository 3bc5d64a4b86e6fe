"""A newcomer adds a format to load by one file in `loaders/`: it is known by its ending and by its content."""

from __future__ import annotations

import json

import pytest

from tests.newcomer.conftest import Product

NOTES = '''
    """Made-up notes: a line `name; name` says that two people know each other."""

    from graph.model import KINDS, Claim, relation_id
    from graph.model.located import Located
    from loaders.files import lines
    from loaders.loader import Loader
    from loaders.stream import Census, Stream


    def open_notes(opened, info, options):
        """The people of every line, and that they are linked."""

        def groups():
            for number, line in lines(opened):
                names = [name.strip() for name in line.decode().removeprefix("notes:").split(";")]
                ids = [name.lower() for name in names]
                people = [KINDS["Person"](id=key, name=name, identification="named", datasets=(info.dataset,))
                          for key, name in zip(ids, names)]
                said = Claim(id=f"c-{number}", text=line.decode(), property="LINKED_TO", source=info.source.id, about=tuple(ids),
                             relation=relation_id(ids[0], "LINKED_TO", ids[1]), datasets=(info.dataset,))
                yield [Located(one, info.file, number) for one in (*people, said)]

        return Stream(info, groups(), Census(), opened.offset).on_close(opened.close)


    LOADERS = (
        Loader("notes", (".notes",), open=open_notes),
        Loader("noted", (".json",), open=open_notes, sniff=lambda head, options: head.startswith(b"notes:")),
    )
'''
LIST = '''
    """Made-up lists that are read as a whole: a name on each line."""

    from graph.model import KINDS
    from graph.model.located import Loaded, Located
    from loaders.loader import Loader


    def read_list(path):
        """A person for every line."""
        names = path.read_text(encoding="utf-8").splitlines()
        people = (KINDS["Person"](id=name.lower(), name=name, identification="named", datasets=("listed",)) for name in names)
        return Loaded([Located(one, str(path), line) for line, one in enumerate(people, 1)])


    LOADERS = (Loader("list", (".list",), read=read_list),)
'''


@pytest.fixture(scope="module", autouse=True)
def _loaders(product: Product) -> None:
    """Both files, in the copy."""
    product.add("loaders/notes.py", NOTES)
    product.add("loaders/lists.py", LIST)


@pytest.mark.parametrize("name", ["case.notes", "odd.json"])
def test_a_stream_is_loaded_and_found(product: Product, name: str) -> None:
    product.write(name, "notes: Ada; Bela\nBela; Cyr\n")
    said = product.run("load", name, "--store", f"{name}.db")
    assert f"{name.split('.', maxsplit=1)[0]}: 2 records read, 6 new" in said
    path = json.loads(product.run("path", "Ada", "Cyr", "--format", "json", "--store", f"{name}.db"))
    assert len(path["paths"][0]["hops"]) == 2


def test_records_are_checked_as_a_whole(product: Product) -> None:
    product.write("people.list", "Dora\nEmil\n")
    assert "fine: 2 entities" in product.run("check", "people.list")
    assert product.run("load", "people.list", "--store", "list.db").startswith("2 new")
    assert "Dora" in product.run("show", "Dora", "--store", "list.db")


def test_the_message_about_an_unknown_file_names_the_new_endings(product: Product) -> None:
    product.write("odd.docx", "x")
    message = product.python("""
        from pathlib import Path
        from graph.errors import UsageError
        from loaders import load_files
        try:
            load_files([Path("odd.docx")])
        except UsageError as error:
            print(error.hint)
    """)
    assert ".list" in message
    assert ".notes" in message
    assert ".yml" in message
