"""Fills a moto server with an organization: units two levels deep, service control policies, accounts with roles, users, groups and policies.

Usage: seed_organization.py ENDPOINT ACCOUNTS SCPS ROLES_IN_ALL
Prints the account ids as JSON: {"payer": "…", "accounts": ["…"]}.
"""
import json
import sys

import boto3

endpoint, account_count, policy_count, role_count = sys.argv[1], int(sys.argv[2]), int(sys.argv[3]), int(sys.argv[4])
common = {"endpoint_url": endpoint, "region_name": "us-east-1"}
payer_session = boto3.Session(aws_access_key_id="testing", aws_secret_access_key="testing")
organizations = payer_session.client("organizations", **common)
sts = payer_session.client("sts", **common)

TRUST = json.dumps({"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Principal": {"Service": "lambda.amazonaws.com"}, "Action": "sts:AssumeRole"}]})
USE = {"Version": "2012-10-17", "Statement": [
    {"Sid": "Read", "Effect": "Allow", "Action": ["billingconductor:List*", "organizations:ListAccounts"], "Resource": "*"},
    {"Sid": "Odd", "Effect": "Allow", "Action": "ec2:Describe*", "Resource": "*", "Condition": {"StringEquals": {"aws:PrincipalTag/team": "F&A + ü %20"}}}]}


def organization():
    payer = organizations.create_organization(FeatureSet="ALL")["Organization"]["MasterAccountId"]
    root = organizations.list_roots()["Roots"][0]["Id"]
    organizations.enable_policy_type(RootId=root, PolicyType="SERVICE_CONTROL_POLICY")
    units = []
    for name, parent in (("Workloads", root), ("Sandbox", root), ("Production", 0), ("Test", 0), ("Ümlaut & <b>", 1)):
        parent_id = units[parent] if isinstance(parent, int) else parent
        units.append(organizations.create_organizational_unit(ParentId=parent_id, Name=name)["OrganizationalUnit"]["Id"])
    accounts = [payer]
    for number in range(account_count - 1):
        account = organizations.create_account(AccountName=f"account-{number}", Email=f"a{number}@example.com")["CreateAccountStatus"]["AccountId"]
        accounts.append(account)
        place = ([root] + units)[number % 6]
        if place != root:
            organizations.move_account(AccountId=account, SourceParentId=root, DestinationParentId=place)
    for number in range(policy_count):
        content = {"Version": "2012-10-17", "Statement": [{"Sid": f"Deny{number}", "Effect": "Deny", "Action": [f"ec2:Stop{number}*", "ce:UpdatePreferences"], "Resource": "*"}]}
        policy = organizations.create_policy(Name=f"guard-{number}", Description="", Type="SERVICE_CONTROL_POLICY", Content=json.dumps(content, indent=2))["Policy"]["PolicySummary"]["Id"]
        for target in ([root] + units + accounts[1:])[number::policy_count]:
            organizations.attach_policy(PolicyId=policy, TargetId=target)
    return payer, accounts


def fill(account, roles):
    if account == payer:
        session = payer_session
    else:
        keys = sts.assume_role(RoleArn=f"arn:aws:iam::{account}:role/Seed", RoleSessionName="seed")["Credentials"]
        session = boto3.Session(keys["AccessKeyId"], keys["SecretAccessKey"], keys["SessionToken"])
    iam = session.client("iam", **common)
    managed = iam.create_policy(PolicyName="billing-read", Path="/finops/", PolicyDocument=json.dumps(USE))["Policy"]["Arn"]
    limit = iam.create_policy(PolicyName="limit", PolicyDocument=json.dumps(USE))["Policy"]["Arn"]
    iam.create_policy_version(PolicyArn=managed, PolicyDocument=json.dumps(USE, indent=1), SetAsDefault=True)
    for number in range(roles):
        name = f"role-{number}"
        arguments = {"PermissionsBoundary": limit} if number % 5 == 0 else {}
        iam.create_role(Path="/finops/" if number % 3 == 0 else "/", RoleName=name, AssumeRolePolicyDocument=TRUST, Tags=[{"Key": "Team", "Value": "A&B <ü>"}], **arguments)
        if number % 2 == 0:
            iam.attach_role_policy(RoleName=name, PolicyArn=managed)
        else:
            iam.put_role_policy(RoleName=name, PolicyName="inline", PolicyDocument=json.dumps(USE))
    iam.create_group(GroupName="analysts")
    iam.put_group_policy(GroupName="analysts", PolicyName="inline", PolicyDocument=json.dumps(USE))
    iam.attach_group_policy(GroupName="analysts", PolicyArn=managed)
    iam.create_user(UserName="ana", Tags=[{"Key": "k", "Value": "v"}])
    iam.add_user_to_group(GroupName="analysts", UserName="ana")
    iam.attach_user_policy(UserName="ana", PolicyArn=managed)
    iam.create_instance_profile(InstanceProfileName="profile")
    iam.add_role_to_instance_profile(InstanceProfileName="profile", RoleName="role-0")


payer, everyone = organization()
for index, one in enumerate(everyone):
    fill(one, role_count // len(everyone))
print(json.dumps({"payer": payer, "accounts": everyone}))
