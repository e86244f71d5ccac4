using System.Collections.Immutable;
using System.Text;
using Auditor.Engine.Arns;
using Auditor.Pipeline.Expect;

namespace Auditor.Pipeline.Remedies;

/// <summary>Puts grants into as few statements as their resources allow, and statements into as few policies as the quota allows.</summary>
internal static class ProposalComposer
{
    private const int MostActions = 60;

    /// <param name="grants">What the policies are to allow.</param>
    /// <param name="name">The name of the only policy; several get numbers.</param>
    /// <param name="mostCharacters">What a policy may have, white space aside.</param>
    public static ImmutableArray<ProposedPolicy> Compose(RequiredGrants grants, string name, int mostCharacters)
    {
        var statements = grants.All
            .GroupBy(grant => (Resources: string.Join('\n', grant.Resources), Context: string.Join('\n', grant.Context.Select(value => value.Key + "=" + value.Value))), grant => grant)
            .OrderBy(group => group.Key.Resources, StringComparer.Ordinal).ThenBy(group => group.Key.Context, StringComparer.Ordinal)
            .SelectMany(group => group.Chunk(MostActions))
            .Select((grants, index) => Statement(grants, index + 1)).ToArray();
        var documents = new List<List<string>>();
        foreach (var statement in statements)
        {
            if (documents.Count == 0 || PolicyEditor.TextOf(hasVariables: true, documents[^1].Append(statement)).Count(character => !char.IsWhiteSpace(character)) > mostCharacters)
                documents.Add([]);
            documents[^1].Add(statement);
        }

        return [.. documents.Select((texts, index) => new ProposedPolicy(documents.Count == 1 ? name : $"{name}-{index + 1}", PolicyEditor.TextOf(hasVariables: true, texts)))];
    }

    private static string Statement((string Action, ImmutableArray<string> Resources, ImmutableArray<FixedContextValue> Context)[] grants, int number)
    {
        ImmutableArray<string> actions = [.. grants.Select(grant => grant.Action)];
        // A name is literal, and the policy's version reads variables in it: an older version, or none, did not.
        ImmutableArray<string> resources = [.. grants[0].Resources.Select(resource => resource.Replace("${", "${$}{", StringComparison.Ordinal))];
        return StatementJson.MakeAllow(SidOf(grants[0].Resources, number), actions, resources, grants[0].Context);
    }

    /// <summary>The types of the resources, and the statement's number, so that it is the only one of its name.</summary>
    private static string SidOf(ImmutableArray<string> resources, int number)
    {
        var sid = new StringBuilder();
        foreach (var type in resources.Select(TypeOf).Distinct(StringComparer.Ordinal).Take(3))
            sid.Append(type);
        return sid.Append(System.Globalization.CultureInfo.InvariantCulture, $"{number}").ToString();
    }

    private static string TypeOf(string resource)
    {
        if (!Arn.TryParse(resource, out var arn))
            return "Any";
        var type = new string([.. arn.Resource.Split('/', ':')[0].Where(char.IsAsciiLetterOrDigit)]);
        return type.Length == 0 ? "Any" : char.ToUpperInvariant(type[0]) + type[1..];
    }
}
