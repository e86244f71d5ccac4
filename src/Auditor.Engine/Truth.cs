namespace Auditor.Engine;

/// <summary>A three-valued answer (Kleene): what cannot be told stays <see cref="Unknown"/> instead of becoming no.</summary>
/// <remarks>The order matters: "and" is the minimum, "or" is the maximum.</remarks>
public enum Truth : byte
{
    /// <summary>Certainly not, whatever the unknown context keys are.</summary>
    No = 0,

    /// <summary>Depends on something that is not known.</summary>
    Unknown = 1,

    /// <summary>Certainly, whatever the unknown context keys are.</summary>
    Yes = 2,
}

/// <summary>Kleene's connectives over <see cref="Truth"/>.</summary>
public static class TruthExtensions
{
    /// <summary>Both hold: the weaker of the two.</summary>
    public static Truth And(this Truth left, Truth right) => left < right ? left : right;

    /// <summary>At least one holds: the stronger of the two.</summary>
    public static Truth Or(this Truth left, Truth right) => left > right ? left : right;

    /// <summary>The opposite; unknown stays unknown.</summary>
    public static Truth Not(this Truth value) => (Truth)(2 - (byte)value);

    /// <summary>Yes for true, no for false.</summary>
    public static Truth ToTruth(this bool value) => value ? Truth.Yes : Truth.No;
}
