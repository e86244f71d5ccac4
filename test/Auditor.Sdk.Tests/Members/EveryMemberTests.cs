using System.Reflection;
using System.Text.Json.Nodes;
using Amazon.BillingConductor;
using Amazon.CloudTrail;
using Amazon.IdentityManagement;
using Amazon.Organizations;
using Amazon.Runtime;
using Amazon.SimpleNotificationService;
using Auditor.Testing;

namespace Auditor.Sdk.Tests.Members;

/// <summary>
/// Every member of every request is written and every member of every answer is read. Of the stand-ins only: AWS's generator makes the
/// official ones. Lambda's Invoke has its members in headers: InvokeTests.
/// </summary>
public sealed class EveryMemberTests
{
    private static readonly (Type Client, Type Config)[] Clients =
    [
        (typeof(AmazonIdentityManagementServiceClient), typeof(AmazonIdentityManagementServiceConfig)),
        (typeof(AmazonOrganizationsClient), typeof(AmazonOrganizationsConfig)),
        (typeof(AmazonSimpleNotificationServiceClient), typeof(AmazonSimpleNotificationServiceConfig)),
        (typeof(AmazonCloudTrailClient), typeof(AmazonCloudTrailConfig)),
        (typeof(AmazonBillingConductorClient), typeof(AmazonBillingConductorConfig)),
    ];

    public static TheoryData<Type, Type, string> Operations
    {
        get
        {
            var operations = new TheoryData<Type, Type, string>();
            foreach (var (client, config) in Clients)
            {
                foreach (var method in client.GetMethods().Where(IsOperation))
                    operations.Add(client, config, method.Name);
            }

            return operations;
        }
    }

    [Theory]
    [MemberData(nameof(Operations))]
    public async Task Members_of_an_answer_are_read(Type client, Type config, string operation)
    {
        SkipOfficial(client);
        var method = client.GetMethod(operation)!;
        var filled = new FilledShape();
        var expected = filled.Of(method.ReturnType.GetGenericArguments()[0]);
        var body = IsQuery(client) ? string.Concat(FilledShape.Xml("x", expected).Elements()) : FilledShape.Json(expected).ToJsonString();
        using var aws = new FakeAws().Always("*", FakeAnswer.Ok(body));
        var answer = await CallAsync(aws, method, config, filled.Of(method.GetParameters()[0].ParameterType));
        Assert.Equal(FilledShape.Values("", expected), FilledShape.Values("", answer));
    }

    [Theory]
    [MemberData(nameof(Operations))]
    public async Task Members_of_a_request_are_written(Type client, Type config, string operation)
    {
        SkipOfficial(client);
        var method = client.GetMethod(operation)!;
        var request = new FilledShape().Of(method.GetParameters()[0].ParameterType);
        using var aws = new FakeAws().Always("*", FakeAnswer.Ok(IsQuery(client) ? "" : "{}"));
        await CallAsync(aws, method, config, request);
        var sent = aws.Requests[0];
        var members = FilledShape.Values("", request).ToList();
        if (IsQuery(client))
            Assert.Equal(
                members.Append(("Action", operation[..^"Async".Length])).Append(("Version", sent.Parameters["Version"])).Order(),
                sent.Parameters.Select(parameter => (parameter.Key, parameter.Value)).Order());
        else if (sent.Body.Length > 0)
            Assert.True(JsonNode.DeepEquals(FilledShape.Json(request), JsonNode.Parse(sent.Text)), sent.Text);
        else
            Assert.All(
                members, member => Assert.Contains(member.Value, Uri.UnescapeDataString(sent.Path + sent.Query), StringComparison.Ordinal));
    }

    private static bool IsOperation(MethodInfo method) =>
        method.Name.EndsWith("Async", StringComparison.Ordinal) && method.GetParameters() is [{ ParameterType.Name: var request }, _]
        && request.EndsWith("Request", StringComparison.Ordinal);

    private static bool IsQuery(Type client) =>
        client == typeof(AmazonIdentityManagementServiceClient) || client == typeof(AmazonSimpleNotificationServiceClient);

    private static void SkipOfficial(Type client) => Assert.SkipUnless(
        client.Assembly.GetName().Name!.StartsWith(
            "StandIn.", StringComparison.Ordinal), "an official package, as AWS's generator makes it");

    private static async Task<object> CallAsync(FakeAws aws, MethodInfo operation, Type config, object request)
    {
        var settings = (ClientConfig)Activator.CreateInstance(config)!;
        (settings.ServiceURL, settings.AuthenticationRegion, settings.MaxErrorRetry) = (aws.Url, "us-east-1", 0);
        using var client = (IDisposable)Activator.CreateInstance(
            operation.DeclaringType!, Auditor.Sdk.Tests.Clients.Credentials, settings)!;
        var call = (Task)operation.Invoke(client, [request, CancellationToken.None])!;
        await call;
        return call.GetType().GetProperty("Result")!.GetValue(call)!;
    }
}
