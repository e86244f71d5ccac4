using Auditor.Engine.Policies;

namespace Auditor.Pipeline.Simulate;

/// <summary>Which context keys a statement looks at.</summary>
internal static class StatementKeys
{
    /// <summary>True if a condition or a variable of the statement asks for a key whose name begins like this, in any case.</summary>
    public static bool AsksFor(Statement statement, string keyPrefix)
    {
        var variable = "${" + keyPrefix;
        return statement.Conditions.Any(clause =>
                clause.Key.StartsWith(keyPrefix, StringComparison.OrdinalIgnoreCase)
                || clause.Values.Any(value => value.Contains(variable, StringComparison.OrdinalIgnoreCase)))
            || statement.Resources.Any(resource => resource.HasVariables && resource.Text.Contains(variable, StringComparison.OrdinalIgnoreCase));
    }
}
