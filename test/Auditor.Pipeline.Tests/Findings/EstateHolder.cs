using System.Globalization;
using System.Text.Json.Nodes;

namespace Auditor.Pipeline.Findings;

/// <summary>A role, user or group of an estate while it is described.</summary>
internal sealed class EstateHolder(string kind, string name, string account)
{
    private readonly JsonArray inline = [];
    private readonly JsonArray attached = [];
    private readonly JsonArray tags = [];
    private readonly JsonArray groups = [];
    private readonly JsonArray profiles = [];
    private string path = "/";
    private string? id;
    private string? boundary;
    private string? created = "2025-01-01T00:00:00Z";
    private Policy trust = Policy.Trust("sts:AssumeRole", "Service", "ec2.amazonaws.com");

    public EstateHolder Inline(string policyName, Policy document)
    {
        inline.Add(new JsonObject { ["PolicyName"] = policyName, ["PolicyDocument"] = document.ToNode() });
        return this;
    }

    /// <summary>An inline policy named <c>own</c> that allows the actions on every resource.</summary>
    public EstateHolder Allow(params string[] actions) => Inline("own", Policy.Allow(actions));

    public EstateHolder Attach(string policyArn)
    {
        attached.Add(new JsonObject { ["PolicyName"] = policyArn[(policyArn.LastIndexOf('/') + 1)..], ["PolicyArn"] = policyArn });
        return this;
    }

    /// <summary>The account's own managed policy as permissions boundary.</summary>
    public EstateHolder Boundary(string policyName) => BoundaryArn(Estate.PolicyArn(policyName, account));

    /// <summary>Any policy as permissions boundary.</summary>
    public EstateHolder BoundaryArn(string policyArn)
    {
        boundary = policyArn;
        return this;
    }

    public EstateHolder Trust(Policy document)
    {
        trust = document;
        return this;
    }

    public EstateHolder Tag(string key, string value)
    {
        tags.Add(new JsonObject { ["Key"] = key, ["Value"] = value });
        return this;
    }

    public EstateHolder Path(string value)
    {
        path = value;
        return this;
    }

    public EstateHolder Id(string value)
    {
        id = value;
        return this;
    }

    /// <summary>When it was made; null if AWS does not say.</summary>
    public EstateHolder Created(string? value)
    {
        created = value;
        return this;
    }

    public EstateHolder In(string group)
    {
        groups.Add(group);
        return this;
    }

    /// <summary>Puts the role into an instance profile of its own name.</summary>
    public EstateHolder InstanceProfile()
    {
        profiles.Add(new JsonObject { ["InstanceProfileName"] = name, ["Arn"] = $"arn:aws:iam::{account}:instance-profile/{name}" });
        return this;
    }

    public JsonObject ToNode()
    {
        var node = new JsonObject
        {
            ["Path"] = path,
            [kind + "Name"] = name,
            [kind + "Id"] = id ?? string.Create(CultureInfo.InvariantCulture, $"AXXA-{kind}-{account}-{name}").ToUpperInvariant(),
            ["Arn"] = $"arn:aws:iam::{account}:{(kind == "Role" ? "role" : kind == "User" ? "user" : "group")}{path}{name}",
            ["CreateDate"] = created,
            [kind + "PolicyList"] = inline.DeepClone(),
            ["AttachedManagedPolicies"] = attached.DeepClone(),
        };
        if (kind == "Role")
        {
            node["AssumeRolePolicyDocument"] = trust.ToNode();
            node["InstanceProfileList"] = profiles.DeepClone();
        }

        if (kind == "User")
            node["GroupList"] = groups.DeepClone();
        if (kind != "Group")
            node["Tags"] = tags.DeepClone();
        if (boundary is not null)
            node["PermissionsBoundary"] = new JsonObject { ["PermissionsBoundaryType"] = "Policy", ["PermissionsBoundaryArn"] = boundary };
        return node;
    }
}
