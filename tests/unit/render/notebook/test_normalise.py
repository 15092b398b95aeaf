"""What a clock, a machine or chance puts into a notebook is taken out, and nothing else."""

import nbformat

from scorecard.render.notebook.normalise import normalise, to_text


def executed(when="2020-01-01", chance="a1b2c3d4"):
    made = nbformat.v4.new_notebook(metadata={"papermill": {"start_time": when, "input_path": f"/home/{chance}"}})
    made.metadata["language_info"] = {"name": "python", "version": chance}
    result = nbformat.v4.new_output("execute_result", {"text/plain": "2"}, metadata={"m": chance}, execution_count=7)
    cell = nbformat.v4.new_code_cell("1 + 1", execution_count=7, outputs=[result], id="sum")
    cell.metadata = nbformat.from_dict(
        {"papermill": {"start_time": when}, "execution": {"iopub": when}, "tags": ["keep"]}
    )
    injected = nbformat.v4.new_code_cell("quarter = 'q'", execution_count=3, id=chance)
    injected.metadata["tags"] = ["injected-parameters"]
    made.cells = [nbformat.v4.new_markdown_cell("# Title", id="title"), injected, cell]
    return made


def normal(made):
    return normalise(made, name="scorecard", parameters={"quarter": "q", "as_known_at": "latest"})


def test_times_paths_and_random_ids_make_no_difference():
    assert to_text(normal(executed())) == to_text(normal(executed(when="2031-12-31", chance="ffff0000")))


def test_ids_of_the_template_are_kept_and_the_injected_cell_has_a_fixed_one():
    assert [cell.id for cell in normal(executed()).cells] == ["title", "injected-parameters", "sum"]


def test_counts_run_from_one():
    codes = [cell for cell in normal(executed()).cells if cell.cell_type == "code"]
    assert [cell.execution_count for cell in codes] == [1, 2]
    assert codes[1].outputs[0].execution_count == 2


def test_sources_outputs_and_tags_stay():
    cell = normal(executed()).cells[2]
    assert (cell.source, cell.outputs[0].data["text/plain"], cell.metadata.tags) == ("1 + 1", "2", ["keep"])


def test_the_parameters_are_recorded():
    assert normal(executed()).metadata.scorecard == {
        "notebook": "scorecard",
        "parameters": {"as_known_at": "latest", "quarter": "q"},
    }


def test_it_is_a_valid_notebook():
    nbformat.validate(normal(executed()))


def test_a_difference_in_an_output_is_not_masked():
    other = executed()
    other.cells[2].outputs[0].data["text/plain"] = "<object at 0x7f>"
    assert to_text(normal(other)) != to_text(normal(executed()))
