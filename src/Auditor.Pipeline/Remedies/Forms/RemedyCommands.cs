using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Auditor.Pipeline.Expect;
using Auditor.Pipeline.Inventory;
using Auditor.Pipeline.Report;

namespace Auditor.Pipeline.Remedies.Forms;

/// <summary>A remedy as commands of the AWS CLI, for people to run: nothing is ever applied by this product.</summary>
/// <remarks>Source: <see href="https://docs.aws.amazon.com/cli/latest/reference/"/>: iam, sso-admin and organizations.</remarks>
public static class RemedyCommands
{
    private const string PermissionSetArguments = "--instance-arn \"$INSTANCE_ARN\" --permission-set-arn \"$PERMISSION_SET_ARN\"";
    private const string Provision = $"aws sso-admin provision-permission-set {PermissionSetArguments} --target-type ALL_PROVISIONED_ACCOUNTS";

    /// <summary>The commands that make all changes, as lines of a shell script: where they are about several permission sets, a comment says which <c>$PERMISSION_SET_ARN</c> is meant.</summary>
    /// <param name="changes">The changes.</param>
    public static IEnumerable<string> Of(ImmutableArray<PolicyChange> changes)
    {
        var isAboutSeveral = changes.Select(change => change.PermissionSet).OfType<string>().Distinct(StringComparer.Ordinal).Count() > 1;
        return changes.SelectMany(change => isAboutSeveral && change.PermissionSet is { } set
            ? Of(change).Prepend($"# PERMISSION_SET_ARN is here that of {PlainText.Of(set)}")
            : Of(change));
    }

    /// <summary>The commands that make one change, in the order in which to run them. <c>$INSTANCE_ARN</c> and <c>$PERMISSION_SET_ARN</c> are left to the reader: a snapshot does not hold them.</summary>
    /// <param name="change">The change.</param>
    public static ImmutableArray<string> Of(PolicyChange change)
    {
        ArgumentNullException.ThrowIfNull(change);
        var (place, principal) = (change.Place, change.Principal);
        return place.Kind switch
        {
            PolicyPlaceKind.Role or PolicyPlaceKind.User or PolicyPlaceKind.Group => [Inline(change, place.Kind.ToString().ToLowerInvariant())],
            PolicyPlaceKind.PermissionSet => [PermissionSet(change), Provision],
            PolicyPlaceKind.ServiceControlPolicy or PolicyPlaceKind.ResourceControlPolicy => [Organization(change)],
            PolicyPlaceKind.AwsManaged when principal.Kind == PrincipalKind.IdentityCenterRole =>
                [$"aws sso-admin detach-managed-policy-from-permission-set {PermissionSetArguments} --managed-policy-arn {Quoted(place.Holder)}", Provision],
            PolicyPlaceKind.AwsManaged => [Attachment("detach", principal, place.Holder)],
            // A managed policy that goes is taken from this principal; others may hold it for good reasons.
            _ when change.Document is null && principal.Kind == PrincipalKind.IdentityCenterRole =>
                [$"aws sso-admin detach-customer-managed-policy-reference-from-permission-set {PermissionSetArguments} --customer-managed-policy-reference {Reference(place)}", Provision],
            _ when change.Document is null => [Attachment("detach", principal, place.Holder)],
            _ when change.IsNew =>
            [
                $"aws iam create-policy {Option("policy-name", place.Name)} --policy-document {Quoted(change.Document!)}",
                Attachment("attach", principal, place.Holder),
            ],
            _ => [.. Version(change)],
        };
    }

    /// <summary>A new version of a managed policy; where it has as many as AWS lets it have, the oldest that is not in force has to go first.</summary>
    private static IEnumerable<string> Version(PolicyChange change)
    {
        var policy = $"--policy-arn {Quoted(change.Place.Holder)}";
        if (change.ExpendableVersionId is { } oldest)
            yield return $"aws iam delete-policy-version {policy} --version-id {Quoted(oldest)}";
        yield return $"aws iam create-policy-version {policy} --policy-document {Quoted(change.Document!)} --set-as-default";
    }

    private static string Inline(PolicyChange change, string holder)
    {
        var names = $"{Option($"{holder}-name", change.Place.Holder)} {Option("policy-name", change.Place.Name)}";
        return change.Document is { } document
            ? $"aws iam put-{holder}-policy {names} --policy-document {Quoted(document)}"
            : $"aws iam delete-{holder}-policy {names}";
    }

    private static string PermissionSet(PolicyChange change) => change.Document is { } document
        ? $"aws sso-admin put-inline-policy-to-permission-set {PermissionSetArguments} --inline-policy {Quoted(document)}"
        : $"aws sso-admin delete-inline-policy-from-permission-set {PermissionSetArguments}";

    private static string Organization(PolicyChange change)
    {
        if (change.Document is null)
            return $"aws organizations detach-policy --policy-id {Quoted(change.Place.Holder)} --target-id {Quoted(change.TargetId!)}";
        if (!change.IsNew)
            return $"aws organizations update-policy --policy-id {Quoted(change.Place.Holder)} --content {Quoted(change.Document!)}";
        var type = change.Place.Kind == PolicyPlaceKind.ServiceControlPolicy ? "SERVICE_CONTROL_POLICY" : "RESOURCE_CONTROL_POLICY";
        var create = $"aws organizations create-policy {Option("name", change.Place.Name)} --type {type} --description '' --content {Quoted(change.Document!)} --query Policy.PolicySummary.Id --output text";
        return $"aws organizations attach-policy --target-id {Quoted(change.TargetId!)} --policy-id \"$({create})\"";
    }

    private static string Attachment(string verb, Principal principal, string arn)
    {
        var holder = principal.Kind == PrincipalKind.User ? "user" : "role";
        return $"aws iam {verb}-{holder}-policy {Option($"{holder}-name", principal.Name)} --policy-arn {Quoted(arn)}";
    }

    /// <summary>A permission set names a customer's policy by name and path, because each account has its own.</summary>
    private static string Reference(PolicyPlace place)
    {
        var path = place.Holder[(place.Holder.IndexOf(":policy/", StringComparison.Ordinal) + ":policy".Length)..];
        // As JSON: the short form cannot say a name that has a comma or an equals sign.
        return Quoted(new JsonObject { ["Name"] = place.Name, ["Path"] = path[..(path.LastIndexOf('/') + 1)] }.ToJsonString());
    }

    /// <summary>An option with a name, which may begin like an option.</summary>
    private static string Option(string option, string name) => name.StartsWith('-') ? $"--{option}={Quoted(name)}" : $"--{option} {Quoted(name)}";

    /// <summary>One word for a POSIX shell, whatever the text holds.</summary>
    private static string Quoted(string text) => "'" + text.Replace("'", "'\\''", StringComparison.Ordinal) + "'";
}
