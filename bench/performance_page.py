"""Writes docs/performance.md and its charts from the records that bench/compare keeps in docs/performance."""
import json

import chart

HEAD = """# Speed

Written by `bench/compare` from the records in [performance/](performance/); nothing here is typed by hand. Two programs are run by turns and compared pair
by pair, in Native AOT, with the files in the page cache; the median of the ratios counts. CPU time is that of the whole process, user and system.
`bench/compare` runs everything, `bench/compare --short` with fewer accounts and pairs, `bench/compare STEP` one step.

"""
TITLES = {
    "decisions": "Single decisions", "audit": "A whole audit", "compact": "A whole audit of compact files", "threads": "Two threads", "start": "Start",
    "account": "One account", "memory": "Growth with the number of accounts", "growth": "Growth with the shape of policies", "agreement": "Agreement",
}
UNITS = {"wall": ("wall ms", 1000), "cpu": ("CPU ms", 1000), "peak": ("peak MiB", 1)}


def number(value):
    """Three digits are enough, and no more are meant."""
    if isinstance(value, int):
        return f"{value:,}"
    return f"{value:,.0f}" if abs(value) >= 100 else f"{value:.3g}" if isinstance(value, float) else str(value)


def table(heads, rows):
    lines = ["| " + " | ".join(heads) + " |", "|" + "---|" * len(heads)]
    lines += ["| " + " | ".join(str(cell).replace("|", "\\|") for cell in row) + " |" for row in rows]
    return "\n".join(lines) + "\n"


def bound(one, name):
    return f"{'≤' if one['better'] == 'less' else '≥'} {one[name]:,} {one['unit']}"


def verdict(one):
    return "aim met" if one["met"] and one["aimMet"] else "met" if one["met"] else "**not met**"


def line(one):
    """A goal in one line, for the terminal."""
    return (f"   {one['row']}. {one['what']}: {number(one['median'])} {one['unit']} ({number(one['least'])} to {number(one['most'])}, {one['runs']} runs), "
            f"at least {bound(one, 'atLeast')}, aim {bound(one, 'aim')}: {verdict(one).strip('*')}")


def goals(records):
    rows = []
    for name, record in records:
        rows += [(one["row"], one["what"], f"{number(one['median'])} {one['unit']}", f"{number(one['least'])} … {number(one['most'])}", one["runs"], bound(one, "atLeast"),
                  bound(one, "aim"), verdict(one) + ("" if record["form"] == "full" else " (short form)")) for one in record["goals"]]
    return table(("#", "What", "Median", "Least … most", "Pairs", "At least", "Aim", ""), sorted(rows, key=lambda row: row[0]))


def is_runs(value):
    return isinstance(value, dict) and "median" not in value


def facts(figures):
    """Single figures as a list, costs of programs as a table."""
    text = ""
    for name, value in figures.items():
        if value is not None and not is_runs(value):
            shown = f"{number(value['median'])} ({number(value['least'])} … {number(value['most'])})" if isinstance(value, dict) else number(value)
            text += f"- {name}: {shown}\n"
    runs = [(name, value) for name, value in figures.items() if is_runs(value)]
    if runs:
        text += ("\n" if text else "") + table(("Median (least … most)", *[head for head, _ in UNITS.values()]), [(name, *[cell(value, unit) for unit in UNITS]) for name, value in runs])
    return text


def cell(value, unit):
    if unit not in value:
        return ""
    median, least, most = (value[unit][name] * UNITS[unit][1] for name in ("median", "least", "most"))
    return f"{number(float(median))} ({number(float(least))} … {number(float(most))})"


def series(points, across):
    rows = [(f"{point[across]:,}", f"{point['bytes'] / 1e6:,.1f}", *[cell(point, unit) for unit in UNITS]) for point in points]
    return table((across.capitalize(), "MB", *[head for head, _ in UNITS.values()]), rows) + "\n"


def charts(records):
    """File name to SVG."""
    found = {}
    if "memory" in records:
        points = records["memory"]["series"]["accounts"]
        found["accounts.svg"] = chart.draw([
            ("CPU time of an audit", "accounts", "s", [(point["accounts"], point["cpu"]["median"]) for point in points]),
            ("Peak memory of an audit", "accounts", "MiB", [(point["accounts"], point["peak"]["median"]) for point in points if "peak" in point])])
    if "growth" in records:
        found["shapes.svg"] = chart.draw([
            (f"CPU time, {name}", name, "s", [(point["size"], point["cpu"]["median"]) for point in points]) for name, points in records["growth"]["series"].items()])
    return found


def section(name, record):
    text = f"{record['what'].splitlines()[0]}\n\n" + facts(record["figures"]) + ("\n" if record["figures"] else "")
    picture = {"memory": "accounts.svg", "growth": "shapes.svg"}.get(name)
    if picture:
        text += f"![{TITLES[name]}: the numbers stand in the table](performance/{picture})\n\nDashed: growth in proportion, seen from the last point.\n\n"
    for what, points in record.get("series", {}).items():
        text += (f"### {what[0].upper()}{what[1:]}\n\n" if name == "growth" else "") + series(points, "size" if name == "growth" else what)
    versions = ", ".join(f"{what} {value}" for what, value in record["versions"].items())
    return text + (f"`{record['command']}`  \n{record['date']}, {record['machine']}, load {record['loadBefore']} before, commit {record['commit']}, {record['seconds']:,} s, "
                   f"form {record['form']}; {versions}{'; **failed**' if record['failed'] else ''}\n\n")


def write(docs):
    """Writes the page, and the charts beside the records."""
    folder = docs / "performance"
    records = {name: json.loads((folder / f"{name}.json").read_text(encoding="utf-8")) for name in TITLES if (folder / f"{name}.json").exists()}
    text = HEAD + goals(records.items()) + "\n"
    for name, title in TITLES.items():
        text += f"## {title}\n\n" + (section(name, records[name]) if name in records else f"Not run yet: `bench/compare {name}`.\n\n")
    for file, picture in charts(records).items():
        (folder / file).write_text(picture, encoding="utf-8")
    (docs / "performance.md").write_text(text.rstrip("\n") + "\n", encoding="utf-8")
