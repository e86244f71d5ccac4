using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using Auditor.Engine.Arns;
using Auditor.Engine.Policies;
using Auditor.Pipeline.Expect;
using Auditor.Pipeline.Report;

namespace Auditor.Pipeline.Remedies;

/// <summary>Makes the statements of a proposal: each is short enough for a policy of its own.</summary>
internal sealed class ProposalStatements
{
    private const int MostActions = 60;
    private const int LongestName = 80;
    private readonly PolicyPlaceKind place;
    private readonly List<string> texts = [];

    private ProposalStatements(PolicyPlaceKind place) => this.place = place;

    /// <summary>As few statements as the resources of the actions, and the quota, allow.</summary>
    /// <exception cref="RunCannotGoOnException">A single resource takes more than a policy may have.</exception>
    public static IReadOnlyList<string> Of(RequiredGrants grants, PolicyPlaceKind place)
    {
        var made = new ProposalStatements(place);
        var alike = grants.All
            .GroupBy(grant => (Resources: string.Join('\n', grant.Resources), Context: string.Join('\n', grant.Context.Select(value => value.Key + "=" + value.Value))))
            .OrderBy(group => group.Key.Resources, StringComparer.Ordinal).ThenBy(group => group.Key.Context, StringComparer.Ordinal);
        foreach (var same in alike.SelectMany(group => group.Chunk(MostActions)))
            made.Add(Effect.Allow, [.. same.Select(grant => grant.Action)], same[0].Resources, same[0].Context);
        foreach (var (action, resources) in grants.Exceptions)
            made.Add(Effect.Deny, [action], resources, []);
        return made.texts;
    }

    /// <summary>True if a policy may have these statements and no more.</summary>
    public static bool Fits(IEnumerable<string> statements, PolicyPlaceKind place) =>
        PolicyQuota.CharactersOf(PolicyEditor.TextOf(hasVariables: true, statements), place) <= PolicyQuota.Of(place);

    /// <summary>Each resource is authorized on its own, so that a list may go on in the next statement, or in the next policy.</summary>
    private void Add(Effect effect, ImmutableArray<string> actions, ImmutableArray<string> resources, ImmutableArray<FixedContextValue> context)
    {
        for (var rest = resources; !rest.IsEmpty;)
        {
            var fitting = MostThatFit(rest.Length, count => Fits([Statement(effect, actions, rest[..count], context)], place));
            if (fitting == 0 && actions.Length == 1)
                throw TooLong(rest[0]);
            if (fitting == 0)
            {
                Add(effect, actions[..(actions.Length / 2)], rest, context);
                Add(effect, actions[(actions.Length / 2)..], rest, context);
                return;
            }

            texts.Add(Statement(effect, actions, rest[..fitting], context));
            rest = rest[fitting..];
        }
    }

    private RunCannotGoOnException TooLong(string resource) => new(string.Create(
        CultureInfo.InvariantCulture, $"no policy can name `{PlainText.Of(PlainText.Shorten(resource, LongestName))}`, which has {resource.Length} characters: a policy may have {PolicyQuota.Of(place)}"));

    /// <summary>The largest number, at most this one, for which something holds that holds for all smaller numbers too.</summary>
    private static int MostThatFit(int most, Func<int, bool> fits)
    {
        if (fits(most))
            return most;
        var (fitting, tooMany) = (0, most);
        while (tooMany - fitting > 1)
        {
            var between = (fitting + tooMany) / 2;
            (fitting, tooMany) = fits(between) ? (between, tooMany) : (fitting, between);
        }

        return fitting;
    }

    private string Statement(Effect effect, ImmutableArray<string> actions, ImmutableArray<string> resources, ImmutableArray<FixedContextValue> context) =>
        // A name is literal, and the policy's version reads variables in it: an older version, or none, did not.
        StatementJson.MakeNamed((effect == Effect.Deny ? "Not" : "") + SidOf(resources, texts.Count + 1), effect, actions, [.. resources.Select(resource => resource.Replace("${", "${$}{", StringComparison.Ordinal))], context);

    /// <summary>The types of the resources, and the statement's number, so that it is the only one of its name.</summary>
    private static string SidOf(ImmutableArray<string> resources, int number)
    {
        var sid = new StringBuilder();
        foreach (var type in resources.Select(TypeOf).Distinct(StringComparer.Ordinal).Take(3))
            sid.Append(type);
        return sid.Append(CultureInfo.InvariantCulture, $"{number}").ToString();
    }

    private static string TypeOf(string resource)
    {
        if (!Arn.TryParse(resource, out var arn))
            return "Any";
        var type = new string([.. arn.Resource.Split('/', ':')[0].Where(char.IsAsciiLetterOrDigit)]);
        return type.Length == 0 ? "Any" : char.ToUpperInvariant(type[0]) + type[1..];
    }
}
