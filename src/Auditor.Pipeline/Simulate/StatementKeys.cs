using Auditor.Engine.Policies;

namespace Auditor.Pipeline.Simulate;

/// <summary>Which context keys a statement looks at.</summary>
internal static class StatementKeys
{
    /// <summary>True if a condition or a variable of the statement asks for a key whose name begins like this, in any case.</summary>
    public static bool AsksFor(Statement statement, string keyPrefix)
    {
        foreach (var clause in statement.Conditions)
        {
            if (clause.Key.StartsWith(keyPrefix, StringComparison.OrdinalIgnoreCase))
                return true;
            foreach (var value in clause.Values)
            {
                if (MayName(value, keyPrefix))
                    return true;
            }
        }

        foreach (var resource in statement.Resources)
        {
            if (MayName(resource.Text, keyPrefix) && resource.HasVariables)
                return true;
        }

        return false;
    }

    /// <summary>Whether the text has a variable, and names the key anywhere: blanks may stand before a variable's name.</summary>
    private static bool MayName(string text, string keyPrefix) =>
        text.Contains("${", StringComparison.Ordinal) && text.Contains(keyPrefix, StringComparison.OrdinalIgnoreCase);
}
