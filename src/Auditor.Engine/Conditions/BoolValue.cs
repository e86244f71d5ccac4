using Auditor.Engine.Matching;
using Auditor.Engine.Requests;

namespace Auditor.Engine.Conditions;

/// <summary><c>true</c> or <c>false</c>, in any case. Anything else never compares.</summary>
internal sealed class BoolValue(string text) : PolicyValue
{
    private readonly bool? wanted = Read(text);

    public static bool? Read(string text) => bool.TryParse(text, out var value) ? value : null;

    public override Truth? IsMetBy(string requestValue, RequestContext context, KeyCollector keys) =>
        wanted is { } expected && Read(requestValue) is { } given ? (given == expected).ToTruth() : null;
}
