using System.Collections.Immutable;
using Auditor.Engine.Requests;

namespace Auditor.Engine.Matching;

/// <summary>Text of a policy that may hold wildcards and policy variables, split once into literal text, wildcards and variables.</summary>
/// <remarks>Source: <see href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_variables.html"/>.</remarks>
internal sealed class PatternText
{
    private readonly ImmutableArray<PatternPart> parts;
    private readonly bool ignoreCase;

    // Built on first use; two threads may both build it, and either result serves.
    private Glob? compiled;

    private PatternText(ImmutableArray<PatternPart> parts, bool ignoreCase)
    {
        this.parts = parts;
        this.ignoreCase = ignoreCase;
        HasVariables = parts.Any(part => part.Variable is not null);
    }

    /// <summary>True if the text depends on context keys.</summary>
    public bool HasVariables { get; }

    /// <summary>The compiled pattern of a text without variables.</summary>
    public Glob? Fixed => HasVariables ? null : compiled ??= new Glob(Tokens(parts));

    /// <summary>Splits a text.</summary>
    /// <param name="text">The text as the policy has it.</param>
    /// <param name="variables">False where <c>${…}</c> is literal: an older policy version, or a place that takes no variables.</param>
    /// <param name="wildcards">False where <c>*</c> and <c>?</c> are literal.</param>
    /// <param name="ignoreCase">True to match text in small letters, whatever the case of the pattern and of its variables' values.</param>
    public static PatternText Parse(string text, bool variables, bool wildcards, bool ignoreCase = false) =>
        new(PatternTextParser.Split(text, variables, wildcards), ignoreCase);

    /// <summary>This text followed by another.</summary>
    public PatternText Append(PatternText other) => new(parts.AddRange(other.parts), ignoreCase);

    /// <summary>Puts the values of variables in. Substituted text is literal: a wildcard in a tag value stays a character.</summary>
    /// <returns>
    /// Yes with the tokens; no if a variable has no value and no default; unknown if a variable's value is not known, with tokens in which it
    /// stands for anything: what they do not match, no value can make match.
    /// </returns>
    public Truth Resolve(RequestContext context, KeyCollector keys, out ImmutableArray<int> tokens)
    {
        tokens = [];
        var resolved = ImmutableArray.CreateBuilder<PatternPart>(parts.Length);
        var outcome = Truth.Yes;
        foreach (var part in parts)
        {
            if (part.Variable is null)
            {
                resolved.Add(part);
                continue;
            }

            if (part.Variable.Length == 0)
                return Truth.No;
            var value = context.Get(part.Variable);
            keys.Saw(part.Variable, value);
            if (value.Knowledge == ContextKnowledge.Unknown)
            {
                resolved.Add(PatternPart.Wildcard(Glob.AnyRun));
                outcome = outcome.And(Truth.Unknown);
            }
            else if (Text(part, value) is { } text)
                resolved.Add(PatternPart.Literal(text));
            else
            {
                outcome = Truth.No;
            }
        }

        if (outcome != Truth.No)
            tokens = Tokens(resolved);
        return outcome;
    }

    /// <summary>Notes the keys of variables that the request lacks.</summary>
    public void NoteMissing(RequestContext context, KeyCollector keys)
    {
        foreach (var key in parts.Select(part => part.Variable).OfType<string>().Where(key => key.Length > 0))
        {
            var value = context.Get(key);
            if (value.Knowledge == ContextKnowledge.Absent)
                keys.Saw(key, value);
        }
    }

    /// <summary>The tokens with every variable opened to "anything": for asking what a pattern could ever match.</summary>
    public ImmutableArray<int> OpenTokens() =>
        Tokens(HasVariables ? [.. parts.Select(part => part.Variable is null ? part : PatternPart.Wildcard(Glob.AnyRun))] : parts);

    // Multivalued keys cannot stand in a variable: they have no single text. Neither has an empty value.
    private static string? Text(PatternPart part, ContextValue value)
    {
        var text = value.OnlyValue is { Length: > 0 } only ? only : part.Default;
        return string.IsNullOrEmpty(text) ? null : text;
    }

    private ImmutableArray<int> Tokens(IReadOnlyCollection<PatternPart> parts)
    {
        var tokens = ImmutableArray.CreateBuilder<int>(parts.Sum(part => part.WildcardToken != 0 ? 1 : part.Text?.Length ?? 0));
        foreach (var part in parts)
        {
            if (part.WildcardToken != 0)
            {
                tokens.Add(part.WildcardToken);
                continue;
            }

            // Only here: the names of variables stay as written, for whoever reads which keys were asked for.
            foreach (var character in ignoreCase ? part.Text?.ToLowerInvariant() ?? "" : part.Text ?? "")
                tokens.Add(character);
        }

        return tokens.MoveToImmutable();
    }
}
