namespace Amazon.IdentityManagement.Model;

/// <summary>Policies to leave out of a simulation: exactly one of the three is set.</summary>
/// <remarks>
/// PolicyType and AttachmentType are strings here and constants in the official package; text converts to both.
/// Source: IAM API Reference, PolicyIdentifier,
/// <see href="https://docs.aws.amazon.com/IAM/latest/APIReference/API_PolicyIdentifier.html"/>.
/// </remarks>
public class PolicyIdentifier
{
    public string? PolicyType { get; set; }

    public string? PolicyArn { get; set; }

    public InlinePolicyIdentifierType? InlinePolicyIdentifier { get; set; }
}
