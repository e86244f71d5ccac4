using Amazon.Lambda.Model;
using StandIn;

namespace Amazon.Lambda;

/// <summary>The operations: how each request is written and its answer read.</summary>
internal static class Operations
{
    public static readonly InvokeOperation Invoke = new(new ServiceModel("Amazon.Lambda", "2015-03-31", Errors.Make));
}
