"""A shell of its own for each notebook, and none of what an earlier one made stays in memory."""

import gc
import weakref

from scorecard.render.notebook.shell import new_shell, run_cell


class Frame:
    """Stands for a table of a hundred megabytes."""


def test_what_a_notebook_made_goes_with_its_shell():
    shell, frame = new_shell(), Frame()
    seen = weakref.ref(frame)
    shell.user_ns["frame"] = frame
    _, _, succeeded = run_cell(shell, "kept = [frame]\nframe")
    assert succeeded
    del frame, shell
    gc.collect()
    assert seen() is not None
    new_shell()
    gc.collect()
    assert seen() is None


def test_the_next_one_knows_nothing_of_it():
    assert run_cell(new_shell(), "left = 1")[2]
    outputs, _, succeeded = run_cell(new_shell(), "left")
    assert not succeeded
    assert outputs[0].ename == "NameError"
