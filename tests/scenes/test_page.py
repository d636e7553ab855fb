"""The matrix of the source page."""

from segmetrics_lab.scenes import page_matrix


def test_the_matrix_of_the_page_is_as_printed_there():
    matrix, names = page_matrix()
    assert matrix.tolist() == [[5000, 300, 200], [400, 4500, 100], [100, 150, 4800]]
    assert names == ("A", "B", "background")


def test_each_caller_gets_a_matrix_of_its_own():
    page_matrix()[0][0, 0] = 0
    assert page_matrix()[0][0, 0] == 5000
