using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Auditor.Engine.Matching;
using Auditor.Engine.Requests;

namespace Auditor.Engine.Conditions;

/// <summary>An address or a CIDR range, IPv4 or IPv6. The two families never match each other; an address alone is a range of one.</summary>
internal sealed class IpRangeValue : PolicyValue
{
    private readonly byte[]? network;
    private readonly int prefixLength;

    public IpRangeValue(string text)
    {
        var slash = text.IndexOf('/', StringComparison.Ordinal);
        if (Read(slash < 0 ? text : text[..slash]) is not { } address)
            return;
        var bits = address.Length * 8;
        prefixLength = bits;
        if (slash >= 0 && (!int.TryParse(text[(slash + 1)..], NumberStyles.None, CultureInfo.InvariantCulture, out prefixLength) || prefixLength > bits))
            return;
        network = address;
    }

    /// <summary>False for text that is neither an address nor a range.</summary>
    public bool IsValid => network is not null;

    public static byte[]? Read(string text)
    {
        // IPAddress also takes "1", "0x7f.1" and scoped addresses, which no CIDR notation has.
        var isIPv6 = text.Contains(':', StringComparison.Ordinal);
        if (text.AsSpan().ContainsAny("%[]x") || (!isIPv6 && text.Count(character => character == '.') != 3))
            return null;
        // A leading zero means octal to IPAddress, and decimal to most readers: no address then.
        if (!isIPv6 && text.Split('.').Any(part => part.Length > 1 && part[0] == '0'))
            return null;
        if (!IPAddress.TryParse(text, out var address))
            return null;
        return isIPv6 == (address.AddressFamily == AddressFamily.InterNetworkV6) ? address.GetAddressBytes() : null;
    }

    public override Truth? IsMetBy(string requestValue, RequestContext context, KeyCollector keys) =>
        network is not null && Read(requestValue) is { } given ? (given.Length == network.Length && SharesPrefix(given)).ToTruth() : null;

    private bool SharesPrefix(byte[] address)
    {
        var whole = prefixLength / 8;
        if (!address.AsSpan(0, whole).SequenceEqual(network.AsSpan(0, whole)))
            return false;
        var rest = prefixLength % 8;
        return rest == 0 || ((address[whole] ^ network![whole]) >> (8 - rest)) == 0;
    }
}
