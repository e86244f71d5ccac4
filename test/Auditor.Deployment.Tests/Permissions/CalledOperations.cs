using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;

namespace Auditor.Deployment.Tests.Permissions;

/// <summary>
/// Reads from a compiled assembly which operations of AWS it can call: every method of an SDK client that its code refers to.
/// </summary>
internal static class CalledOperations
{
    private const string Asynchronous = "Async";

    /// <summary>The operations, each once: the client's namespace and the operation's name.</summary>
    public static IReadOnlySet<(string Namespace, string Operation)> Of(string assembly)
    {
        using var file = new PEReader(File.OpenRead(assembly));
        var metadata = file.GetMetadataReader();
        return metadata.MemberReferences.Select(handle => metadata.GetMemberReference(handle))
            .Where(member => member.GetKind() == MemberReferenceKind.Method && member.Parent.Kind == HandleKind.TypeReference)
            .Select(member => Call(metadata, member))
            .OfType<(string, string)>()
            .ToHashSet();
    }

    private static (string Namespace, string Operation)? Call(MetadataReader metadata, MemberReference member)
    {
        var type = metadata.GetTypeReference((TypeReferenceHandle)member.Parent);
        var (space, name) = (metadata.GetString(type.Namespace), metadata.GetString(type.Name));
        return IsClient(space, name) && OperationOf(name, metadata.GetString(member.Name)) is { } operation ? (space, operation) : null;
    }

    /// <summary>
    /// True for a service's own types, <c>Amazon.S3.IAmazonS3</c> or <c>Amazon.S3.AmazonS3Client</c>, and its paginators; false for the
    /// SDK's machinery.
    /// </summary>
    private static bool IsClient(string space, string type) => space.Split('.') switch
    {
        ["Amazon", _] => type.StartsWith("IAmazon", StringComparison.Ordinal) || type.EndsWith("Client", StringComparison.Ordinal),
        ["Amazon", _, "Model"] => type.EndsWith("PaginatorFactory", StringComparison.Ordinal),
        _ => false,
    };

    private static string? OperationOf(string type, string method)
    {
        if (type.EndsWith("PaginatorFactory", StringComparison.Ordinal))
            return method;
        return method.EndsWith(Asynchronous, StringComparison.Ordinal) ? method[..^Asynchronous.Length] : null;
    }
}
