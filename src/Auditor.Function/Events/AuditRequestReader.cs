using Auditor.Engine.Catalog;
using Auditor.Pipeline.Collect;
using Auditor.Pipeline.Expect;
using Auditor.Pipeline.Simulate.PrincipalPolicy;

namespace Auditor.Function.Events;

/// <summary>Reads <c>{"audit":{…}}</c>.</summary>
internal static class AuditRequestReader
{
    private const string Prefix = ServiceCatalog.BillingConductor + ":";

    public static AuditRequest Read(RequestMembers members)
    {
        members.AllowOnly("accounts", "principals", "actions", "publish", "runId", "simulator");
        var request = new AuditRequest
        {
            Accounts = members.List("accounts", "an account id: text of twelve digits", text => SnapshotFolder.IsAccount(text) ? text : null),
            Principals = members.List("principals", "a pattern for the ARN of a role or user, such as `arn:aws:iam::*:role/finops/*`", Pattern),
            Actions = members.List("actions", "one of Billing Conductor's actions, such as `UpdatePricingPlan` (`auditor catalog actions` lists them; `simulate` answers for others)", Action),
            IsPublished = members.Flag("publish") ?? false,
            RunId = members.RunId("runId"),
            Simulator = Simulator(members),
        };
        if (request.IsPublished && !(request.Principals.IsEmpty && request.Actions.IsEmpty))
            throw new InvalidRequestException("`audit`: a digest is about everything that was read: publish goes with neither principals nor actions");
        return request;
    }

    private static ArnPattern? Pattern(string text) => ArnPattern.TryParse(text, out var pattern) ? pattern : null;

    /// <summary>The catalogue's own spelling. Of other services' actions only those of a principal's profiles are audited: who holds one else could not be told.</summary>
    private static string? Action(string text) =>
        ServiceCatalog.Default.FindAction(text.Contains(':', StringComparison.Ordinal) ? text : Prefix + text) is { Service: ServiceCatalog.BillingConductor } action
            ? action.FullName
            : null;

    private static SimulatorMode? Simulator(RequestMembers members)
    {
        const string What = "embedded, aws or both";
        if (members.Text("simulator", What) is not { } text)
            return null;
        foreach (var mode in Enum.GetValues<SimulatorMode>())
        {
            if (mode.Word() == text)
                return mode;
        }

        throw members.Expected("simulator", What);
    }
}
