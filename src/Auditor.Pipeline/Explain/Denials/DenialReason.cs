namespace Auditor.Pipeline.Explain;

/// <summary>Why a call was denied, as far as AWS says it.</summary>
/// <param name="Layer">Null if the text names no type of policy, or one that is not known.</param>
/// <param name="IsExplicit">True for a Deny statement, false for a missing Allow; null if the text says neither.</param>
/// <param name="PolicyArn">The policy with the Deny statement. AWS names it only sometimes.</param>
public sealed record DenialReason(DenialLayer? Layer, bool? IsExplicit, string? PolicyArn)
{
    /// <summary>AWS gave no reason.</summary>
    public static DenialReason NotGiven { get; } = new(null, null, null);
}
