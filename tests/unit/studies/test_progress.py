"""Progress: a line a minute in a log, nothing in a pipe, rates and time left that are true."""

import io

from policygames.studies.progress import Log, Pace, shown


class Clock:
    now = 0.0

    def __call__(self):
        return self.now


def test_a_log_has_a_line_a_minute_and_one_at_the_end():
    clock, stream = Clock(), io.StringIO()
    log = Log(100, 1000, stream, clock)
    for second in range(1, 91):
        clock.now = float(second * 2)
        log(10)
    lines = stream.getvalue().splitlines()
    assert lines == [
        "400 of 1,000 draws, 5 a second, 120 s left",
        "700 of 1,000 draws, 5 a second, 60 s left",
        "1,000 of 1,000 draws, 5 a second, 0 s left",
    ]


def test_a_pace_counts_what_this_run_did():
    clock = Clock()
    pace = Pace(clock)
    clock.now = 4.0
    assert pace.rate(20) == 5


def test_nothing_is_written_into_a_pipe():
    stream = io.StringIO()
    with shown(0, 10, stream) as advance:
        advance(10)
    assert stream.getvalue() == ""


def test_a_file_gets_lines(tmp_path):
    with (tmp_path / "log").open("w+", encoding="utf-8") as stream:
        with shown(5, 10, stream) as advance:
            advance(5)
        stream.seek(0)
        assert stream.read().startswith("10 of 10 draws")
