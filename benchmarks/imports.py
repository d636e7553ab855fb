"""How long the library takes to import, beside numpy alone, each time in a fresh interpreter.

Run it with `python benchmarks/imports.py`. The aim: less than 0.3 s more than `import numpy`. A negative difference
means that the module imports no numpy.
"""

import subprocess
import sys
from statistics import median

from tqdm import tqdm

MODULES = ("numpy", "segmetrics_lab", "segmetrics_lab.metrics")
ROUNDS = 7
AIM = 300

PROGRAM = """
from time import perf_counter
start = perf_counter()
import {module}
print((perf_counter() - start) * 1000)
"""


def milliseconds(module: str) -> float:
    """The time of one import in an interpreter that has imported nothing yet."""
    program = [sys.executable, "-c", PROGRAM.format(module=module)]
    return float(subprocess.run(program, capture_output=True, text=True, check=True).stdout)


def measured() -> dict[str, list[float]]:
    """Milliseconds of every module in every round, all of them in turn; a round before them warms the disk up."""
    times: dict[str, list[float]] = {module: [] for module in MODULES}
    for _ in tqdm(range(ROUNDS + 1), desc="importing", unit="round"):
        for module in MODULES:
            times[module].append(milliseconds(module))
    return {module: values[1:] for module, values in times.items()}


def main() -> None:
    """Measure and print."""
    times = measured()
    width = max(len(module) for module in MODULES)
    print(f"\n{'import':<{width}}      ms  more than numpy\n{'-' * width}  ------  ---------------")
    for module, values in times.items():
        more = median(time - numpy for time, numpy in zip(values, times["numpy"], strict=True))
        print(f"{module:<{width}}  {median(values):6.0f}  {more:15.0f}{'  misses its goal' if more > AIM else ''}")


if __name__ == "__main__":
    main()
