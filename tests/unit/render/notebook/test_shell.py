"""Cells run in this process give what a kernel gives."""

import pytest

from scorecard.render.notebook.shell import new_shell, run_cell


@pytest.fixture
def shell():
    return new_shell()


def kinds(outputs):
    return [o.output_type for o in outputs]


def test_value_of_the_last_line(shell):
    outputs, count, succeeded = run_cell(shell, "a = 1\na + 1")
    assert (outputs[0].data["text/plain"], count, succeeded) == ("2", 1, True)


def test_streams_and_displays_keep_their_order(shell):
    source = "from IPython.display import display\nprint('a')\nprint('b')\ndisplay(1)\nprint('c')"
    outputs, _, _ = run_cell(shell, source)
    assert kinds(outputs) == ["stream", "display_data", "stream"]
    assert outputs[0].text == "a\nb\n"


def test_the_error_stream_is_kept_apart(shell):
    outputs, _, _ = run_cell(shell, "import sys\nprint('a')\nprint('b', file=sys.stderr)")
    assert [(o.name, o.text) for o in outputs] == [("stdout", "a\n"), ("stderr", "b\n")]


def test_a_semicolon_hides_the_value(shell):
    assert run_cell(shell, "1 + 1;")[0] == []


@pytest.mark.parametrize(
    ("source", "name"), [("1 / 0", "ZeroDivisionError"), ("def", "SyntaxError"), ("x", "NameError")]
)
def test_an_error_is_an_output_and_no_success(shell, source, name):
    outputs, _, succeeded = run_cell(shell, source)
    assert not succeeded
    assert outputs[-1].ename == name


@pytest.mark.filterwarnings("ignore:To exit")
@pytest.mark.parametrize("source", ["import sys; sys.exit()", "import sys; sys.exit(0)", "raise SystemExit('enough')"])
def test_leaving_early_is_no_success(shell, source):
    outputs, _, succeeded = run_cell(shell, source)
    assert not succeeded
    assert outputs[-1].ename == "SystemExit"


def test_a_new_shell_knows_nothing_of_the_one_before(shell):
    run_cell(shell, "secret = 1")
    _, count, succeeded = run_cell(new_shell(), "secret")
    assert (count, succeeded) == (1, False)


def test_nothing_is_written_to_a_history(shell):
    assert not shell.history_manager.enabled
