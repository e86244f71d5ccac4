using System.Collections.Immutable;

namespace Auditor.Pipeline.Expect.Reading;

/// <summary>An object's members by name. Those that nobody knows are reported at once.</summary>
internal sealed class MemberSet
{
    private readonly ConfigurationNode node;
    private readonly ConfigurationErrors errors;
    private readonly Dictionary<string, ConfigurationNode> members = new(StringComparer.Ordinal);

    private MemberSet(ConfigurationNode node, ConfigurationErrors errors)
    {
        this.node = node;
        this.errors = errors;
    }

    /// <summary>The member, or null if it is absent.</summary>
    public ConfigurationNode? this[string name] => members.GetValueOrDefault(name);

    /// <summary>The members of an object; null after an error if it is none.</summary>
    public static MemberSet? Of(ConfigurationNode node, ImmutableArray<string> known, ConfigurationErrors errors)
    {
        if (!node.IsObject)
        {
            errors.Expected(node, $"an object with {string.Join(", ", known.Select(ConfigurationNode.Quote))}");
            return null;
        }

        var set = new MemberSet(node, errors);
        foreach (var member in node.Children)
        {
            if (known.Contains(member.Name!, StringComparer.Ordinal))
                set.members.Add(member.Name!, member);
            else if (!errors.IsFull)
                errors.AddAtName(member, NearestName.Unknown("member", member.Name!, known));
        }

        return set;
    }

    /// <summary>The member, or null after an error at the object.</summary>
    public ConfigurationNode? Required(string name, string what)
    {
        var member = this[name];
        if (member is null)
            errors.Add(node, $"expected the member `{name}`: {what}");
        return member;
    }
}
