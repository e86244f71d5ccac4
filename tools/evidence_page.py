"""Writes docs/evidence.md from the records that tools/evidence keeps in docs/evidence."""
import json

HEAD = """# Evidence

Written by `tools/evidence` from the records in [evidence/](evidence/), which hold what the tools counted; nothing here is typed by hand.
`tools/evidence` runs everything in a short form, `tools/evidence --long` in the nightly one (1,000,000 requests against the second evaluator,
1,000,000 against the independent simulator), `tools/evidence STEP` one step. The rules themselves: [evaluation.md](evaluation.md).

"""


def number(value):
    return f"{value:,}" if isinstance(value, int) else str(value)


def table(heads, rows):
    lines = ["| " + " | ".join(heads) + " |", "|" + "---|" * len(heads)]
    lines += ["| " + " | ".join(number(cell).replace("|", "\\|") for cell in row) + " |" for row in rows]
    return "\n".join(lines) + "\n"


def cases(counts):
    return [("Cases", counts["cases"]), ("Rules in docs/evaluation.md", counts["rules"]), ("Rules without a case", counts["rulesWithoutCase"]),
            ("Cases without a rule", counts["casesWithoutRule"])], ""


def properties(counts):
    found = counts["properties"]
    agreement = found.get("Engine_agrees_with_the_naive_evaluator", {"runs": 0, "seeds": []})
    rows = [("Requests on which both evaluators agree", agreement["runs"]), ("Seeds", ", ".join(map(str, agreement["seeds"])) or "none"),
            ("Properties", len(found)), ("Property runs in all", sum(one["runs"] for one in found.values())), ("Failed", counts["failed runs"])]
    return rows, table(("Property", "Runs", "Seeds"), [(name.replace("_", " "), one["runs"], len(one["seeds"])) for name, one in sorted(found.items())])


def planted_bugs(counts):
    bugs = counts["bugs"]
    rows = [("Bugs planted by hand", len(bugs)), ("Caught", sum(bug["caught"] for bug in bugs)), ("Not caught", sum(not bug["caught"] for bug in bugs))]
    return rows, table(("Bug", "In", "Failing cases and tests", "Caught, among others, by"), [
        (bug["says"], bug["file"].rsplit("/", 1)[-1], bug["failures"], "; ".join(bug["by"]) or "**nothing**") for bug in bugs])


def mutants(counts):
    rows = [("Files mutated", counts["scope"]), ("Mutants", counts["total"]), ("Killed", counts["killed"]), ("Survived", counts["survived"]),
            ("Without a test that reaches them", counts["noCoverage"]), ("Not run", counts["notRun"]),
            ("Seconds that the tests took against them", counts["seconds"]), ("Score", f"{counts['score']:.1f} %")]
    return rows, table(("Survivor", "Line", "Change", "Reason"), [(one["file"], one["line"], f"`{one['change']}`", one["reason"]) for one in counts["survivors"]])


def fuzz(counts):
    parsers = counts["parsers"]
    rows = [("Parsers", len(parsers)), ("Fuzzed for, seconds", sum(one["seconds"] for one in parsers)), ("Inputs tried", sum(one["runs"] for one in parsers)),
            ("Crashes", sum(one["crashes"] for one in parsers)), ("Hangs", sum(one["hangs"] for one in parsers))]
    return rows, table(("Parser", "Seconds", "Inputs tried", "Inputs kept for new paths", "Crashes", "Hangs"), [
        (one["parser"], one["seconds"], one["runs"], one["paths"], one["crashes"], one["hangs"]) for one in parsers])


def parsing(counts):
    found = counts["inputs"]
    rows = [("Inputs that grow to", f"{counts['largest']:,} bytes"), ("Worst growth of time at a doubling", f"{max(one['growth'] for one in found):.2f}"),
            ("Most memory allocated, in sizes of the input", f"{max(one['memory'] for one in found):.1f}"), ("Beyond the limits", sum(not one["holds"] for one in found))]
    return rows, table(("Parser", "Input", "Milliseconds at the largest", "Growth at a doubling", "Allocated, in sizes of the input"), [
        (one["parser"], one["input"], f"{one['milliseconds']:.0f}", f"{one['growth']:.2f}", f"{one['memory']:.1f}") for one in found])


def differential(counts):
    rows = [("Requests", counts["requests"]), ("Seeds", len(counts["seeds"])), ("Decisions compared", counts["decisions"]), ("Different", counts["differ"]),
            ("Unexplained", counts["unexplained"]), ("Answers that are errors", counts["failures"]), ("Explained", sum(counts["explained"].values()))]
    return rows, table(("Explained by", "Differences"), sorted(counts["explained"].items(), key=lambda item: -item[1]))


SECTIONS = [
    ("cases", "Cases", cases), ("properties", "A second evaluator and metamorphic laws", properties), ("planted-bugs", "Planted bugs", planted_bugs),
    ("mutants", "Mutation testing", mutants), ("fuzz", "Fuzzing", fuzz), ("parsing", "Time and memory of parsers", parsing),
    ("differential", "An independent public simulator", differential),
]


def render(folder):
    text = HEAD
    for name, title, describe in SECTIONS:
        text += f"## {title}\n\n"
        file = folder / f"{name}.json"
        if not file.exists():
            text += f"Not run yet: `tools/evidence {name}`.\n\n"
            continue
        record = json.loads(file.read_text(encoding="utf-8"))
        rows, more = describe(record["counts"])
        text += table(("What", "Count"), rows)
        text += f"\n`{record['command']}`  \n{record['date']}, {record['machine']}, commit {record['commit']}, {record['seconds']:,} s, form {record['form']}"
        text += "" if record["exitCode"] == 0 else f", **exit code {record['exitCode']}**"
        text += "\n\n" + (more + "\n" if more else "")
    return text.rstrip("\n") + "\n"
