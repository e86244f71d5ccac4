namespace Auditor.Pipeline.Collect;

/// <summary>A call that AWS refused while the snapshot was taken.</summary>
public sealed record RefusedCall
{
    /// <summary>The account in which it was made; null if none in particular.</summary>
    public string? Account { get; init; }

    /// <summary>The call, e.g. <c>GetAccountAuthorizationDetails</c>.</summary>
    public string? Call { get; init; }

    /// <summary>AWS's error code.</summary>
    public string? Code { get; init; }

    /// <summary>The IAM action that the call needs.</summary>
    public string? Permission { get; init; }
}
