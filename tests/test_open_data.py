"""The numbers of the report open in Datasette as they are, and nothing else does."""

from __future__ import annotations

import importlib.util
import json
from pathlib import Path

import pytest
import yaml
from sqlite_utils import Database

from bot.machine.private import written
from bot.report.open_data import figures, write_database
from bot.report.report import Report
from bot.report.small_numbers import is_small
from bot.store.store import Store
from knowledge.model import Knowledge
from tests.conftest import ROOT
from tests.year import reported

FILE = ROOT / "deploy" / "datasette.yaml"
DESCRIBED = yaml.safe_load(FILE.read_text("utf-8"))["databases"]
TABLES = DESCRIBED["report"]["tables"]
HAS_DATASETTE = importlib.util.find_spec("datasette") is not None


@pytest.fixture(scope="module")
def made(team_knowledge: Knowledge) -> Report:
    return reported(team_knowledge, 40)


@pytest.fixture(scope="module")
def data(made: Report, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("data") / "report.db"
    write_database(made, path)
    return path


def test_each_figure_is_a_table_with_the_same_rows(made: Report, data: Path) -> None:
    database = Database(data)
    for figure in figures(made):
        rows = [(row["key"], row["label"], row["count"]) for row in database.table(figure.id).rows]
        assert sorted(rows) == sorted((row.key, row.label, row.count) for row in figure.rows)


def test_no_small_number_is_in_it(data: Path) -> None:
    database = Database(data)
    small = [
        (table, row) for table in database.table_names() if table != "facts"
        for row in database.table(table).rows if row["count"] is not None and is_small(row["count"])
    ]  # fmt: skip
    assert small == []


def test_the_description_names_every_table_and_column_and_no_other(data: Path) -> None:
    database = Database(data)
    assert set(TABLES) == set(database.table_names())
    for name, about in TABLES.items():
        assert about["title"]
        assert set(about["columns"]) <= set(database.table(name).columns_dict)


def test_nothing_that_is_described_is_a_table_of_the_assistants_own() -> None:
    assert set(TABLES) & set(Store.open(None).columns()) == set()
    assert DESCRIBED["assistant"]["allow"] is False


@pytest.mark.parametrize("name", DESCRIBED["report"]["queries"])
def test_every_query_that_is_described_has_an_answer(data: Path, name: str) -> None:
    assert [*Database(data).query(DESCRIBED["report"]["queries"][name]["sql"])]


def test_a_database_is_written_anew_each_time(made: Report, tmp_path: Path) -> None:
    path = tmp_path / "report.db"
    with written(path, over=True) as part:
        write_database(made, part)
    before = path.read_bytes()
    with written(path, over=True) as part:
        write_database(made, part)
    assert path.read_bytes() == before
    assert [one.name for one in tmp_path.iterdir()] == ["report.db"]


@pytest.mark.skipif(not HAS_DATASETTE, reason="Datasette is not installed: it is in the extra `look`")
async def test_datasette_shows_the_report_and_refuses_the_assistants_own_database(
    made: Report, data: Path, tmp_path: Path
) -> None:
    from datasette.app import Datasette  # noqa: PLC0415 - it need not be installed
    from datasette.utils import parse_metadata  # noqa: PLC0415 - as above

    own = tmp_path / "assistant.db"
    Store.open(own).close()
    opened = Datasette(immutables=[str(data), str(own)], metadata=parse_metadata(FILE.read_text("utf-8")))

    async def get(path: str) -> str:
        return str((await opened.client.get(path)).text)

    shares = json.loads(await get("/report/shares.json?_shape=array"))
    assert {row["label"]: row["count"] for row in shares} == {
        row.label: row.count for figure in figures(made) if figure.id == "endings" for row in figure.rows
    }
    assert TABLES["entries"]["title"] in await get("/report/entries")
    assert "<title>Forbidden</title>" in await get("/assistant/enquiry.json")
    assert "<title>Forbidden</title>" in await get("/assistant.json?sql=select+*+from+enquiry")
