using Auditor.Aws.Tests;

namespace Auditor.Deployment.Tests.Moto;

/// <summary>
/// The template is not only well-formed: a server that speaks CloudFormation makes its resources and resolves their references.
/// </summary>
public sealed class DeploymentTests(MotoServer moto)
{
    [Fact]
    public async Task The_stack_is_made_and_the_function_gets_its_names()
    {
        var stack = await MotoStack.DeployAsync(moto.Endpoint, "auditor", "EmailAddress=security@example.com", "SimulatorSample=7");
        Assert.Equal("CREATE_COMPLETE", stack.Status);
        Assert.Equal(stack.Outputs["BucketName"], stack.Environment["AUDITOR_BUCKET"]);
        Assert.Equal(stack.Outputs["TopicArn"], stack.Environment["AUDITOR_TOPIC_ARN"]);
        Assert.Equal("7", stack.Environment["AUDITOR_SAMPLE"]);
        Assert.Equal("auditor", stack.Environment["AUDITOR_STACK"]);
        Assert.Equal("false", stack.Environment["AUDITOR_CHAT"]);
        Assert.EndsWith(":role/AuditorFunction", stack.Outputs["FunctionRoleArn"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_state_machine_is_made_where_it_is_asked_for()
    {
        var single = await MotoStack.DeployAsync(moto.Endpoint, "auditor-single", "FunctionRoleName=AuditorSingle");
        Assert.DoesNotContain("StateMachineArn", single.Outputs);
        var stack = await MotoStack.DeployAsync(moto.Endpoint, "auditor-scaled", "FunctionRoleName=AuditorScaled", "Scale=Distributed");
        Assert.Equal("CREATE_COMPLETE", stack.Status);
        Assert.Equal(stack.Resources["AuditMachine"], stack.Outputs["StateMachineArn"]);
        Assert.Contains(":stateMachine:", stack.Outputs["StateMachineArn"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_chat_channel_is_told_to_the_function()
    {
        string[] parameters = ["FunctionRoleName=AuditorChat", "SlackWorkspaceId=T0EXAMPLE", "SlackChannelId=C0EXAMPLE"];
        var stack = await MotoStack.DeployAsync(moto.Endpoint, "auditor-chat", parameters);
        Assert.Equal("true", stack.Environment["AUDITOR_CHAT"]);
        Assert.EndsWith(":role/AuditorChat", stack.Outputs["FunctionRoleArn"], StringComparison.Ordinal);
    }
}
