using Amazon.Organizations;
using Amazon.Organizations.Model;
using Auditor.Testing;

namespace Auditor.Sdk.Tests.Organizations;

public sealed class OrganizationsTests
{
    [Fact]
    public async Task Accounts_come_page_by_page_with_their_paths_and_states()
    {
        using var aws = new FakeAws().On(
            "ListAccounts",
            FakeAnswer.Ok("""
                {"Accounts":[{"Id":"111122223333","Arn":"arn:aws:organizations::111122223333:account/o-1/111122223333",
                "Email":"a@example.com","Name":"payer",
                  "Status":"ACTIVE","State":"ACTIVE","Paths":["o-1/r-1/111122223333/"],"JoinedMethod":"INVITED",
                  "JoinedTimestamp":1.7354592E9,"New":{"a":[1]}}],
                 "NextToken":"t2"}
                """),
            FakeAnswer.Ok(
                """{"Accounts":[{"Id":"444455556666","State":"PENDING_CLOSURE","JoinedTimestamp":1735459200.123}],"NextToken":null}"""));
        using var client = new AmazonOrganizationsClient(Clients.Credentials, aws.At<AmazonOrganizationsConfig>("us-east-1"));
        var accounts = new List<Account>();
        await foreach (var page in client.Paginators.ListAccounts(new ListAccountsRequest { MaxResults = 20 }).Responses)
            accounts.AddRange(page.Accounts!);

        Assert.Equal(["111122223333", "444455556666"], accounts.Select(account => account.Id));
        Assert.Equal(["o-1/r-1/111122223333/"], accounts[0].Paths!);
        Assert.Equal(AccountState.ACTIVE, accounts[0].State);
        Assert.Equal(AccountJoinedMethod.INVITED, accounts[0].JoinedMethod);
        Assert.Equal(new DateTime(2024, 12, 29, 8, 0, 0, DateTimeKind.Utc), accounts[0].JoinedTimestamp!.Value.ToUniversalTime());
        Assert.Equal(AccountState.PENDING_CLOSURE, accounts[1].State);
        Assert.Null(accounts[1].Paths);
        Assert.Equal(123, accounts[1].JoinedTimestamp!.Value.Millisecond);
        Assert.Equal("""{"MaxResults":20}""", aws.Requests[0].Text);
        Assert.Equal("t2", aws.Requests[1].Json.GetProperty("NextToken").GetString());
        Assert.Equal("application/x-amz-json-1.1", aws.Requests[0].Headers["Content-Type"]);
        Assert.Equal("AWSOrganizationsV20161128.ListAccounts", aws.Requests[0].Headers["X-Amz-Target"]);
        Assert.Equal(("organizations", "us-east-1"), (aws.Requests[0].Service, aws.Requests[0].Region));
    }

    [Fact]
    public async Task The_tree_is_read()
    {
        using var aws = new FakeAws()
            .On(
                "DescribeOrganization",
                FakeAnswer.Ok(
                    """
                    {"Organization":{"Id":"o-1","Arn":"a","FeatureSet":"ALL","MasterAccountArn":"m","MasterAccountId":"111122223333",
                    "MasterAccountEmail":"e","AvailablePolicyTypes":[]}}
                    """))
            .On(
                "ListRoots",
                FakeAnswer.Ok(
                    """
                    {"Roots":[{"Id":"r-1","Arn":"a","Name":"Root","PolicyTypes":[{"Type":"SERVICE_CONTROL_POLICY","Status":"ENABLED"}]}]}
                    """))
            .On("ListOrganizationalUnitsForParent", FakeAnswer.Ok("""{"OrganizationalUnits":[{"Id":"ou-1","Arn":"a","Name":"Finance"}]}"""))
            .On("ListAccountsForParent", FakeAnswer.Ok("""{"Accounts":[]}"""));
        using var client = new AmazonOrganizationsClient(Clients.Credentials, aws.At<AmazonOrganizationsConfig>());
        var organization = (await client.DescribeOrganizationAsync(new DescribeOrganizationRequest())).Organization!;
        var root = (await client.ListRootsAsync(new ListRootsRequest())).Roots![0];
        var units = await client.ListOrganizationalUnitsForParentAsync(new ListOrganizationalUnitsForParentRequest { ParentId = root.Id });
        var accounts = await client.ListAccountsForParentAsync(new ListAccountsForParentRequest { ParentId = "ou-1" });

        Assert.Equal(
            ("o-1", "111122223333", OrganizationFeatureSet.ALL), (organization.Id, organization.MasterAccountId, organization.FeatureSet));
        Assert.Equal(
            (PolicyType.SERVICE_CONTROL_POLICY, PolicyTypeStatus.ENABLED), (root.PolicyTypes![0].Type, root.PolicyTypes[0].Status));
        Assert.Equal("Finance", units.OrganizationalUnits![0].Name);
        Assert.Empty(accounts.Accounts!);
        Assert.Equal("{}", aws.Requests[0].Text);
        Assert.Equal("r-1", aws.Calls("ListOrganizationalUnitsForParent")[0].Json.GetProperty("ParentId").GetString());
    }

    [Fact]
    public async Task Policies_their_documents_and_their_targets_are_read()
    {
        const string Summary =
            """
            {"Id":"p-1","Arn":"a","Name":"Guard","Description":"d","Type":"SERVICE_CONTROL_POLICY","AwsManaged":false}
            """;
        using var aws = new FakeAws()
            .On("ListPolicies", FakeAnswer.Ok($$"""{"Policies":[{{Summary}}]}"""))
            .On("ListPoliciesForTarget", FakeAnswer.Ok($$"""{"Policies":[{{Summary}}]}"""))
            .On("ListTargetsForPolicy", FakeAnswer.Ok("""{"Targets":[{"TargetId":"r-1","Arn":"a","Name":"Root","Type":"ROOT"}]}"""))
            .On("DescribePolicy", FakeAnswer.Ok($$$"""{"Policy":{"PolicySummary":{{{Summary}}},"Content":"{\"Statement\":[]}"}}"""));
        using var client = new AmazonOrganizationsClient(Clients.Credentials, aws.At<AmazonOrganizationsConfig>());
        var listed = (await client.ListPoliciesAsync(new ListPoliciesRequest { Filter = PolicyType.SERVICE_CONTROL_POLICY })).Policies![0];
        var forTarget = await client.ListPoliciesForTargetAsync(
            new ListPoliciesForTargetRequest { TargetId = "r-1", Filter = PolicyType.RESOURCE_CONTROL_POLICY });
        var targets = await client.ListTargetsForPolicyAsync(new ListTargetsForPolicyRequest { PolicyId = "p-1" });
        var policy = (await client.DescribePolicyAsync(new DescribePolicyRequest { PolicyId = "p-1" })).Policy!;

        Assert.Equal(("p-1", "Guard", false), (listed.Id, listed.Name, listed.AwsManaged));
        Assert.Equal("p-1", forTarget.Policies![0].Id);
        Assert.Equal(TargetType.ROOT, targets.Targets![0].Type);
        Assert.Equal(("p-1", """{"Statement":[]}"""), (policy.PolicySummary!.Id, policy.Content));
        Assert.Equal("""{"TargetId":"r-1","Filter":"RESOURCE_CONTROL_POLICY"}""", aws.Calls("ListPoliciesForTarget")[0].Text);
    }
}
