using System.Text.Json;
using Amazon.Organizations.Model;
using StandIn;

namespace Amazon.Organizations;

/// <summary>Reads the shapes of answers.</summary>
internal static class Read
{
    public static Account Account(JsonElement x) => new()
    {
        Id = x.Text("Id"),
        Arn = x.Text("Arn"),
        Email = x.Text("Email"),
        Name = x.Text("Name"),
        State = x.Text("State")!,
        Paths = x.Texts("Paths"),
        JoinedMethod = x.Text("JoinedMethod")!,
        JoinedTimestamp = x.Date("JoinedTimestamp"),
    };

    public static Organization Organization(JsonElement x) => new()
    {
        Id = x.Text("Id"),
        Arn = x.Text("Arn"),
        FeatureSet = x.Text("FeatureSet")!,
        MasterAccountArn = x.Text("MasterAccountArn"),
        MasterAccountId = x.Text("MasterAccountId"),
        MasterAccountEmail = x.Text("MasterAccountEmail"),
        AvailablePolicyTypes = x.List("AvailablePolicyTypes", PolicyTypeSummary),
    };

    public static OrganizationalUnit OrganizationalUnit(JsonElement x) => new()
    {
        Id = x.Text("Id"),
        Arn = x.Text("Arn"),
        Name = x.Text("Name"),
        Path = x.Text("Path"),
    };

    public static Policy Policy(JsonElement x) => new()
    {
        PolicySummary = x.Shape("PolicySummary", PolicySummary),
        Content = x.Text("Content"),
    };

    public static PolicySummary PolicySummary(JsonElement x) => new()
    {
        Id = x.Text("Id"),
        Arn = x.Text("Arn"),
        Name = x.Text("Name"),
        Description = x.Text("Description"),
        Type = x.Text("Type")!,
        AwsManaged = x.Bool("AwsManaged"),
    };

    public static PolicyTargetSummary PolicyTargetSummary(JsonElement x) => new()
    {
        TargetId = x.Text("TargetId"),
        Arn = x.Text("Arn"),
        Name = x.Text("Name"),
        Type = x.Text("Type")!,
    };

    public static PolicyTypeSummary PolicyTypeSummary(JsonElement x) => new()
    {
        Type = x.Text("Type")!,
        Status = x.Text("Status")!,
    };

    public static Root Root(JsonElement x) => new()
    {
        Id = x.Text("Id"),
        Arn = x.Text("Arn"),
        Name = x.Text("Name"),
        PolicyTypes = x.List("PolicyTypes", PolicyTypeSummary),
    };
}
