using Auditor.Engine.Matching;
using Auditor.Engine.Requests;

namespace Auditor.Engine.Conditions;

/// <summary><c>true</c> or <c>false</c>, in any case. Anything else never compares.</summary>
internal sealed class BoolValue(string text) : PolicyValue
{
    private readonly bool? wanted = Read(text);

    // Not bool.TryParse, which also takes white space and zero characters around the word.
    public static bool? Read(string text) =>
        text.Equals("true", StringComparison.OrdinalIgnoreCase) ? true
        : text.Equals("false", StringComparison.OrdinalIgnoreCase) ? false
        : null;

    public override Truth? IsMetBy(string requestValue, RequestContext context, KeyCollector keys) =>
        wanted is { } expected && Read(requestValue) is { } given ? (given == expected).ToTruth() : null;
}
