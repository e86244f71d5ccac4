"""Starts programs, measures what they cost, and pairs the costs of two."""
import os
import resource
import statistics
import time


class Failed(Exception):
    """A program that is measured ended otherwise than it should."""


def run(command, expected=(0,), output=None):
    """One run: seconds of wall and CPU time (with the system's part), the most memory it had, in MiB.

    A new process begins as a copy of this one, and the kernel counts that too: if it had no more than this one has, how much is not known.
    """
    target = output or os.devnull
    redirect = [(os.POSIX_SPAWN_OPEN, 1, target, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o644)]
    started = time.perf_counter()
    process = os.posix_spawnp(command[0], command, os.environ, file_actions=redirect)
    _, status, usage = os.wait4(process, 0)
    wall = time.perf_counter() - started
    code = os.waitstatus_to_exitcode(status)
    if code not in expected:
        raise Failed(f"`{' '.join(command)}` ended with {code}")
    known = {"peak": usage.ru_maxrss / 1024} if usage.ru_maxrss > resource.getrusage(resource.RUSAGE_SELF).ru_maxrss else {}
    return {"wall": wall, "cpu": usage.ru_utime + usage.ru_stime, **known}


def pairs(one, other, count):
    """Both by turns, after one run of each that does not count; each is a function that gives a dictionary of numbers."""
    one(), other()
    runs = ([], [])
    for _ in range(count):
        runs[0].append(one())
        runs[1].append(other())
    return runs


def ratios(runs, name):
    """One's number over the other's, pair by pair."""
    return [one[name] / other[name] for one, other in zip(*runs)]


def spread(values):
    """Median, least and most."""
    return {"median": short(statistics.median(values)), "least": short(min(values)), "most": short(max(values)), "runs": len(values)}


def short(value):
    """To four significant digits: more are noise."""
    return float(f"{value:.4g}")
