namespace Auditor.Engine.Evaluation;

/// <summary>One three-valued answer for each action of a set: the same connectives as <see cref="Truth"/>, 64 at a time.</summary>
/// <param name="Yes">The actions for which it certainly holds.</param>
/// <param name="Possible">The actions for which it may hold, the certain ones among them.</param>
internal readonly record struct TruthMask(ulong Yes, ulong Possible)
{
    public static TruthMask operator &(TruthMask left, TruthMask right) => new(left.Yes & right.Yes, left.Possible & right.Possible);

    public static TruthMask operator |(TruthMask left, TruthMask right) => new(left.Yes | right.Yes, left.Possible | right.Possible);

    public static TruthMask operator !(TruthMask value) => new(~value.Possible, ~value.Yes);

    /// <summary>The answer for some actions, and no for all others.</summary>
    public static TruthMask Of(ulong actions, Truth truth) => new(truth == Truth.Yes ? actions : 0, truth == Truth.No ? 0 : actions);
}
