using Amazon.IdentityManagement;
using Amazon.IdentityManagement.Model;
using Auditor.Testing;

namespace Auditor.Sdk.Tests.IdentityManagement;

public sealed class LastAccessedTests
{
    [Fact]
    public async Task A_job_is_started_and_its_answer_read()
    {
        using var aws = new FakeAws()
            .On("GenerateServiceLastAccessedDetails", FakeAnswer.Ok("<JobId>job-1</JobId>"))
            .On("GetServiceLastAccessedDetails", FakeAnswer.Ok("""
                <JobStatus>COMPLETED</JobStatus><JobType>SERVICE_LEVEL</JobType><JobCreationDate>2026-01-02T03:04:05.678Z</JobCreationDate>
                <JobCompletionDate>2026-01-02T03:04:06Z</JobCompletionDate><IsTruncated>false</IsTruncated>
                <ServicesLastAccessed><member>
                  <ServiceName>AWS Billing Conductor</ServiceName><ServiceNamespace>billingconductor</ServiceNamespace>
                  <LastAuthenticated>2026-01-01T00:00:00Z</LastAuthenticated>
                  <LastAuthenticatedEntity>arn:aws:iam::111122223333:role/r</LastAuthenticatedEntity>
                  <LastAuthenticatedRegion>us-east-1</LastAuthenticatedRegion><TotalAuthenticatedEntities>1</TotalAuthenticatedEntities>
                </member></ServicesLastAccessed>
                """));
        using var client = new AmazonIdentityManagementServiceClient(Clients.Credentials, aws.At<AmazonIdentityManagementServiceConfig>());
        var job = await client.GenerateServiceLastAccessedDetailsAsync(
            new() { Arn = "arn:aws:iam::111122223333:role/r", Granularity = AccessAdvisorUsageGranularityType.SERVICE_LEVEL });
        var details = await client.GetServiceLastAccessedDetailsAsync(new() { JobId = job.JobId });

        Assert.Equal("SERVICE_LEVEL", aws.Requests[0].Parameters["Granularity"]);
        Assert.Equal("job-1", aws.Requests[1].Parameters["JobId"]);
        Assert.Equal(JobStatusType.COMPLETED, details.JobStatus);
        Assert.Equal(678, details.JobCreationDate!.Value.Millisecond);
        Assert.Equal(
            ("billingconductor", 1),
            (details.ServicesLastAccessed![0].ServiceNamespace, details.ServicesLastAccessed[0].TotalAuthenticatedEntities));
        Assert.Null(details.ServicesLastAccessed[0].TrackedActionsLastAccessed);
        Assert.Null(details.Error);
    }

    [Fact]
    public async Task A_managed_policy_and_its_version_are_read()
    {
        using var aws = new FakeAws()
            .On(
                "GetPolicy",
                FakeAnswer.Ok(
                    "<Policy><PolicyName>p</PolicyName><DefaultVersionId>v3</DefaultVersionId><IsAttachable>true</IsAttachable></Policy>"))
            .On(
                "GetPolicyVersion",
                FakeAnswer.Ok(
                    "<PolicyVersion><Document>%7B%7D</Document><VersionId>v3</VersionId><IsDefaultVersion>true</IsDefaultVersion>"
                        + "</PolicyVersion>"));
        using var client = new AmazonIdentityManagementServiceClient(Clients.Credentials, aws.At<AmazonIdentityManagementServiceConfig>());
        ManagedPolicy policy = (await client.GetPolicyAsync(new() { PolicyArn = "arn:aws:iam::aws:policy/p" })).Policy!;
        var version = (
            await client.GetPolicyVersionAsync(
                new() { PolicyArn = "arn:aws:iam::aws:policy/p", VersionId = policy.DefaultVersionId })).PolicyVersion!;
        Assert.Equal(("v3", "%7B%7D", true), (version.VersionId, version.Document, version.IsDefaultVersion));
        Assert.Equal("v3", aws.Requests[1].Parameters["VersionId"]);
    }
}
