namespace Auditor.Engine.Conditions;

/// <summary>Whether text is a value of one of the types that context keys have.</summary>
/// <remarks>Source: <see href="https://docs.aws.amazon.com/IAM/latest/APIReference/API_ContextEntry.html"/>.</remarks>
public static class ContextValueTypes
{
    /// <summary>A whole or decimal number.</summary>
    public static bool IsNumeric(string value) => NumericValue.Read(value) is not null;

    /// <summary><c>true</c> or <c>false</c>, in any case.</summary>
    public static bool IsBoolean(string value) => BoolValue.Read(value) is not null;

    /// <summary>An IPv4 or IPv6 address, or a range of them.</summary>
    public static bool IsAddress(string value) => new IpRangeValue(value).IsValid;

    /// <summary>Base64.</summary>
    public static bool IsBinary(string value) => BinaryValue.Read(value) is not null;

    /// <summary>A moment in one of AWS's ISO 8601 forms, or seconds since 1970.</summary>
    public static bool IsDate(string value) => ReadDate(value) is not null;

    /// <summary>The moment that a value of type date means, or null if it is none.</summary>
    public static DateTimeOffset? ReadDate(string value) => DateValue.Read(value);
}
