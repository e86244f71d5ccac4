using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Auditor.Deployment.Tests.Templates;

namespace Auditor.Deployment.Tests.Self;

/// <summary>An organization with nothing in it but the Auditor, as a snapshot: its roles are those that the templates make.</summary>
internal static class SelfSample
{
    public const string Payer = "111122223333";
    public const string Audit = "222233334444";
    public const string Member = "333344445555";

    /// <summary>As documented: the function in an account of its own.</summary>
    public static string Folder { get; } = Path.Combine(Repository.Root, "samples", "self");

    private static readonly JsonSerializerOptions Readable = new()
    {
        WriteIndented = true,
        IndentSize = 4,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>The files under accounts/, by their path in the snapshot.</summary>
    /// <param name="functionIn">The account of the function.</param>
    public static IEnumerable<(string Path, string Text)> Accounts(string functionIn)
    {
        foreach (var account in (string[])[Payer, Audit, Member])
        {
            var roles = account == functionIn ? StackRole.Of(Function(account)) : [];
            var text = Details(account, [.. roles, .. StackRole.Of(MemberStack(account, functionIn))]);
            yield return (System.IO.Path.Combine("accounts", account, "authorization-details.json"), text);
        }
    }

    /// <summary>Writes the whole snapshot for a function that lives elsewhere.</summary>
    public static void Write(string folder, string functionIn)
    {
        File.Copy(Path.Combine(Folder, "organization.json"), Path.Combine(folder, "organization.json"));
        File.Copy(Path.Combine(Folder, "snapshot.json"), Path.Combine(folder, "snapshot.json"));
        foreach (var (path, text) in Accounts(functionIn))
        {
            var file = Path.Combine(folder, path);
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            File.WriteAllText(file, text);
        }
    }

    private static Stack Function(string account) =>
        new(Template.Deployment, account, IsPayer(account), ("Scale", "Distributed"), ("SlackWorkspaceId", "T0EXAMPLE"), ("SlackChannelId", "C0EXAMPLE"));

    private static Stack MemberStack(string account, string functionIn) =>
        new(Template.MemberRole, account, ("AuditorAccount", functionIn), ("OrganizationId", "o-a1b2c3d4e5"), IsPayer(account));

    private static (string, string) IsPayer(string account) => ("IsPayer", account == Payer ? "true" : "false");

    private static string Details(string account, IEnumerable<StackRole> roles) => new JsonObject
    {
        ["UserDetailList"] = new JsonArray(),
        ["GroupDetailList"] = new JsonArray(),
        ["RoleDetailList"] = Array(roles.OrderBy(role => role.Name, StringComparer.Ordinal).Select(role => RoleOf(account, role))),
        ["Policies"] = new JsonArray(),
    }.ToJsonString(Readable) + "\n";

    private static JsonObject RoleOf(string account, StackRole role) => new()
    {
        ["Path"] = role.Path,
        ["RoleName"] = role.Name,
        ["RoleId"] = IdOf(account, role),
        ["Arn"] = role.Arn,
        ["CreateDate"] = "2026-11-25T05:00:00+00:00",
        ["AssumeRolePolicyDocument"] = role.Trust.DeepClone(),
        ["InstanceProfileList"] = new JsonArray(),
        ["RolePolicyList"] = Array(role.Policies.Select(policy => new JsonObject
        {
            ["PolicyName"] = policy.Name,
            ["PolicyDocument"] = policy.Document.DeepClone(),
        })),
        ["AttachedManagedPolicies"] = new JsonArray(),
        ["Tags"] = new JsonArray(),
        ["RoleLastUsed"] = new JsonObject(),
    };

    private static JsonArray Array(IEnumerable<JsonObject> items) => new([.. items]);

    /// <summary>An id of the form that IAM gives, always the same for the same role.</summary>
    private static string IdOf(string account, StackRole role)
    {
        const string Letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes($"{account}/{role.Id}"));
        return "AROA" + string.Concat(hash.Take(17).Select(one => Letters[one % Letters.Length]));
    }
}
