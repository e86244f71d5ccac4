using System.CommandLine;
using Auditor.Aws.Access;
using Auditor.Aws.Collect;
using Auditor.Cli.Text;

namespace Auditor.Cli.Commands;

/// <summary><c>auditor collect</c>: a snapshot of the organization, with read-only calls.</summary>
internal static class CollectCommand
{
    private const int DefaultParallelism = 8;

    public static Command Create()
    {
        var access = new AccessArguments();
        var what = new CollectArguments();
        var output = new Option<DirectoryInfo>("--output") { Description = "The snapshot's folder. A run that was stopped goes on there.", Required = true };
        var estimate = new Option<bool>("--estimate") { Description = "Only print how many calls it would take, and how long." };
        var parallelism = new Option<int>("--parallelism") { Description = "How many accounts are read at once.", DefaultValueFactory = _ => DefaultParallelism };
        parallelism.Validators.Add(result => CollectArguments.RequireNumber(result, 1, 256));
        var command = new Command(
            "collect",
            """
            Collect a snapshot of the organization from AWS, with read-only calls, from the payer or a delegated administrator.

            Credentials come from where the AWS CLI takes them. Every other account is read through a role.

            Example:
              auditor collect --output snapshot --role-name OrganizationAccountAccessRole
            """)
        {
            output,
            estimate,
            parallelism,
        };
        what.AddTo(command);
        access.AddTo(command);
        command.SetAction((result, cancellationToken) =>
        {
            var options = what.Read(result, result.GetRequiredValue(output).FullName, result.GetValue(parallelism));
            return result.GetValue(estimate) ? EstimateAsync(access.Read(result), options, cancellationToken) : RunAsync(access.Read(result), options, cancellationToken);
        });
        return command;
    }

    private static async Task<int> EstimateAsync(AwsAccessOptions access, CollectOptions options, CancellationToken cancellationToken)
    {
        using var opened = await AwsAccess.OpenAsync(access, TimeProvider.System, cancellationToken).ConfigureAwait(false);
        var estimate = await new CollectRun(opened, options, TimeProvider.System, progress: null).EstimateAsync(cancellationToken).ConfigureAwait(false);
        await Console.Out.WriteAsync(EstimateText.Of(estimate)).ConfigureAwait(false);
        return ExitCode.Clean;
    }

    private static async Task<int> RunAsync(AwsAccessOptions access, CollectOptions options, CancellationToken cancellationToken)
    {
        using var opened = await AwsAccess.OpenAsync(access, TimeProvider.System, cancellationToken).ConfigureAwait(false);
        var result = await CollectProgressBar.ShowAsync(
            progress => new CollectRun(opened, options, TimeProvider.System, progress).CollectAsync(cancellationToken)).ConfigureAwait(false);
        await Console.Out.WriteAsync(CollectText.Of(result, options.Folder)).ConfigureAwait(false);
        return result.Refused.IsEmpty && result.AccountsRead >= result.AccountsExpected ? ExitCode.Clean : ExitCode.Gaps;
    }
}
