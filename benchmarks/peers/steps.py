#!/usr/bin/python3
"""Runs one benchmark case in eager PyTorch, on request, so that another program can alternate with it.

    steps.py CASE --threads N

After the first step it prints   {"ready": true, "first_step_s": …, "torch": "…", "blas": "…", "threads": N}
then reads commands, one a line: a number n runs n steps and prints {"ms": [n times]};
`quit`, or the end of the input, prints {"peak_mb": …} and ends.

Needs Debian's python3-torch, which is a module of /usr/bin/python3, and libopenblas0-pthread: without it that torch multiplies
matrices by the reference BLAS, about five times slower, and a comparison would be unfair. `blas` says which library was loaded.
"""

import argparse
import json
import os
import resource
import sys
import time

CLOCK_AT_IMPORT = time.monotonic()


def seconds_since_start():
    """Seconds since this process was started; since this file was entered where the system does not tell."""
    try:
        with open("/proc/self/stat", encoding="ascii") as stat:
            # The command's name, in parentheses, may hold spaces: count the fields after it. Start time is the 22nd.
            ticks = int(stat.read().rpartition(")")[2].split()[19])
        return time.clock_gettime(time.CLOCK_BOOTTIME) - ticks / os.sysconf("SC_CLK_TCK")
    except (OSError, AttributeError):
        return time.monotonic() - CLOCK_AT_IMPORT


def loaded_blas():
    """File name of the BLAS in this process, or "unknown"."""
    try:
        with open("/proc/self/maps", encoding="ascii", errors="replace") as maps:
            # Alternatives are links, so the path shown is the true library: …/openblas-pthread/libblas.so.3, …/blas/libblas.so.3.10.0
            paths = {line.split()[-1] for line in maps if "blas" in line.rpartition("/")[2]}
    except OSError:
        return "unknown"
    return ", ".join(sorted("/".join(path.split("/")[-2:]) for path in paths)) or "unknown"


def say(message):
    print(json.dumps(message), flush=True)


def timed(step, count):
    times = []
    for _ in range(count):
        start = time.perf_counter_ns()
        step()
        times.append((time.perf_counter_ns() - start) / 1e6)
    return times


def peak_mb():
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak / (1024 * 1024 if sys.platform == "darwin" else 1024)


def main():
    parser = argparse.ArgumentParser(description="Times the steps of a benchmark case in eager PyTorch.")
    parser.add_argument("case")
    parser.add_argument("--threads", type=int, default=2)
    options = parser.parse_args()

    # OpenMP and OpenBLAS read these when they are loaded, which is when torch is imported.
    os.environ["OMP_NUM_THREADS"] = os.environ["OPENBLAS_NUM_THREADS"] = str(options.threads)
    import torch
    from cases import CASES

    if options.case not in CASES:
        parser.error(f"no case {options.case!r}; there are: {', '.join(CASES)}")
    torch.set_num_threads(options.threads)
    torch.manual_seed(0)
    step = CASES[options.case]()
    step()
    say({"ready": True, "first_step_s": round(seconds_since_start(), 3),
         "torch": torch.__version__, "blas": loaded_blas(), "threads": torch.get_num_threads()})

    for line in sys.stdin:
        command = line.strip()
        if command == "quit":
            break
        if command:
            say({"ms": timed(step, int(command))})
    say({"peak_mb": round(peak_mb(), 1)})


if __name__ == "__main__":
    main()
