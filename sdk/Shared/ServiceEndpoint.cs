using Amazon.Runtime;
using Amazon.Runtime.Endpoints;
using Amazon.Runtime.Internal.Endpoints.StandardLibrary;
using Endpoint = Amazon.Runtime.Endpoints.Endpoint;

namespace StandIn;

/// <summary>
/// Where a service answers. A service of one place in a partition (IAM, Organizations, Billing Conductor) names the place; every other
/// service answers in the client's Region.
/// </summary>
/// <param name="Prefix">The first label of the host.</param>
/// <param name="Places">By partition: the host, or null for `prefix.region.suffix`, and the Region that requests are signed for.</param>
internal sealed record ServiceEndpoint(string Prefix, params (string Partition, string? Host, string Region)[] Places) : IEndpointProvider
{
    // A new one each time: AWSSDK.Core appends to its URL.
    public Endpoint ResolveEndpoint(EndpointParameters parameters)
    {
        if (parameters["Endpoint"] is string { Length: > 0 } url)
            return new Endpoint(url);
        if (parameters["UseFIPS"] is true || parameters["UseDualStack"] is true)
            throw new AmazonClientException(
                $"FIPS and dual-stack endpoints of {Prefix} are not in this stand-in; build with the official packages");
        if (parameters["Region"] is not string { Length: > 0 } region)
            throw new AmazonClientException("Invalid Configuration: Missing Region");
        var partition = Fn.Partition(region);
        foreach (var place in Places)
        {
            if (place.Partition == partition.name)
                return SignedFor(place.Region, place.Host ?? $"{Prefix}.{place.Region}.{partition.dnsSuffix}");
        }
        return new Endpoint($"https://{Prefix}.{region}.{partition.dnsSuffix}");
    }

    private static Endpoint SignedFor(string region, string host)
    {
        var scheme = new PropertyBag { ["name"] = "sigv4", ["signingRegion"] = region };
        return new Endpoint($"https://{host}") { Attributes = new PropertyBag { ["authSchemes"] = new List<object> { scheme } } };
    }
}
