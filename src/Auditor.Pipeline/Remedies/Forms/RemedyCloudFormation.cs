using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Auditor.Pipeline.Expect;
using Auditor.Pipeline.Inventory;

namespace Auditor.Pipeline.Remedies.Forms;

/// <summary>A remedy as a CloudFormation template in JSON. Policies that exist already are imported into a stack, or changed where their own stack has them.</summary>
/// <remarks>Source: <see href="https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/"/>.</remarks>
public static class RemedyCloudFormation
{
    private const string InstanceArn = "InstanceArn";
    private const int LongestDescription = 300;

    /// <summary>The template of all changes; null if all of them take something away, which a template says by leaving it out.</summary>
    /// <param name="changes">The changes.</param>
    public static string? Of(ImmutableArray<PolicyChange> changes)
    {
        var kept = changes.Where(change => change.Document is not null).ToArray();
        var names = string.Join(", ", kept.Select(change => change.Principal.DisplayName).Distinct(StringComparer.Ordinal));
        return kept.Length == 0 ? null : Template($"Access of {names} to AWS Billing Conductor", kept.Select(ResourceOf));
    }

    /// <summary>A template of these resources, named by their order.</summary>
    internal static string Template(string description, IEnumerable<JsonObject> resources)
    {
        // AWS takes 1,024 bytes.
        var shortened = description.Length > LongestDescription ? description[..LongestDescription] + "…" : description;
        var named = new JsonObject();
        foreach (var (index, resource) in resources.Index())
            named[$"Policy{index + 1}"] = resource;
        var template = new JsonObject { ["AWSTemplateFormatVersion"] = "2010-09-09", ["Description"] = shortened };
        if (named.Any(resource => resource.Value!["Type"]!.GetValue<string>() == "AWS::SSO::PermissionSet"))
            template["Parameters"] = new JsonObject { [InstanceArn] = new JsonObject { ["Type"] = "String", ["Description"] = "The ARN of the Identity Center instance" } };
        template["Resources"] = named;
        return IndentedJson.Of(template) + "\n";
    }

    /// <summary>A permission set with this inline policy.</summary>
    internal static JsonObject PermissionSet(string name, string document) => Resource("AWS::SSO::PermissionSet",
        ("InstanceArn", new JsonObject { ["Ref"] = InstanceArn }), ("Name", JsonValue.Create(name)), ("InlinePolicy", JsonNode.Parse(document)));

    /// <summary>A managed policy, attached to a role or a user.</summary>
    internal static JsonObject Managed(string name, string document, Principal? holder)
    {
        var resource = Resource("AWS::IAM::ManagedPolicy", ("ManagedPolicyName", JsonValue.Create(name)), ("PolicyDocument", JsonNode.Parse(document)));
        if (holder is not null)
            resource["Properties"]![holder.Kind == PrincipalKind.User ? "Users" : "Roles"] = new JsonArray(JsonValue.Create(holder.Name));
        return resource;
    }

    private static JsonObject ResourceOf(PolicyChange change)
    {
        var (place, document) = (change.Place, change.Document!);
        return place.Kind switch
        {
            PolicyPlaceKind.Role or PolicyPlaceKind.User or PolicyPlaceKind.Group => Resource($"AWS::IAM::{place.Kind}Policy",
                ($"{place.Kind}Name", JsonValue.Create(place.Holder)), ("PolicyName", JsonValue.Create(place.Name)), ("PolicyDocument", JsonNode.Parse(document))),
            PolicyPlaceKind.PermissionSet => PermissionSet(place.Holder, document),
            PolicyPlaceKind.ServiceControlPolicy => Organization("SERVICE_CONTROL_POLICY", change),
            PolicyPlaceKind.ResourceControlPolicy => Organization("RESOURCE_CONTROL_POLICY", change),
            _ => Managed(place.Name, document, change.IsNew ? change.Principal : null),
        };
    }

    private static JsonObject Organization(string type, PolicyChange change)
    {
        var resource = Resource("AWS::Organizations::Policy", ("Name", JsonValue.Create(change.Place.Name)), ("Type", JsonValue.Create(type)), ("Content", JsonNode.Parse(change.Document!)));
        if (change.TargetId is { } target)
            resource["Properties"]!["TargetIds"] = new JsonArray(JsonValue.Create(target));
        return resource;
    }

    private static JsonObject Resource(string type, params ReadOnlySpan<(string Name, JsonNode? Value)> properties)
    {
        var all = new JsonObject();
        foreach (var (name, value) in properties)
            all[name] = value;
        // What the product proposes never deletes what was there: a stack that goes leaves the policy.
        return new JsonObject { ["Type"] = type, ["DeletionPolicy"] = "Retain", ["UpdateReplacePolicy"] = "Retain", ["Properties"] = all };
    }
}
