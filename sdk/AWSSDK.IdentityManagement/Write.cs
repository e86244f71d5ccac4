using Amazon.IdentityManagement.Model;
using StandIn;

namespace Amazon.IdentityManagement;

/// <summary>Writes the shapes of requests.</summary>
internal static class Write
{
    public static void ContextEntry(ContextEntry shape, QueryWriter writer) => writer
        .Add("ContextKeyName", shape.ContextKeyName)
        .Add("ContextKeyValues", shape.ContextKeyValues)
        .Add("ContextKeyType", shape.ContextKeyType);

    public static void InlinePolicyIdentifierType(InlinePolicyIdentifierType shape, QueryWriter writer) => writer
        .Add("PolicyName", shape.PolicyName)
        .Add("AttachmentType", shape.AttachmentType)
        .Add("AttachmentName", shape.AttachmentName);

    public static void PolicyIdentifier(PolicyIdentifier shape, QueryWriter writer) => writer
        .Add("PolicyType", shape.PolicyType)
        .Add("PolicyArn", shape.PolicyArn)
        .AddShape("InlinePolicyIdentifier", shape.InlinePolicyIdentifier, InlinePolicyIdentifierType);
}
