using System.Text;

namespace Auditor.Cli.Tests;

/// <summary>A snapshot of a payer and a member in a folder that goes away with the test.</summary>
internal sealed class SmallSnapshot : IDisposable
{
    public const string Payer = "111122223333";
    public const string Member = "444455556666";
    public const string AsOf = "2026-11-24T00:00:00Z";

    private const string Trust =
        """
        {"Statement":[{"Effect":"Allow","Principal":{"Service":"lambda.amazonaws.com"},"Action":"sts:AssumeRole"}]}
        """;

    public string Root { get; } = Directory.CreateTempSubdirectory("auditor-").FullName;

    public string this[string file] => Path.Combine(Root, file);

    /// <summary>Roles that may look at billing groups and nothing else: there is nothing to find and nothing is missing.</summary>
    public static SmallSnapshot Clean(bool backwards = false)
    {
        var snapshot = new SmallSnapshot();
        Action[] writes =
        [
            () => snapshot.Write("organization.json", Organization()),
            () =>
                snapshot.Write(
                    $"accounts/{Payer}/authorization-details.json",
                    Details(Payer, Role(Payer, "viewer", "billingconductor:ListBillingGroups"))),
            () => snapshot.Write($"accounts/{Member}/authorization-details.json", Details(Member, Role(Member, "other", "s3:GetObject"))),
        ];
        foreach (var write in backwards ? writes.Reverse() : writes)
            write();
        return snapshot;
    }

    public static string Role(string account, string name, string action, string effect = "Allow")
    {
        var document = $$"""{"Statement":[{"Effect":"{{effect}}","Action":"{{action}}","Resource":"*"}]}""";
        return
            $$"""
            {"Path":"/","RoleName":"{{name}}","RoleId":"AROA{{name}}","Arn":"arn:aws:iam::{{account}}:role/{{name}}",
            "AssumeRolePolicyDocument":{{Trust}},"RolePolicyList":[{"PolicyName":"{{name}}","PolicyDocument":{{document}}}]}
            """;
    }

    /// <summary>Replaces the payer's roles.</summary>
    public SmallSnapshot WithRoles(params string[] roles) =>
        Write($"accounts/{Payer}/authorization-details.json", Details(Payer, string.Join(',', roles)));

    public SmallSnapshot Write(string file, string text)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(this[file])!);
        File.WriteAllBytes(this[file], Encoding.UTF8.GetBytes(text));
        return this;
    }

    public void Dispose() => Directory.Delete(Root, recursive: true);

    private static string Details(string account, string roles) =>
        $$"""{"UserDetailList":[],"GroupDetailList":[],"RoleDetailList":[{{roles}}],"Policies":[],"x":"{{account}}"}""";

    private static string Organization() => $$"""
        {"Organization":{"Id":"o-abcdefghij","MasterAccountId":"{{Payer}}","FeatureSet":"ALL"},
         "Roots":[{"Id":"r-abcd","PolicyTypes":[{"Type":"SERVICE_CONTROL_POLICY","Status":"ENABLED"}]}],
         "OrganizationalUnits":[],
         "Accounts":[{"Id":"{{Payer}}","Name":"payer","State":"ACTIVE","ParentId":"r-abcd"},{"Id":"{{Member}}","Name":"member",
         "State":"ACTIVE","ParentId":"r-abcd"}],
         "Policies":[{"PolicySummary":{"Id":"p-FullAWSAccess",
         "Arn":"arn:aws:organizations::aws:policy/service_control_policy/p-FullAWSAccess","Name":"FullAWSAccess",
         "Type":"SERVICE_CONTROL_POLICY","AwsManaged":true},
           "Targets":[{"TargetId":"r-abcd"},{"TargetId":"{{Payer}}"},{"TargetId":"{{Member}}"}]}]}
        """;
}
