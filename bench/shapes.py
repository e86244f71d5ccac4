"""Writes snapshots of one payer and one member account in which one thing is as large as one likes, for bench/compare growth.

    python3 bench/shapes.py "statements per policy" 64 FOLDER
"""
import json
import pathlib
import sys

ROLES = 100
PAYER, MEMBER = "111122223333", "444455556666"
DATE = "2026-01-01T00:00:00+00:00"
ROOT, UNIT = "r-root", "ou-root-0000000%d"
EVERYTHING = {"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "*", "Resource": "*"}]}

# What grows, and the sizes. AWS allows 7 levels (the root, 5 units, the account); the others go beyond what AWS allows.
SIZES = {
    "statements per policy": [1, 4, 16, 64, 256],
    "policies per role": [1, 4, 16, 64],
    "levels of service control policies": [2, 3, 5, 7],
    "wildcards in a pattern": [1, 4, 16, 64],
}


def write(name, size, folder):
    """The snapshot in which this one thing has this size; the others are small."""
    statements = size if name == "statements per policy" else 2
    policies = size if name == "policies per role" else 1
    levels = size if name == "levels of service control policies" else 2
    wildcards = size if name == "wildcards in a pattern" else 0
    roles = {account: [role(account, number, statements, policies, wildcards) for number in range(ROLES)] for account in (PAYER, MEMBER)}
    folder = pathlib.Path(folder)
    for account, own in roles.items():
        save(folder / "accounts" / account / "authorization-details.json", {"UserDetailList": [], "GroupDetailList": [], "RoleDetailList": own, "Policies": []})
    save(folder / "organization.json", organization(levels))
    save(folder / "snapshot.json", {"schemaVersion": 1, "takenAt": "2026-10-01T00:00:00Z", "partition": "aws", "tool": "shapes",
                                    "coverage": {"accountsExpected": 2, "accountsRead": 2, "refused": []}})
    save(folder / "auditor.json", {"assignments": [{"principals": [one["Arn"] for one in roles[PAYER][::2]], "profiles": ["abc-viewer"]}]})


def save(path, value):
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(value, indent=4) + "\n", encoding="utf-8")


def role(account, number, statements, policies, wildcards):
    """Its policies are its own: no other role has the same text. With wildcards its path is as long as AWS allows, so that there is much to try."""
    name, path = f"role-{number}", "/" + "a" * 500 + "/" if wildcards else "/"
    documents = [{"Version": "2012-10-17", "Statement": [statement(account, f"{number}-{policy}-{position}", position, wildcards) for position in range(statements)]}
                 for policy in range(policies)]
    return {
        "Path": path, "RoleName": name, "RoleId": f"AROA{account}{number:05}", "Arn": f"arn:aws:iam::{account}:role{path}{name}", "CreateDate": DATE,
        "AssumeRolePolicyDocument": {"Version": "2012-10-17", "Statement": [
            {"Effect": "Allow", "Principal": {"Service": "lambda.amazonaws.com"}, "Action": "sts:AssumeRole"}]},
        "InstanceProfileList": [], "RolePolicyList": [{"PolicyName": f"policy-{position}", "PolicyDocument": document} for position, document in enumerate(documents)],
        "AttachedManagedPolicies": [], "Tags": [], "RoleLastUsed": {},
    }


def statement(account, own, position, wildcards):
    """Of four one is about Billing Conductor in general, one about a resource of its own, one has a condition, one is about another service."""
    if wildcards:
        hard = "*a" * wildcards + "*b"
        return {"Effect": "Allow", "Action": "billingconductor:" + "*i" * wildcards + "*", "Resource": ["*", f"arn:aws:billingconductor::{account}:{hard}{own}"],
                "Condition": {"StringNotLike": {"aws:PrincipalArn": [hard, own]}}}
    kind = position % 4
    if kind == 3:
        return {"Effect": "Allow", "Action": ["s3:GetObject", "s3:PutObject"], "Resource": f"arn:aws:s3:::bucket-{own}/*"}
    found = {"Effect": "Allow", "Action": ["billingconductor:List*", "billingconductor:Get*"] if kind == 0 else "billingconductor:UpdateBillingGroup",
             "Resource": f"arn:aws:billingconductor::{account}:billinggroup/{own}" if kind == 1 else "*"}
    if kind == 2:
        found["Condition"] = {"StringLike": {"aws:PrincipalTag/team": [f"team-{own}", "billing-*"]}}
    return found


def organization(levels):
    """The member account hangs so deep that there are so many levels, the root and the account included; each has five policies."""
    arn = f"arn:aws:organizations::{PAYER}:"
    units = [UNIT % number for number in range(1, levels - 1)]
    chain = [ROOT, *units]
    kinds = [{"Type": "SERVICE_CONTROL_POLICY", "Status": "ENABLED"}]
    targets = [*chain, MEMBER]
    accounts = [{"Id": one, "Arn": f"{arn}account/o-shapes0001/{one}", "Email": f"{one}@example.com", "Name": one, "Status": "ACTIVE", "JoinedMethod": "CREATED",
                 "JoinedTimestamp": DATE, "Paths": ["/".join(["o-shapes0001", *above, one]) + "/"], "ParentId": above[-1]}
                for one, above in ((PAYER, [ROOT]), (MEMBER, chain))]
    return {
        "Organization": {"Id": "o-shapes0001", "Arn": arn + "organization/o-shapes0001", "FeatureSet": "ALL", "MasterAccountArn": f"{arn}account/o-shapes0001/{PAYER}",
                         "MasterAccountId": PAYER, "MasterAccountEmail": "payer@example.com", "AvailablePolicyTypes": kinds},
        "Roots": [{"Id": ROOT, "Arn": f"{arn}root/o-shapes0001/{ROOT}", "Name": "Root", "PolicyTypes": kinds}],
        "OrganizationalUnits": [{"Id": unit, "Arn": f"{arn}ou/o-shapes0001/{unit}", "Name": unit, "Path": "/".join(["o-shapes0001", *chain[:position + 2]]) + "/",
                                 "ParentId": chain[position]} for position, unit in enumerate(units)],
        "Accounts": accounts,
        "Policies": [control_policy(arn, "p-FullAWSAccess", "FullAWSAccess", EVERYTHING, targets)]
        + [control_policy(arn, f"p-{target.replace('-', '')}{number}", f"limit-{number}-of-{target}", denial(target, number), [target]) for target in targets for number in range(4)],
    }


def denial(target, number):
    return {"Version": "2012-10-17", "Statement": [
        {"Effect": "Deny", "Action": ["billingconductor:Delete*", "billingconductor:Update*"], "Resource": "*",
         "Condition": {"ArnNotLike": {"aws:PrincipalArn": [f"arn:aws:iam::*:role/role-{number}*", f"arn:aws:iam::*:role/{target}"]}}},
        {"Effect": "Deny", "NotAction": ["billingconductor:*", "s3:*", "iam:*"], "Resource": "*"}]}


def control_policy(arn, identifier, name, document, targets):
    return {"PolicySummary": {"Id": identifier, "Arn": f"{arn}policy/o-shapes0001/service_control_policy/{identifier}", "Name": name, "Description": "",
                              "Type": "SERVICE_CONTROL_POLICY", "AwsManaged": False},
            "Content": json.dumps(document),
            "Targets": [{"TargetId": target, "Arn": arn + target, "Name": target,
                         "Type": "ROOT" if target == ROOT else "ACCOUNT" if target == MEMBER else "ORGANIZATIONAL_UNIT"} for target in targets]}


if __name__ == "__main__":
    write(sys.argv[1], int(sys.argv[2]), sys.argv[3])
