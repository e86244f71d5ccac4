using System.Net;
using Amazon.IdentityManagement;
using Amazon.IdentityManagement.Model;
using Amazon.Organizations;
using Amazon.Runtime;
using Auditor.Testing;

namespace Auditor.Sdk.Tests;

public sealed class ErrorTests
{
    [Fact]
    public async Task A_modelled_error_is_its_own_exception_with_code_status_and_request_id()
    {
        using var aws = new FakeAws().On("GetPolicy", FakeAnswer.Error(404, "NoSuchEntity", "Policy <x> was not found"));
        var error = await Assert.ThrowsAsync<NoSuchEntityException>(() => GetPolicyAsync(aws));
        Assert.Equal(("NoSuchEntity", HttpStatusCode.NotFound, FakeAnswer.RequestId), (error.ErrorCode, error.StatusCode, error.RequestId));
        Assert.Equal("Policy <x> was not found", error.Message);
    }

    [Fact]
    public async Task Another_error_is_the_services_exception_with_its_code()
    {
        using var aws = new FakeAws().On("GetPolicy", FakeAnswer.Error(403, "AccessDenied", "no"));
        var error = await Assert.ThrowsAsync<AmazonIdentityManagementServiceException>(() => GetPolicyAsync(aws));
        Assert.Equal(("AccessDenied", HttpStatusCode.Forbidden, "no"), (error.ErrorCode, error.StatusCode, error.Message));
    }

    [Fact]
    public async Task An_error_of_json_is_its_own_exception()
    {
        using var aws = new FakeAws().On(
            "DescribeOrganization", FakeAnswer.Error(400, "AWSOrganizationsNotInUseException", "not a member"));
        using var client = new AmazonOrganizationsClient(Clients.Credentials, aws.At<AmazonOrganizationsConfig>());
        var error = await Assert.ThrowsAsync<Amazon.Organizations.Model.AWSOrganizationsNotInUseException>(
            () => client.DescribeOrganizationAsync(new()));
        Assert.Equal(
            ("AWSOrganizationsNotInUseException", "not a member", FakeAnswer.RequestId), (error.ErrorCode, error.Message, error.RequestId));
    }

    [Fact]
    public async Task Html_instead_of_an_answer_is_an_exception_with_the_status()
    {
        using var aws = new FakeAws().On("GetPolicy", FakeAnswer.Unavailable());
        var error = await Assert.ThrowsAnyAsync<AmazonServiceException>(() => GetPolicyAsync(aws));
        Assert.Equal(HttpStatusCode.ServiceUnavailable, error.StatusCode);
    }

    [Fact]
    public async Task An_answer_that_is_no_xml_is_an_exception_and_never_an_empty_answer()
    {
        using var aws = new FakeAws().On("GetPolicy", FakeAnswer.Raw(200, "text/xml", "{}"));
        await Assert.ThrowsAnyAsync<Exception>(() => GetPolicyAsync(aws));
    }

    [Fact]
    public async Task A_throttled_call_is_made_again_and_its_answer_read()
    {
        using var aws = new FakeAws().On(
            "GetPolicy", FakeAnswer.Throttling(), FakeAnswer.Ok("<Policy><PolicyName>p</PolicyName></Policy>"));
        Assert.Equal("p", (await GetPolicyAsync(aws, retries: 1)).Policy!.PolicyName);
        Assert.Equal(2, aws.Requests.Count);
    }

    [Fact]
    public async Task An_answer_cut_in_the_middle_is_asked_for_again()
    {
        var whole = FakeAnswer.Ok("<Policy><PolicyName>p</PolicyName></Policy>");
        using var aws = new FakeAws().On("GetPolicy", whole.CutAfter(60), whole);
        Assert.Equal("p", (await GetPolicyAsync(aws, retries: 1)).Policy!.PolicyName);
    }

    [Fact]
    public async Task A_connection_cut_before_the_answer_is_an_exception()
    {
        using var aws = new FakeAws().Always("GetPolicy", FakeAnswer.CutBefore());
        await Assert.ThrowsAnyAsync<Exception>(() => GetPolicyAsync(aws));
    }

    [Fact]
    public async Task A_call_is_ended_by_its_token()
    {
        var never = new TaskCompletionSource();
        using var cancel = new CancellationTokenSource();
        using var aws = new FakeAws().Always("GetPolicy", _ =>
        {
            cancel.Cancel();
            return FakeAnswer.Ok("").HeldUntil(never.Task);
        });
        using var client = new AmazonIdentityManagementServiceClient(Clients.Credentials, aws.At<AmazonIdentityManagementServiceConfig>());
        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => client.GetPolicyAsync(new() { PolicyArn = "arn:aws:iam::aws:policy/p" }, cancel.Token));
    }

    [Fact]
    public async Task A_call_that_nobody_planned_fails_the_test()
    {
        var aws = new FakeAws();
        await Assert.ThrowsAnyAsync<AmazonServiceException>(() => GetPolicyAsync(aws));
        Assert.Contains("GetPolicy", Assert.Throws<InvalidOperationException>(aws.Dispose).Message, StringComparison.Ordinal);
    }

    private static async Task<GetPolicyResponse> GetPolicyAsync(FakeAws aws, int retries = 0)
    {
        using var client = new AmazonIdentityManagementServiceClient(
            Clients.Credentials, aws.At<AmazonIdentityManagementServiceConfig>(retries: retries));
        return await client.GetPolicyAsync(new GetPolicyRequest { PolicyArn = "arn:aws:iam::aws:policy/p" });
    }
}
