using System.Collections.Immutable;
using System.Runtime.InteropServices;
using Auditor.Engine.Arns;
using Auditor.Engine.Policies;
using Auditor.Engine.Requests;

namespace Auditor.Engine.Matching;

/// <summary>One entry of Resource or NotResource.</summary>
/// <remarks>
/// Source: <see href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_resource.html"/>: wildcards stand inside
/// the segments of an ARN; a <c>*</c> that ends a segment may run on over later colons.
/// </remarks>
public sealed class ResourcePattern
{
    private readonly PolicyType type;
    private readonly bool variables;

    // Built on first use; two threads may both build it, and either result serves.
    private Compiled? compiled;

    private ResourcePattern(string text, PolicyType type, bool variables)
    {
        Text = text;
        this.type = type;
        this.variables = variables;
    }

    /// <summary>The pattern as written.</summary>
    public string Text { get; }

    /// <summary>True for <c>*</c>, which matches every resource.</summary>
    public bool MatchesEverything => Text == "*";

    /// <summary>True if the pattern depends on context keys.</summary>
    public bool HasVariables => Pattern.Text.HasVariables;

    /// <summary>Equal for patterns that match the same for every request.</summary>
    internal (string Text, bool IsCompleted, bool HasVariables) Meaning => (Text, IsCompleted, variables);

    private bool IsCompleted => type is PolicyType.IdentityBased or PolicyType.PermissionsBoundary;

    private Compiled Pattern => compiled ??= Compile();

    /// <summary>Compiles a pattern.</summary>
    /// <param name="text">The entry as written.</param>
    /// <param name="type">
    /// The policy's type: identity-based policies and boundaries complete an ARN that has fewer than six parts; in the others it
    /// matches nothing, unless its last character is <c>*</c>.
    /// </param>
    /// <param name="variables">True if the policy's version knows variables. They stand in the sixth part only.</param>
    public static ResourcePattern Parse(string text, PolicyType type, bool variables)
    {
        ArgumentNullException.ThrowIfNull(text);
        return new ResourcePattern(text, type, variables);
    }

    /// <summary>A resource's ARN with everything before its sixth part in lower case: there case does not matter.</summary>
    public static string Fold(string resource)
    {
        ArgumentNullException.ThrowIfNull(resource);
        var head = HeadLength(resource);
        return resource.AsSpan(0, head).ContainsAnyInRange('A', 'Z') ? AsciiCase.Fold(resource[..head]) + resource[head..] : resource;
    }

    /// <summary>Whether the resource is covered; unknown if that depends on a variable whose value is not known.</summary>
    /// <param name="resource">The resource after <see cref="Fold"/>.</param>
    /// <param name="context">Where variables take their values from.</param>
    /// <param name="keys">Notes the keys that were asked for.</param>
    internal Truth Matches(string resource, RequestContext context, KeyCollector keys)
    {
        if (MatchesEverything)
            return Truth.Yes;
        if (Pattern.IsBroken)
            return Truth.No;
        if (Pattern.Fixed is { } glob)
            return glob.Matches(resource).ToTruth();
        var noted = keys.Noted;
        var resolved = Pattern.Text.Resolve(context, keys, out var tokens);
        var outcome = resolved == Truth.No ? Truth.No : resolved.And(new Glob(KeepInSegments(tokens)).Matches(resource).ToTruth());
        if (outcome != Truth.Unknown)
            keys.ForgetUnknownSince(noted);
        return outcome;
    }

    /// <summary>True if a pattern without variables covers the resource.</summary>
    /// <param name="resource">The resource after <see cref="Fold"/>.</param>
    public bool MatchesFixed(string resource)
    {
        ArgumentNullException.ThrowIfNull(resource);
        return MatchesEverything || (!Pattern.IsBroken && Pattern.Fixed is { } glob && glob.Matches(resource));
    }

    /// <summary>True if some resource that the other pattern describes could ever be matched, whatever the variables hold.</summary>
    /// <param name="other">A pattern whose first five parts are in lower case.</param>
    public bool CouldMatch(Glob other)
    {
        ArgumentNullException.ThrowIfNull(other);
        return MatchesEverything || (!Pattern.IsBroken && (Pattern.Fixed ?? new Glob(KeepInSegments(Pattern.Text.OpenTokens()))).Intersects(other));
    }

    /// <inheritdoc/>
    public override string ToString() => Text;

    private Compiled Compile()
    {
        var complete = IsCompleted ? Complete(Text) : Text;
        var head = HeadLength(complete);
        var whole = PatternText.Parse(AsciiCase.Fold(complete[..head]), variables: false, wildcards: true)
            .Append(PatternText.Parse(complete[head..], variables, wildcards: true));
        var isBroken = IsIncomplete(complete) && !complete.EndsWith('*');
        return new Compiled(whole, whole.HasVariables ? null : new Glob(KeepInSegments(whole.OpenTokens())), isBroken);
    }

    private static bool IsIncomplete(string text) =>
        text.StartsWith("arn:", StringComparison.Ordinal) && text.Split(':', Arn.PartCount).Length < Arn.PartCount;

    private static string Complete(string text)
    {
        if (!text.StartsWith("arn:", StringComparison.Ordinal))
            return text;
        var missing = Arn.PartCount - text.Split(':', Arn.PartCount).Length;
        return missing <= 0 ? text : text + string.Concat(Enumerable.Repeat(":*", missing));
    }

    /// <summary>How much of the text stands before its sixth part; all of it if it has fewer.</summary>
    private static int HeadLength(string text)
    {
        var at = -1;
        for (var part = 1; part < Arn.PartCount; part++)
        {
            at = text.IndexOf(':', at + 1);
            if (at < 0)
                return text.Length;
        }

        return at + 1;
    }

    /// <summary>In the first five parts a wildcard stays inside its segment, unless it is the segment's last character.</summary>
    private static ImmutableArray<int> KeepInSegments(ImmutableArray<int> tokens)
    {
        int[] kept = [.. tokens];
        var part = 1;
        for (var i = 0; i < tokens.Length && part < Arn.PartCount; i++)
        {
            if (tokens[i] == ':')
                part++;
            else if (tokens[i] == Glob.AnyRun && i + 1 < tokens.Length && tokens[i + 1] != ':')
                kept[i] = Glob.AnyRunInSegment;
            else if (tokens[i] == Glob.AnyOne)
                kept[i] = Glob.AnyOneInSegment;
        }

        return ImmutableCollectionsMarshal.AsImmutableArray(kept);
    }

    /// <summary>The pattern in its parts; of one without variables also as a whole.</summary>
    private sealed record Compiled(PatternText Text, Glob? Fixed, bool IsBroken);
}
