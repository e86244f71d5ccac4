using System.Collections.Immutable;
using Auditor.Engine.Catalog;
using Auditor.Engine.Conditions;
using Auditor.Engine.Requests;

namespace Auditor.Pipeline.Simulate.PrincipalPolicy;

/// <summary>
/// The part of a request's context that is known, as entries for AWS's simulator, which fills in next to nothing by itself.
/// A key of unknown value is never sent: AWS would take a guess for a fact.
/// </summary>
/// <remarks>Source: <see href="https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_testing-policies.html"/>.</remarks>
internal static class KnownContext
{
    private const int ShortestName = 5;
    private const int LongestName = 256;

    private static readonly ImmutableArray<string> OfEveryRequest =
    [
        "aws:CurrentTime", "aws:EpochTime", "aws:PrincipalAccount", "aws:PrincipalArn", "aws:PrincipalIsAWSService", "aws:PrincipalOrgID",
        "aws:PrincipalOrgPaths", "aws:PrincipalType", "aws:RequestedRegion", "aws:SecureTransport", "aws:ViaAWSService", "aws:userid", "aws:username",
    ];

    private static readonly ImmutableArray<string> OfTheResource = ["aws:ResourceAccount", "aws:ResourceOrgID"];

    /// <summary>The entries of one request, in ordinal order.</summary>
    /// <param name="simulator">Answers for the principal.</param>
    /// <param name="key">The request.</param>
    /// <param name="fixedKeys">The keys that a task determines.</param>
    /// <param name="withResource">True if the keys of the resource belong in: they differ from one resource to the next, and would split a call for nothing.</param>
    public static ImmutableArray<ContextEntry> Of(PrincipalSimulator simulator, RequestKey key, ImmutableDictionary<string, string> fixedKeys, bool withResource)
    {
        var caller = simulator.CallerContext;
        var names = OfEveryRequest.Concat(caller.Tags.Keys.Select(tag => "aws:PrincipalTag/" + tag)).Concat(caller.Assumed.Keys).Concat(fixedKeys.Keys);
        if (withResource)
            names = names.Concat(OfTheResource).Concat((simulator.Resources.TagsOf(key.Resource)?.Keys ?? []).Select(tag => "aws:ResourceTag/" + tag));
        var context = simulator.ContextOf(key.Action, key.Resource, fixedKeys);
        return
        [
            .. names.Distinct(StringComparer.OrdinalIgnoreCase)
                .Where(name => name.Length is >= ShortestName and <= LongestName)
                .Order(StringComparer.Ordinal)
                .Select(name => Entry(name, context.Get(name)))
                .OfType<ContextEntry>(),
        ];
    }

    private static ContextEntry? Entry(string name, ContextValue value) => value.Knowledge == ContextKnowledge.Known && !value.Values.IsEmpty
        ? new ContextEntry(name, TypeOf(name, value.Values) + (value.IsMultivalued ? "List" : ""), value.Values)
        : null;

    /// <summary>AWS's word for the key's type. A value that is not of it goes as text, which no operator of the type matches, as in a real request.</summary>
    private static string TypeOf(string name, ImmutableArray<string> values)
    {
        var documented = GlobalConditionKeys.Find(name)?.Type ?? OfService(name);
        var (type, isOfType) = documented switch
        {
            "Bool" or "ArrayOfBool" => ("boolean", (Func<string, bool>)ContextValueTypes.IsBoolean),
            "Date" => ("date", ContextValueTypes.IsDate),
            "Numeric" => ("numeric", ContextValueTypes.IsNumeric),
            "IPAddress" => ("ip", ContextValueTypes.IsAddress),
            _ => ("string", static _ => true),
        };
        return values.All(isOfType) ? type : "string";
    }

    private static string? OfService(string name)
    {
        var colon = name.IndexOf(':', StringComparison.Ordinal);
        return colon > 0 && ServiceCatalog.Default.Services.TryGetValue(name[..colon], out var service) ? service.ConditionKeys.GetValueOrDefault(name) : null;
    }
}
