"""The two ways to run: one function after the other (single), or a state machine with a function for each account (distributed)."""
import itertools
import math

from predict_model import Bucket, Run, times

PHASES = ("plan", "accounts", "aggregate")


def predict(data, ask):
    """What the tool tells, as JSON has it. ask: scale, accounts, roles, units, policies, types, walk, concurrency, memory."""
    run = Run(data, ask)
    found = (single if ask["scale"] == "single" else distributed)(run)
    found = {"asked": ask} | found
    found["bottleneck"] = bottleneck(found.pop("bounds"), found["seconds"])
    found["cost"] = cost(data, found)
    return found


def single(run):
    ask, world, room = run.ask, run.world, run.function["timeout"] - run.function["margin"]
    accounts = ask["accounts"]
    plan, at_once = run.plan()
    accounts_end, _ = world.run(plan, (run.account(index) for index in range(1, accounts)), ask["concurrency"], payer(run))
    needs = run.data["requests"]["single"]
    store = needs["get"] * world.latency("s3:*") + needs["put"] * world.latency("s3:*")
    audit = (run.measured["auditSeconds"] + run.audit_seconds(accounts)) / run.share + store
    seconds = {"plan": plan, "accounts": accounts_end - plan, "aggregate": audit}
    parts = Parts(run, room).work(plan, at_once, seconds["accounts"], audit)
    saves = math.ceil(accounts_end / run.function["saveEvery"])
    files = accounts + 3
    memory = run.measured["memory"] + accounts * ask["roles"] * run.measured["memoryARole"]
    disk = accounts * ask["roles"] * run.measured["diskARole"]
    fits = {"plan": at_once <= room, "accounts": True, "aggregate": audit + parts.restore(accounts) <= room or parts.count == 1, "memory": memory <= ask["memory"], "disk": disk <= run.function["diskMost"]}
    billed = parts.seconds + run.function["coldStart"]
    payer_alone = run.account_seconds() + run.alone(run.events())
    bounds = {
        "plan": run.plan_bounds(),
        "accounts": run.bucket_bounds({"sts", "cloudtrail", "billingconductor"}) | {
            "concurrency": ((accounts - 1) * run.account_seconds() / ask["concurrency"], f"{ask['concurrency']} accounts at once, {run.account_seconds():.1f} s each"),
            "payer": (payer_alone, "the payer's own account, then its events page after page"),
            "processor": (accounts * run.collect_seconds() / run.share, "what the answers take to be read")},
        "aggregate": {"processor": (audit, f"{ask['memory']} MB have {run.share:.2f} of a processor")},
    }
    return {
        "calls": dict(sorted(world.calls.items())), "seconds": rounded(seconds | {"continuing": parts.seconds - sum(seconds.values()), "run": parts.seconds}),
        "invocations": {"audit": parts.count}, "secondsWithoutPause": round(at_once, 2), "fits": fits | {"continuations": parts.count <= 1 + run.function["continuations"]}, "ends": all(fits.values()),
        "peakMegabytes": {"audit": round(memory)}, "diskMegabytes": round(disk), "gigabyteSeconds": round(billed * ask["memory"] / 1024, 1),
        "requests": {"get": needs["get"] + saves + parts.restored, "put": needs["put"] + files + 2 * saves}, "transitions": 0, "bounds": bounds,
    }


def payer(run):
    """The payer is no worker's: its account, then its lists and its events at once."""
    return [itertools.chain(run.account(0), run.lists()), itertools.chain([("wait", run.account_seconds())], run.events())]


class Parts:
    """How a run that is longer than one invocation goes on: each begins with bringing back what is in the bucket."""

    def __init__(self, run, room):
        self.run, self.room, self.count, self.seconds, self.restored = run, room, 1, 0.0, 0

    def restore(self, accounts):
        return accounts / self.run.work["storeParallelism"] * self.run.world.latency("s3:*")

    def next(self, used, accounts):
        """Another invocation, after one that used so many seconds; gives what it has used when it can begin."""
        self.count, self.seconds, self.restored = self.count + 1, self.seconds + used, self.restored + int(accounts)
        return self.restore(accounts)

    def work(self, plan, at_once, seconds, audit):
        used, left, most = plan, seconds, self.run.function["continuations"] * 100
        if at_once > self.room:
            self.seconds = plan + seconds + audit
            return self
        while used > self.room:  # policies that are described are not asked for again
            used = self.next(self.room, 0) + used - self.room + at_once
        while left > self.room - used and self.count < most:
            left -= max(0.0, self.room - used)
            used = self.next(self.room, self.run.ask["accounts"] * (1 - left / seconds))
        used += left
        if audit > self.room - used and used > self.restore(self.run.ask["accounts"]):
            used = self.next(self.room, self.run.ask["accounts"])
        self.seconds += used + audit
        return self


def distributed(run):
    ask, world, room = run.ask, run.world, run.function["timeout"] - run.function["margin"]
    latency, needs = world.latency("s3:*"), run.data["requests"]
    in_plan = run.work["payerIn"] == "plan"
    plan, at_once = run.plan()
    read = plan
    if in_plan:
        plan = world.run(plan, [], 1, payer(run))[0]
    plan += (needs["plan"]["get"] + needs["plan"]["put"]) * latency
    gate, items = Bucket(*per(run.data["published"]["map starts"])), (item(run, index) for index in range(ask["accounts"]))
    accounts_end, billed = world.run(plan, items, ask["concurrency"], [] if in_plan else [run.lists()], shared=True, gate=gate)
    own = [run.alone(item(run, index)) for index in (0, ask["accounts"])]
    lists = math.ceil(ask["accounts"] / 1000)
    judged = ask["roles"] * run.measured["aggregateSecondsARole"]
    each = (itertools.chain([("wait", latency)], [("compute", judged)]) for _ in range(ask["accounts"]))
    store = (lists + needs["aggregate"]["get"] + needs["aggregate"]["put"]) * latency
    aggregate = world.run(accounts_end, each, run.work["storeParallelism"])[0] - accounts_end + (run.measured["auditSeconds"] + run.organization_seconds()) / run.share + store
    parts = {"plan": max(1, math.ceil(plan / room)), "accounts": ask["accounts"], "aggregate": max(1, math.ceil(aggregate / room))}
    world.calls["sts:GetCallerIdentity"] += parts["plan"] - 1
    seconds = {"plan": plan, "accounts": accounts_end - plan, "aggregate": aggregate}
    transitions = run.data["states"]["run"]["value"] + run.data["states"]["part"]["value"] * (parts["plan"] + parts["aggregate"] - 2) + run.data["states"]["child"]["value"] * parts["accounts"]
    published = run.data["published"]["state transitions"]
    bounds = {
        "plan": run.plan_bounds() | {"payer": (plan - read, "the payer's own account, then its events page after page")},
        "accounts": run.bucket_bounds({"sts"}, shared=True) | {
            "concurrency": (billed / ask["concurrency"], f"{ask['concurrency']} functions at once, {own[1]:.1f} s each{organization(run)}"),
            "payer": (own[0], "the payer's own account, and its events page after page unless the plan has read them"),
            "starts": (max(0, ask["accounts"] - run.data["published"]["map starts"]["burst"]) / run.data["published"]["map starts"]["perSecond"], "as fast as a Map may start"),
            "transitions": (max(0, transitions - published["burst"]) / published["perSecond"], "as fast as Step Functions goes from state to state")},
        "aggregate": {"processor": ((ask["accounts"] * judged + run.measured["auditSeconds"] + run.organization_seconds()) / run.share, f"{ask['memory']} MB have {run.share:.2f} of a processor"),
                      "store": (ask["accounts"] / run.work["storeParallelism"] * latency, "one object an account")},
    }
    peaks = peaks_of(ask, run.measured)
    fits = {"plan": parts["plan"] == 1, "accounts": max(own) <= room, "aggregate": parts["aggregate"] == 1, "memory": max(peaks.values()) <= ask["memory"]}
    everything = plan + billed + aggregate + run.function["coldStart"] * (parts["plan"] + parts["aggregate"])
    return {
        "calls": dict(sorted(world.calls.items())), "seconds": rounded(seconds | {"run": sum(seconds.values())}), "invocations": parts, "secondsWithoutPause": round(at_once, 2),
        "fits": fits | {"quota": ask["concurrency"] < run.function["concurrencyQuota"]}, "ends": fits["accounts"] and fits["memory"],
        "peakMegabytes": peaks,
        "diskMegabytes": round(ask["roles"] * run.measured["diskARole"]), "gigabyteSeconds": round(everything * ask["memory"] / 1024, 1),
        "requests": {"get": needs["plan"]["get"] + needs["aggregate"]["get"] + ask["accounts"] * (needs["account"]["get"] + 1),
                     "put": needs["plan"]["put"] + needs["aggregate"]["put"] + lists + ask["accounts"] * needs["account"]["put"]},
        "transitions": transitions, "bounds": bounds,
    }


def peaks_of(ask, measured):
    """In MB, of a distributed run: a function that works on accounts, and the last, which has all of them."""
    account = measured["memoryOfAnAccount"] + ask["accounts"] * measured["organizationMemoryAnAccount"]
    aggregate = measured["memoryOfAggregate"] + ask["accounts"] * ask["roles"] * measured["memoryOfAggregateARole"]
    return {"account": round(account), "aggregate": round(aggregate)}


def item(run, index):
    """What a function does for one account. The first is the payer: if the plan has read it, it is only judged; if not, it has events beside."""
    needs, latency, is_cold = run.data["requests"]["account"], run.world.latency("s3:*"), index < run.ask["concurrency"]
    if is_cold:
        yield "wait", run.function["coldStart"]
    yield "wait", needs["get"] * latency
    if index != 0 or run.work["payerIn"] != "plan":
        yield "call", "sts:GetCallerIdentity"
        yield from run.account(index)
    if index == 0 and run.work["payerIn"] != "plan":
        yield from run.events()
    if is_cold or run.work["organizationRead"] == "each":
        yield "compute", run.organization_seconds()
    yield "compute", run.audit_seconds(1)
    yield "wait", needs["put"] * latency


def organization(run):
    """What of a function's time goes into reading the organization, if that is worth a word."""
    seconds = run.organization_seconds() / run.share
    return f", {seconds:.1f} of them to read the whole organization" if run.work["organizationRead"] == "each" and seconds >= 0.5 else ""


def per(rate):
    return rate["perSecond"], rate["burst"]


def rounded(seconds):
    return {name: round(value, 2) for name, value in seconds.items()}


def bottleneck(bounds, seconds):
    """What alone would take longest in the longest phase."""
    phase = max(PHASES, key=lambda name: seconds[name])
    word, (least, why) = max(bounds[phase].items(), key=lambda bound: (bound[1][0], bound[0]))
    return {"word": word, "phase": phase, "sentence": f"{phase} takes longest, {seconds[phase]:,.0f} s, and at least {least:,.0f} s of it because of {word}: {why}"}


def cost(data, found):
    """Dollars a run by service; null where there is no price. What IAM, Organizations, STS, CloudTrail's event history and Billing Conductor cost is nothing."""
    price = {name: entry["dollars"] for name, entry in data["prices"].items() if isinstance(entry, dict)}
    lambdas, requests = sum(found["invocations"].values()), found["requests"]
    disk = max(data["function"]["disk"]["value"], found["diskMegabytes"]) - data["function"]["diskFree"]["value"]
    gigabytes = disk / found["asked"]["memory"] * found["gigabyteSeconds"]

    def dollars(*parts):
        return None if any(price[name] is None for name, _ in parts) else round(sum(price[name] * count for name, count in parts), 6)

    by = {
        "Lambda": dollars(("lambda GB-second", found["gigabyteSeconds"]), ("lambda request", lambdas)),
        "Lambda /tmp": dollars(("lambda disk GB-second", gigabytes)),
        "S3 requests": dollars(("s3 put", requests["put"]), ("s3 get", requests["get"])),
        "Step Functions": dollars(("state transition", found["transitions"])),
    }
    return by | {"total": round(sum(value for value in by.values() if value is not None), 6), "without price": [name for name, value in by.items() if value is None]}
