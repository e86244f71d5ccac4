"""Cases of tools/predict-run that can be reckoned by hand."""
import copy

import predict_page
import predict_scale
from predict_model import Bucket, World, pages, spread, times


def run(data):
    for case in CASES:
        case(data)
        print(f"passed: {case.__doc__}")
    return 0


def same(found, expected):
    if found != expected:
        raise SystemExit(f"failed: {found!r} instead of {expected!r}")


def ask(**other):
    return {"scale": "single", "accounts": 2, "roles": 10, "units": 0, "policies": 0, "types": 1, "walk": False, "concurrency": 1, "memory": 1769} | other


def plain(data):
    """Every call takes a second, computing nothing; one page of everything."""
    data = copy.deepcopy(data)
    data["latency"] = {f"{service}:*": {"seconds": 1} for service in ("iam", "organizations", "sts", "billingconductor", "cloudtrail")} | {"s3:*": {"seconds": 0}, "states:child": {"seconds": 0}}
    for name in data["measured"]:
        data["measured"][name]["value"] = 0
    data["function"]["coldStart"]["value"] = 0
    for name, value in {"pagesAtLeast": 1, "missingPolicies": 0, "listPages": 4, "eventPages": 1}.items():
        data["workload"][name]["value"] = value
    return data


def bucket(data):
    """a bucket of 2 at 2 a second lets five calls out at 0, 0, 0.5, 1 and 1.5 s, and one at 9 s at once"""
    two = Bucket(2, 2)
    same([two.take(0) for _ in range(5)] + [two.take(9)], [0, 0, 0.5, 1, 1.5, 9])


def workers(data):
    """five waits of 2 s take 6 s on two workers, and keep them busy for 10"""
    same(World(data, 1).run(0, ([("wait", 2)].__iter__() for _ in range(5)), 2), (6, 10))


def processor(data):
    """two processes that each compute 1 s take 4 s on half a processor, and 2 s if each has its own"""
    same(World(data, 0.5).run(0, (iter([("compute", 1)]) for _ in range(2)), 2)[0], 4)
    same(World(data, 0.5).run(0, (iter([("compute", 1)]) for _ in range(2)), 2, shared=True)[0], 2)


def rates(data):
    """ten DescribePolicy by eight at once take (10 - 2) / 2 = 4 s and their latency"""
    world = World(plain(data), 1)
    same(world.run(0, [times("organizations:DescribePolicy", 1) for _ in range(10)], 8)[0], 5)


def gates(data):
    """a Map that may start two at once and one a second has started five after 3 s"""
    same(World(data, 1).run(0, (iter([("wait", 0)]) for _ in range(5)), 5, gate=Bucket(1, 2))[0], 3)


def sizes(data):
    """41 on pages of 20 are three pages, none is one page, 7 on 3 places are 3, 2 and 2"""
    same((pages(41, 20), pages(0, 20), spread(7, 3)), (3, 1, [3, 2, 2]))


def smallest(data):
    """two accounts, no policy: identity, organization, root, accounts, policies, targets; one role, two answers; four lists, one event"""
    found = predict_scale.predict(plain(data), ask())
    same(sum(found["calls"].values()), 6 + 1 + 2 + 5)
    same(found["calls"]["sts:AssumeRole"], 1)
    # Six calls one after the other; then the payer with its lists, beside the other account with its role.
    same((found["seconds"]["plan"], found["seconds"]["accounts"], found["seconds"]["aggregate"]), (6, 5, 0))


def walk(data):
    """without paths the root and three units are asked for units, and for accounts"""
    calls = predict_scale.predict(plain(data), ask(units=3, walk=True))["calls"]
    same((calls["organizations:ListOrganizationalUnitsForParent"], calls["organizations:ListAccountsForParent"]), (4, 4))


def policies(data):
    """100 accounts and 19 units: AWS's own policy on 120 places is 6 pages, two others on 119 are 3 each; AWS's own is not read"""
    calls = predict_scale.predict(plain(data), ask(accounts=100, units=19, policies=2))["calls"]
    same((calls["organizations:ListAccounts"], calls["organizations:ListTargetsForPolicy"], calls["organizations:DescribePolicy"]), (5, 12, 2))


def continuing(data):
    """8,001 accounts: 806 s of plan leave 34 of 840 s; 8,000 of 2 s, 8 at once, are 2,000 s: 34, 840, 840 and 286 in four invocations"""
    found = predict_scale.predict(plain(data), ask(accounts=8001, concurrency=8, memory=10240))
    same((found["seconds"]["accounts"], found["invocations"]["audit"], found["seconds"]["run"]), (2000, 4, 2806))


def each_its_own(data):
    """40 accounts of 3 s, 20 at once, are 6 s; the plan has read the payer, which is no call more; seven transitions, and two a child"""
    found = predict_scale.predict(plain(data), ask(scale="distributed", accounts=40, concurrency=20))
    same((found["seconds"]["accounts"], found["calls"]["sts:GetCallerIdentity"], found["calls"]["iam:GetAccountAuthorizationDetails"], found["transitions"]), (6, 40, 40, 87))


def one_clock(data):
    """a phase begins when the one before has ended: 10 accounts of 1 s of processor time each are judged in 10 s, whatever the plan has computed"""
    data = plain(data)
    data["measured"]["collectSecondsAnAccount"]["value"] = 100
    data["measured"]["aggregateSecondsARole"]["value"] = 0.1
    found = predict_scale.predict(data, ask(scale="distributed", accounts=10, concurrency=10))
    # Plan: six calls, the payer's page and 100 s beside; its lists come after that.
    same((found["seconds"]["plan"], found["seconds"]["accounts"], found["seconds"]["aggregate"]), (6 + 1 + 100 + 4, 103, 10))


def costs(data):
    """what has no price is named and left out"""
    data = copy.deepcopy(data)
    data["prices"]["state transition"]["dollars"] = None
    found = predict_scale.predict(data, ask(scale="distributed"))["cost"]
    same((found["Step Functions"], found["without price"], found["total"] > 0), (None, ["Lambda /tmp", "Step Functions"], True))


def sources(data):
    """every number of predict-run.json says where it comes from"""
    for group in ("rates", "published", "latency", "workload", "function", "measured", "requests", "states", "prices"):
        for name, entry in data[group].items():
            same((group, name, not isinstance(entry, dict) or bool(entry.get("source"))), (group, name, True))


def repeatable(data):
    """the same question has the same answer"""
    same(predict_scale.predict(data, ask(accounts=300)), predict_scale.predict(data, ask(accounts=300)))
    same(predict_page.dollars(0.00001), "$0.0000")


CASES = [bucket, workers, processor, rates, gates, sizes, smallest, walk, policies, continuing, each_its_own, one_clock, costs, sources, repeatable]
