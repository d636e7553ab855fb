"""What enters the box: it knows no case, no expectation and no solution."""
