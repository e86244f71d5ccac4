"""Imports findings with boto3, which checks them against AWS's model, and prints what the other side keeps of them.

Usage: import_findings.py ENDPOINT FILE
"""
import json
import sys

import boto3

MOST = 100  # of one call

endpoint, path = sys.argv[1:]
client = boto3.client("securityhub", endpoint_url=endpoint, region_name="us-east-1", aws_access_key_id="test", aws_secret_access_key="test")
with open(path, encoding="utf-8") as file:
    findings = json.load(file)
imported, failed = 0, []
for start in range(0, len(findings), MOST):
    answer = client.batch_import_findings(Findings=findings[start : start + MOST])
    imported += answer["SuccessCount"]
    failed += answer["FailedFindings"]
kept = []
for page in client.get_paginator("get_findings").paginate():
    kept += page["Findings"]
print(json.dumps({"imported": imported, "failed": failed, "ids": sorted(finding["Id"] for finding in kept)}))
