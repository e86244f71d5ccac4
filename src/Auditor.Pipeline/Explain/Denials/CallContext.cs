using System.Collections.Immutable;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Auditor.Engine.Requests;

namespace Auditor.Pipeline.Explain;

/// <summary>What a record of CloudTrail tells of the condition context of its call. What the record leaves open is not here.</summary>
/// <remarks>
/// Sources: <see href="https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-event-reference-user-identity.html"/>,
/// <see href="https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-event-reference-record-contents.html"/> and
/// <see href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html"/>.
/// </remarks>
internal sealed record CallContext
{
    private const string Mfa = "aws:MultiFactorAuthPresent";

    /// <summary>A text, or a record that tells nothing.</summary>
    public static CallContext Nothing { get; } = new();

    /// <summary>The keys with their values.</summary>
    public ImmutableSortedDictionary<string, string> Values { get; private init; } = ImmutableSortedDictionary<string, string>.Empty.WithComparers(StringComparer.OrdinalIgnoreCase);

    /// <summary>True if the session began without MFA: then the key is <c>false</c>, or not there at all, which a record does not tell apart.</summary>
    public bool IsWithoutMfa { get; private init; }

    /// <summary>True if it tells nothing.</summary>
    public bool IsEmpty => Values.IsEmpty && !IsWithoutMfa;

    /// <summary>What a record tells.</summary>
    public static CallContext Of(RecordDraft record)
    {
        var (identity, values) = (record.Identity, Nothing.Values.ToBuilder());
        void Add(string key, string? value)
        {
            if (!string.IsNullOrEmpty(value))
                values[key] = value;
        }

        Add("aws:RequestedRegion", record.Region);
        Add("aws:SourceVpce", record.VpcEndpoint);
        // Through an endpoint the address is one of the VPC, and aws:SourceIp is not there.
        Add("aws:SourceIp", string.IsNullOrEmpty(record.VpcEndpoint) && IsPublic(record.SourceAddress) ? record.SourceAddress : null);
        Add("aws:SourceIdentity", identity.SourceIdentity);
        // Signing in to the console also stands as invoking; a service that calls on somebody's behalf stands in the address's place too.
        Add("aws:ViaAWSService", identity.InvokedBy == record.SourceAddress && identity.InvokedBy?.EndsWith(".amazonaws.com", StringComparison.Ordinal) == true ? "true" : null);
        Add("aws:TokenIssueTime", identity.SessionStart?.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture));
        Add("aws:userid", identity.Type == "AssumedRole" && identity.PrincipalId?.Contains(':', StringComparison.Ordinal) == true ? identity.PrincipalId : null);
        Add(Mfa, identity.HasMfa == true ? "true" : null);
        return new CallContext { Values = values.ToImmutable(), IsWithoutMfa = identity.HasMfa == false };
    }

    /// <summary>The part of it that somebody asks for.</summary>
    public CallContext Only(Func<string, bool> isAsked) => new()
    {
        Values = Values.RemoveRange(Values.Keys.Where(key => !isAsked(key))),
        IsWithoutMfa = IsWithoutMfa && isAsked(Mfa),
    };

    /// <summary>The contexts that the call may have had, as far as the record tells.</summary>
    public IEnumerable<IReadOnlyDictionary<string, ContextValue>> Possible()
    {
        var known = Values.ToImmutableDictionary(pair => pair.Key, pair => ContextValue.Of(pair.Value), StringComparer.OrdinalIgnoreCase);
        return IsWithoutMfa ? [known.SetItem(Mfa, ContextValue.Of("false")), known.SetItem(Mfa, ContextValue.Absent)] : [known];
    }

    /// <summary>The same without what it does not tell for certain.</summary>
    public CallContext Certain() => this with { IsWithoutMfa = false };

    /// <summary>For people.</summary>
    public string Describe() => string.Join(", ", Values.Select(pair => $"{pair.Key} {pair.Value}").Concat(IsWithoutMfa ? ["no MFA"] : []));

    /// <summary>True if it tells the same.</summary>
    public bool Equals(CallContext? other) => other is not null && IsWithoutMfa == other.IsWithoutMfa && Values.SequenceEqual(other.Values);

    /// <inheritdoc/>
    public override int GetHashCode() => Values.Aggregate(IsWithoutMfa.GetHashCode(), HashCode.Combine);

    /// <summary>The address that AWS saw from outside; services have a name in its place.</summary>
    private static bool IsPublic(string? address)
    {
        if (!IPAddress.TryParse(address, out var parsed) || IPAddress.IsLoopback(parsed) || (parsed.AddressFamily == AddressFamily.InterNetwork && !address.AsSpan().Contains('.')))
            return false;
        var bytes = parsed.GetAddressBytes();
        return parsed.AddressFamily == AddressFamily.InterNetwork
            ? bytes is not ([10, ..] or [127, ..] or [169, 254, ..] or [192, 168, ..] or [172, >= 16 and < 32, ..] or [100, >= 64 and < 128, ..])
            : !parsed.IsIPv4MappedToIPv6 && !parsed.IsIPv6UniqueLocal && !parsed.IsIPv6LinkLocal;
    }
}
