"""What tools/predict-run shows: text for a run, and the table of docs/operations.md."""
import predict_scale

SIZES = (100, 1_000, 10_000, 100_000)
MEMORY = (512, 1024, 2048, 4096, 8192, 10240)
ROLES = 50
MORE_AT_ONCE = 200
BEGIN, END = "<!-- predict-run -->", "<!-- /predict-run -->"


def units(accounts):
    return max(1, accounts // 10)


def policies(accounts):
    return max(10, accounts // 100)


def number(value):
    return f"{value:,.0f}" if value >= 10 else f"{value:.1f}"


def dollars(value):
    return "no price" if value is None else "$0" if value == 0 else f"${value:,.2f}" if value >= 1 else f"${value:.4f}"


def text(data, found):
    ask, fits = found["asked"], found["fits"]
    lines = [f"{ask['accounts']:,} accounts of {ask['roles']} roles, {ask['units']:,} units, {ask['policies']:,} policies; {ask['scale']}, {ask['concurrency']} accounts at once, {ask['memory']} MB", ""]
    lines += [f"{calls:>9,}  {name}" for name, calls in found["calls"].items()]
    lines += [f"{sum(found['calls'].values()):>9,}  calls", ""]
    lines += [f"{seconds:>9,.1f}  s {phase}" for phase, seconds in found["seconds"].items()]
    lines += ["", f"bottleneck: {found['bottleneck']['word']}", f"  {found['bottleneck']['sentence']}", ""]
    lines += [f"{name}: {sentence(name, fits[name], found)}" for name in fits]
    lines += [""] + (["a run costs:"] if found["ends"] else ["such a run cannot end: see what does not fit. If nothing stood in its way, it would cost:"])
    lines += [f"{dollars(value):>12}  {name}" for name, value in found["cost"].items() if name != "without price"]
    lines += ["", f"prices: {data['prices']['region']}; IAM, Organizations, STS, CloudTrail's event history and Billing Conductor are free"]
    lines += [f"  {name}: {price['source']}" for name, price in data["prices"].items() if isinstance(price, dict)]
    return "\n".join(lines)


def sentence(name, is_fitting, found):
    parts = found["invocations"]
    if name == "memory":
        peaks = ", ".join(f"{what} {peak:,} MB" for what, peak in found["peakMegabytes"].items())
        return f"{'enough' if is_fitting else 'not enough'} (peak: {peaks})"
    if name == "disk":
        return f"{found['diskMegabytes']:,} MB of /tmp, {'which there may be' if is_fitting else 'more than there may be'}"
    if name == "continuations":
        return f"{parts['audit']} invocations{'' if is_fitting else ': raise MaxContinuations'}"
    if name == "quota":
        return "within what a Region lets run at once" if is_fitting else "more functions at once than a Region's default quota"
    if is_fitting:
        return "fits 15 minutes"
    if name == "plan" and found["asked"]["scale"] == "single":
        return f"{found['secondsWithoutPause']:,.0f} s that no invocation can go on with do not fit 15 minutes"
    if name == "plan":
        return f"goes on in {parts['plan']} invocations, if each goes on with the pages that the one before had read"
    return f"goes on in {parts[name]} invocations" if name in parts and parts[name] > 1 and name != "accounts" else "does not fit 15 minutes"


def predictions(data):
    for accounts in SIZES:
        for scale in ("single", "distributed"):
            yield fitted(data, asked(scale, accounts, data["function"]["parallelism" if scale == "single" else "maxConcurrency"]["value"]))
    yield fitted(data, asked("distributed", SIZES[-1], MORE_AT_ONCE))


def asked(scale, accounts, concurrency):
    return {"scale": scale, "accounts": accounts, "roles": ROLES, "units": units(accounts), "policies": policies(accounts), "types": 1, "walk": False, "concurrency": concurrency}


def fitted(data, ask):
    """With the least memory, of the usual sizes, that what was measured says is enough."""
    measured = {name: entry["value"] for name, entry in data["measured"].items()}
    peak = measured["memory"] + ask["accounts"] * ask["roles"] * measured["memoryARole"]
    peak = peak if ask["scale"] == "single" else max(predict_scale.peaks_of(ask, measured).values())
    return predict_scale.predict(data, ask | {"memory": next((size for size in MEMORY if peak <= size), MEMORY[-1])})


def table(data):
    columns = list(predictions(data))
    head = ["accounts"] + [f"{column['asked']['accounts']:,}, {column['asked']['scale']}" for column in columns]
    return "\n".join([BEGIN, "| " + " | ".join(head) + " |", "|" + "---|" * len(head), *("| " + " | ".join([name] + [show(column) for column in columns]) + " |" for name, show in ROWS), END])


def phase(name):
    return lambda found: number(found["seconds"][name])


def if_it_ends(show):
    """What a run that cannot end would take or cost is nothing."""
    return lambda found: show(found) if found["ends"] else "–"


def peaks(found):
    return ", ".join(f"{peak:,}" for peak in found["peakMegabytes"].values())


def not_fitting(found):
    wrong = [name for name, is_fitting in found["fits"].items() if not is_fitting]
    if not found["ends"]:
        return "**cannot end**: " + ", ".join(wrong)
    goes_on = [f"{name} goes on in {found['invocations'][name]}" for name in wrong if found["invocations"].get(name, 0) > 1]
    return "; ".join(goes_on + ["raise MaxContinuations"] * ("continuations" in wrong)) or "fits"


ROWS = [
    ("units, policies", lambda found: f"{found['asked']['units']:,}, {found['asked']['policies']:,}"),
    ("accounts at once; MB", lambda found: f"{found['asked']['concurrency']}; {found['asked']['memory']:,}"),
    ("calls", lambda found: f"{sum(found['calls'].values()):,}"),
    ("plan, s", phase("plan")),
    ("accounts, s", phase("accounts")),
    ("aggregate, s", phase("aggregate")),
    ("a run, s, with what is done again", if_it_ends(phase("run"))),
    ("bottleneck (its phase)", lambda found: f"{found['bottleneck']['word']} ({found['bottleneck']['phase']})"),
    ("15 minutes, memory, disk", not_fitting),
    ("peak of memory, MB", peaks),
    ("`/tmp`, MB", lambda found: f"{found['diskMegabytes']:,}"),
    ("invocations", if_it_ends(lambda found: f"{sum(found['invocations'].values()):,}")),
    ("GB-seconds", if_it_ends(lambda found: f"{found['gigabyteSeconds']:,.0f}")),
    ("S3 PUT and GET", if_it_ends(lambda found: f"{found['requests']['put']:,} and {found['requests']['get']:,}")),
    ("state transitions", if_it_ends(lambda found: f"{found['transitions']:,}")),
    ("Lambda, a run", if_it_ends(lambda found: dollars(found["cost"]["Lambda"]))),
    ("S3 requests, a run", if_it_ends(lambda found: dollars(found["cost"]["S3 requests"]))),
    ("Step Functions, a run", if_it_ends(lambda found: dollars(found["cost"]["Step Functions"]))),
    ("these three, 30 runs", if_it_ends(lambda found: dollars(found["cost"]["total"] * 30))),
]


def write(data, page):
    content = page.read_text(encoding="utf-8")
    before, rest = content.split(BEGIN)
    page.write_text(before + table(data) + rest.split(END)[1], encoding="utf-8")
