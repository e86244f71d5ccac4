"""A run of the Auditor as a queueing model: token buckets, workers and a processor, moved from event to event. No clock, no chance: the same question has the same answer."""
import collections
import heapq
import itertools
import math


class Bucket:
    """AWS's token bucket; who asks first is served first."""

    def __init__(self, rate, burst):
        self.rate, self.burst, self.tokens, self.at = rate, burst, float(burst), 0.0

    def take(self, now):
        """When a call asked for now may go out; time never goes back."""
        self.tokens = min(self.burst, self.tokens + (now - self.at) * self.rate) - 1
        self.at = now
        return now if self.tokens > -1e-9 else now - self.tokens / self.rate


class World:
    """What the steps of a process meet: buckets, latencies, one processor. Processes are generators of steps: (kind, value)."""

    def __init__(self, data, share):
        self.data, self.share = data, share
        self.rates = {operation: (name, rate) for name, rate in data["rates"].items() for operation in rate["operations"]}
        self.buckets, self.calls, self.latencies = {}, collections.Counter(), {}
        self.free = self.busy = self.waited = 0.0

    def latency(self, operation):
        if operation not in self.latencies:
            table = self.data["latency"]
            self.latencies[operation] = (table.get(operation) or table[operation.split(":")[0] + ":*"])["seconds"]
        return self.latencies[operation]

    def bucket(self, operation, shared=False):
        name, rate = self.rates[operation]
        if shared and name in self.data["published"]:
            name, rate = "published " + name, self.data["published"][name]
        if name not in self.buckets:
            self.buckets[name] = Bucket(rate["perSecond"], rate["burst"])
        return self.buckets[name]

    def call(self, operation, now, shared, own):
        """When a call asked for now has been answered; own is the bucket of the account that is read."""
        self.calls[operation] += 1
        bucket = own if operation.startswith("iam:") else self.bucket(operation, shared) if operation in self.rates else None
        return (bucket.take(now) if bucket else now) + self.latency(operation)

    def compute(self, seconds, now):
        self.busy += seconds / self.share
        self.free = max(now, self.free) + seconds / self.share
        return self.free

    def run(self, start, processes, workers, beside=(), shared=False, gate=None):
        """Runs processes, so many at a time, and those beside from the start; gives the end and the seconds that each worker was at it, together.

        shared: each process is a function of its own, with its own processor and, for STS, nothing but AWS's own rate. gate: the bucket that starts draw from.
        """
        queue, heap, order, spent, end = iter(processes), [], itertools.count(), 0.0, start

        def begin(now, process, is_worker):
            at = gate.take(now) if gate and is_worker else now
            heapq.heappush(heap, (at, next(order), at, process, Bucket(**self.iam()), is_worker))

        for process in itertools.islice(queue, workers):
            begin(start, process, True)
        for process in beside:
            begin(start, process, False)
        while heap:
            now, _, began, process, own, is_worker = heapq.heappop(heap)
            step = next(process, None)
            if step is None:
                end, spent = max(end, now), spent + (now - began if is_worker else 0)
                following = next(queue, None) if is_worker else None
                if following is not None:
                    begin(now + (self.latency("states:child") if shared else 0), following, True)
                continue
            kind, value = step
            if kind == "call":
                then = self.call(value, now, shared, own)
            elif kind == "compute":
                then = now + value / self.share if shared else self.compute(value, now)
            else:
                then = now + value
            heapq.heappush(heap, (then, next(order), began, process, own, is_worker))
        return end, spent

    def iam(self):
        rate = self.data["rates"]["iam"]
        return {"rate": rate["perSecond"], "burst": rate["burst"]}


def pages(items, size):
    return max(1, math.ceil(items / size))


def spread(items, places):
    """So many items evenly on so many places: how many on each."""
    return [items // places + (place < items % places) for place in range(places)]


def times(operation, count):
    return (("call", operation) for _ in range(count))


class Run:
    """What one run has to do. Service control policies: AWS's own on every place, each of the others on its share of all places but the payer."""

    def __init__(self, data, ask):
        self.data, self.ask = data, ask
        self.work = {name: entry["value"] for name, entry in data["workload"].items()}
        self.function = {name: entry["value"] for name, entry in data["function"].items()}
        self.measured = {name: entry["value"] for name, entry in data["measured"].items()}
        self.share = min(ask["memory"] / self.function["memoryOfOneProcessor"], self.function["processorsUsed"]) * ask.get("speed", 1)
        self.world = World(data, self.share)

    # -- the organization

    def survey(self):
        """One call after the other: each page has the token of the next."""
        size, organization = self.work["pageSize"], "organizations:"
        yield "call", "sts:GetCallerIdentity"
        yield "call", organization + "DescribeOrganization"
        yield "call", organization + "ListRoots"
        yield from times(organization + "ListAccounts", pages(self.ask["accounts"], size))
        if self.ask["walk"]:
            yield from times(organization + "ListOrganizationalUnitsForParent", 1 + self.ask["units"])
        for kind in range(self.ask["types"]):
            yield from times(organization + "ListPolicies", pages(1 + (self.ask["policies"] if kind == 0 else 0), size))
        if self.ask["walk"]:
            for accounts in spread(self.ask["accounts"], 1 + self.ask["units"]):
                yield from times(organization + "ListAccountsForParent", pages(accounts, size))

    def targets(self, kind):
        nodes, size = 1 + self.ask["units"] + self.ask["accounts"], self.work["pageSize"]
        attached = [nodes] + (spread(nodes - 1, self.ask["policies"]) if kind == 0 and self.ask["policies"] else [])
        return [times("organizations:ListTargetsForPolicy", pages(places, size)) for places in attached]

    def plan(self):
        """Seconds until the organization is known, and those of it that an interruption would lose in a single run."""
        at, workers = self.world.run(0, [self.survey()], 1)[0], self.work["policyParallelism"]
        described = 0.0
        for kind in range(self.ask["types"]):
            at = self.world.run(at, self.targets(kind), workers)[0]
            if kind == 0:
                before = at
                at = self.world.run(at, [times("organizations:DescribePolicy", 1) for _ in range(self.ask["policies"])], workers)[0]
                described = at - before
        return at, at - described

    # -- the accounts

    def account_pages(self):
        return max(self.work["pagesAtLeast"], pages(self.ask["roles"] + self.work["entitiesBesideRoles"], self.work["iamPageSize"]))

    def account(self, index):
        """The first is the Auditor's own: nothing has to be assumed there."""
        if index != 0:
            yield "call", "sts:AssumeRole"
        yield from times("iam:GetAccountAuthorizationDetails", self.account_pages())
        missing = self.work["missingPolicies"] // self.ask["accounts"] + (index < self.work["missingPolicies"] % self.ask["accounts"])
        yield from times("iam:GetPolicy", missing)
        yield from times("iam:GetPolicyVersion", missing)
        yield "compute", self.collect_seconds()

    def lists(self):
        names = ["BillingGroups", "PricingPlans", "PricingRules", "CustomLineItems"]
        for name, count in zip(names, spread(self.work["listPages"], len(names))):
            yield from times("billingconductor:List" + name, count)

    def events(self):
        return times("cloudtrail:LookupEvents", self.work["eventPages"])

    def account_seconds(self):
        """Of an account that waits for nobody and lacks no policy that others do not lack."""
        return self.alone(self.account(self.ask["accounts"]))

    def alone(self, process):
        waits = {"call": self.world.latency, "compute": lambda seconds: seconds / self.share, "wait": float}
        return sum(waits[kind](value) for kind, value in process)

    def collect_seconds(self):
        """Processor seconds of reading an account's answers and keeping them."""
        return self.measured["collectSecondsAnAccount"] + self.ask["roles"] * self.measured["collectSecondsARole"]

    def organization_seconds(self):
        """Processor seconds of reading the whole organization once."""
        return self.ask["accounts"] * self.measured["organizationSecondsAnAccount"]

    def audit_seconds(self, accounts):
        """Processor seconds of judging so many accounts."""
        return accounts * self.ask["roles"] * self.measured["auditSecondsARole"]

    # -- bounds: the least that a phase can take because of one thing alone

    def bucket_bounds(self, services, shared=False):
        """Of each rate of these services: the seconds, and what to say about them."""
        bounds = {}
        for name, rate in self.data["rates"].items():
            operations = [operation for operation in rate["operations"] if operation.split(":")[0] in services]
            calls = sum(self.world.calls[operation] for operation in operations)
            rate = self.data["published"].get(name, rate) if shared else rate
            if rate.get("scope") != "account" and calls > rate["burst"]:
                bounds[name] = (calls - rate["burst"]) / rate["perSecond"], f"{calls:,} calls at {rate['perSecond']:g} a second"
        return bounds

    def plan_bounds(self):
        chain = self.alone(self.survey()) + sum(max(self.alone(process) for process in self.targets(kind)) for kind in range(self.ask["types"]))
        return self.bucket_bounds({"organizations"}) | {"latency": (chain, "each page of a list is asked for after the one before")}
