using System.Reflection;
using Amazon;
using Amazon.BillingConductor;
using Amazon.CloudTrail;
using Amazon.IdentityManagement;
using Amazon.Lambda;
using Amazon.Organizations;
using Amazon.Runtime;
using Amazon.SecurityToken;
using Amazon.SimpleNotificationService;
using Amazon.SQS;

namespace Auditor.Sdk.Tests;

/// <summary>
/// The rules by which AWS's generator makes a client, asserted of two official clients (STS and SQS) and of every client the product uses
/// in this position. What holds for the first two and not for a stand-in would not compile against the official package.
/// </summary>
public sealed class ConventionTests
{
    public static TheoryData<Type, Type> All => new()
    {
        { typeof(AmazonSecurityTokenServiceClient), typeof(AmazonSecurityTokenServiceConfig) },
        { typeof(AmazonSQSClient), typeof(AmazonSQSConfig) },
        { typeof(AmazonIdentityManagementServiceClient), typeof(AmazonIdentityManagementServiceConfig) },
        { typeof(AmazonOrganizationsClient), typeof(AmazonOrganizationsConfig) },
        { typeof(AmazonSimpleNotificationServiceClient), typeof(AmazonSimpleNotificationServiceConfig) },
        { typeof(AmazonCloudTrailClient), typeof(AmazonCloudTrailConfig) },
        { typeof(AmazonBillingConductorClient), typeof(AmazonBillingConductorConfig) },
        { typeof(AmazonLambdaClient), typeof(AmazonLambdaConfig) },
    };

    [Theory]
    [MemberData(nameof(All))]
    public void Constructors(Type client, Type config)
    {
        Type[][] expected =
        [
            [], [typeof(RegionEndpoint)], [config], [typeof(AWSCredentials)], [typeof(AWSCredentials), typeof(RegionEndpoint)],
            [typeof(AWSCredentials), config],
        ];
        Assert.All(expected, parameters => Assert.NotNull(client.GetConstructor(parameters)));
        Assert.NotNull(config.GetConstructor([]));
        Assert.True(client.IsSubclassOf(typeof(AmazonServiceClient)) && config.IsSubclassOf(typeof(ClientConfig)));
    }

    [Theory]
    [MemberData(nameof(All))]
    public void The_interface_is_named_after_the_client_and_is_an_aws_service(Type client, Type config)
    {
        var contract = client.GetInterface($"I{client.Name[..^"Client".Length]}");
        Assert.NotNull(contract);
        Assert.True(typeof(IAmazonService).IsAssignableFrom(contract) && typeof(IDisposable).IsAssignableFrom(contract));
        Assert.Equal(config.Namespace, contract.Namespace);
        Assert.Equal($"{client.Name[..^"Client".Length]}Config", config.Name);
    }

    [Theory]
    [MemberData(nameof(All))]
    public void Operations_are_virtual_and_take_a_request_and_a_token_that_may_be_left_out(Type client, Type config)
    {
        var operations = Operations(client);
        Assert.NotEmpty(operations);
        foreach (var operation in operations)
        {
            Assert.True(operation is { IsVirtual: true, IsFinal: false });
            var name = operation.Name[..^"Async".Length];
            Assert.Equal($"{config.Namespace}.Model.{name}Request", operation.GetParameters()[0].ParameterType.FullName);
            Assert.Equal($"{config.Namespace}.Model.{name}Response", operation.ReturnType.GetGenericArguments()[0].FullName);
            Assert.Equal("request", operation.GetParameters()[0].Name);
            Assert.Equal(
                (typeof(CancellationToken), true),
                (operation.GetParameters()[1].ParameterType, operation.GetParameters()[1].HasDefaultValue));
        }
    }

    [Theory]
    [MemberData(nameof(All))]
    public void Configurations_say_who_they_are(Type client, Type config)
    {
        var made = (ClientConfig)Activator.CreateInstance(config)!;
        Assert.Equal(config.GetProperty("ServiceId", BindingFlags.Public | BindingFlags.Static)!.GetValue(null), made.ServiceId);
        Assert.NotNull(made.AuthenticationServiceName);
        Assert.NotNull(made.EndpointProvider);
        Assert.NotEmpty(made.RegionEndpointServiceName);
        Assert.Matches("^[0-9]{4}-[0-9]{2}-[0-9]{2}$", made.ServiceVersion);
        Assert.Equal(RequestRetryMode.Standard, made.RetryMode);
        Assert.Contains("aws-sdk-dotnet", made.UserAgent, StringComparison.Ordinal);
        Assert.NotNull(client.GetMethod("DetermineServiceOperationEndpoint", [typeof(AmazonWebServiceRequest)]));
    }

    [Theory]
    [MemberData(nameof(All))]
    public void Members_are_settable_and_values_among_them_nullable(Type client, Type config)
    {
        var seen = new HashSet<Type>();
        foreach (var operation in Operations(client))
        {
            Visit(operation.GetParameters()[0].ParameterType, seen);
            Visit(operation.ReturnType.GetGenericArguments()[0], seen);
        }
        Assert.NotEmpty(seen);
        Assert.All(seen, type => Assert.StartsWith(config.Namespace!, type.FullName!, StringComparison.Ordinal));
    }

    private static MethodInfo[] Operations(Type client) =>
        [.. client.GetMethods().Where(method => method.Name.EndsWith("Async", StringComparison.Ordinal)
            && method.GetParameters() is [{ ParameterType.Name: var request }, _]
            && request.EndsWith("Request", StringComparison.Ordinal))];

    private static void Visit(Type type, HashSet<Type> seen)
    {
        if (type.Namespace?.EndsWith(".Model", StringComparison.Ordinal) is not true || !seen.Add(type))
            return;
        foreach (var property in type.GetProperties(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly))
        {
            // The official SQS client computes some members from others.
            if (property.SetMethod is null && type.Assembly == typeof(AmazonSQSClient).Assembly)
                continue;
            Assert.True(property.SetMethod is { IsPublic: true }, $"{type.Name}.{property.Name} cannot be set");
            Assert.False(
                property.PropertyType.IsValueType && Nullable.GetUnderlyingType(property.PropertyType) is null,
                $"{type.Name}.{property.Name} is not nullable");
            Visit(property.PropertyType, seen);
            foreach (var argument in property.PropertyType.GetGenericArguments())
                Visit(argument, seen);
        }
    }
}
