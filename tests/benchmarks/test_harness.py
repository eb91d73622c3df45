"""What all benchmarks share counts rightly."""

import os

from benchmarks.harness import proc
from benchmarks.harness.http_client import whole_body
from benchmarks.harness.players import Played
from benchmarks.harness.results import Column, Run, quantiles, table

COLUMNS = [Column("rate", "A second", 0), Column("cpu", "CPU, ms", 2)]


def test_a_table_has_a_row_for_each_case_with_median_and_range() -> None:
    runs = [Run({"Way": "HTTP"}, {"rate": rate, "cpu": 1.5}) for rate in (10, 30, 20)]
    assert list(table(COLUMNS, runs)) == [
        "| Way | A second | CPU, ms |",
        "|---|---|---|",
        "| HTTP | 20 (10 to 30) | 1.50 |",
    ]


def test_a_case_that_could_not_be_measured_says_why() -> None:
    runs = [Run({"Way": "HTTP"}, {"rate": 1}), Run({"Way": "other"}, {}, "not installed")]
    assert list(table(COLUMNS, runs))[-1] == "| other | not installed |"


def test_quantiles_are_told_in_milliseconds() -> None:
    assert quantiles([number / 1000 for number in range(1, 101)], 50, 95, 100) == [51.0, 96.0, 100.0]
    assert quantiles([], 50) == []


def test_an_answer_is_whole_when_its_length_or_its_last_chunk_is_there() -> None:
    assert whole_body(b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\no") is None
    assert whole_body(b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok") == b"ok"
    assert whole_body(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nok\r\n") is None
    assert whole_body(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nok\r\n0\r\n\r\n") is not None


def test_processes_are_read_with_what_descends_from_them() -> None:
    own = os.getpid()
    assert own in proc.with_children(os.getppid())
    assert proc.cpu_seconds([own]) > 0
    assert proc.resident_kib([own]) > 1000
    assert proc.threads([own]) >= 1


def test_a_turn_that_is_answered_after_a_later_one_was_overtaken() -> None:
    played = Played(lasted=[5.0, 1.0, 1.0], asked=[0.0, 1.0, 4.5])
    assert played.overtaken() == 1 / 3
    assert Played(lasted=[1.0, 1.0], asked=[0.0, 0.5]).overtaken() == 0.0
    assert Played().overtaken() == 0.0
