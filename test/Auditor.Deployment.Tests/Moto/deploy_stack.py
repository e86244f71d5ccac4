"""Deploys a template on a moto server and prints what came of it as JSON.

    python3 deploy_stack.py http://127.0.0.1:5000 transformed.json STACK [Parameter=Value …]

The template must be as CloudFormation sees it (tools/sam-transform). Prints {"status", "outputs": {}, "environment": {}, "resources": {}}:
the environment is the function's, every value as the text that Lambda would hand over.
"""

import ast
import io
import json
import sys
import zipfile

import boto3

AUTHOR = {"region_name": "us-east-1", "aws_access_key_id": "testing", "aws_secret_access_key": "testing"}


def upload_code(s3, template):
    """moto makes no function without its code; what is in it does not matter, because moto does not run it."""
    code = next(resource["Properties"]["Code"] for resource in template["Resources"].values() if resource["Type"] == "AWS::Lambda::Function")
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w") as file:
        file.writestr("bootstrap", "")
    s3.create_bucket(Bucket=code["S3Bucket"])
    s3.put_object(Bucket=code["S3Bucket"], Key=code["S3Key"], Body=archive.getvalue())


def write_policies_as_text(iam, roles):
    """moto keeps the inline policies of a stack as objects, or as Python prints them: its GetAccountAuthorizationDetails fails over both."""
    for role in roles:
        for name in iam.list_role_policies(RoleName=role)["PolicyNames"]:
            document = iam.get_role_policy(RoleName=role, PolicyName=name)["PolicyDocument"]
            if isinstance(document, str):
                document = ast.literal_eval(document)
            # Where a condition leaves a statement out, moto leaves something else in its place.
            document["Statement"] = [statement for statement in document["Statement"] if isinstance(statement, dict) and "Effect" in statement]
            iam.put_role_policy(RoleName=role, PolicyName=name, PolicyDocument=json.dumps(document))


def main(endpoint, path, stack, parameters):
    def client(service):
        return boto3.client(service, endpoint_url=endpoint, **AUTHOR)

    with open(path, encoding="utf-8") as file:
        body = file.read()
    upload_code(client("s3"), json.loads(body))
    cloudformation = client("cloudformation")
    cloudformation.create_stack(
        StackName=stack,
        TemplateBody=body,
        Capabilities=["CAPABILITY_NAMED_IAM"],
        Parameters=[dict(zip(("ParameterKey", "ParameterValue"), parameter.split("=", 1))) for parameter in parameters],
    )
    described = cloudformation.describe_stacks(StackName=stack)["Stacks"][0]
    resources = cloudformation.list_stack_resources(StackName=stack)["StackResourceSummaries"]
    write_policies_as_text(client("iam"), [resource["PhysicalResourceId"] for resource in resources if resource["ResourceType"] == "AWS::IAM::Role"])
    outputs = {output["OutputKey"]: output["OutputValue"] for output in described.get("Outputs", [])}
    function = client("lambda").get_function_configuration(FunctionName=outputs["FunctionName"])
    print(json.dumps({
        "status": described["StackStatus"],
        "outputs": outputs,
        "environment": {name: str(value) for name, value in function["Environment"]["Variables"].items()},
        "resources": {resource["LogicalResourceId"]: resource["PhysicalResourceId"] for resource in resources},
    }))


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], sys.argv[3], sys.argv[4:])
