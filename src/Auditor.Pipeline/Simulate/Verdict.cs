namespace Auditor.Pipeline.Simulate;

/// <summary>The answer for one action or task of one principal, over the resources that count.</summary>
public enum Verdict : byte
{
    /// <summary>Denied on every resource.</summary>
    None = 0,

    /// <summary>Something that could not be read decides. Never counts as a pass or as a fault.</summary>
    Unknown,

    /// <summary>It depends on context keys whose values are not known.</summary>
    Conditional,

    /// <summary>Allowed on at least one resource, not on all.</summary>
    Some,

    /// <summary>Allowed on every resource.</summary>
    All,
}

/// <summary>How verdicts combine.</summary>
public static class VerdictAlgebra
{
    /// <summary>The verdict's word in every report.</summary>
    public static string Word(this Verdict verdict) => verdict switch
    {
        Verdict.None => "none",
        Verdict.Unknown => "unknown",
        Verdict.Conditional => "conditional",
        Verdict.Some => "some",
        _ => "all",
    };

    /// <summary>True for <c>all</c>, <c>some</c> and <c>conditional</c>: the principal holds the action.</summary>
    public static bool IsHeld(this Verdict verdict) => verdict >= Verdict.Conditional;

    /// <summary>An action that is authorized on two types at once: the worse of both.</summary>
    public static Verdict WorstType(Verdict left, Verdict right) => left < right ? left : right;

    /// <summary>A task over its needs: unknown beats none, none beats the rest.</summary>
    public static Verdict OfTask(IEnumerable<Verdict> needs)
    {
        ArgumentNullException.ThrowIfNull(needs);
        var worst = Verdict.All;
        foreach (var need in needs)
        {
            if (need == Verdict.Unknown)
                return Verdict.Unknown;
            if (need < worst)
                worst = need;
        }

        return worst;
    }
}
