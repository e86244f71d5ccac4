namespace Auditor.Engine.Conditions;

public sealed class ContextValueTypesTests
{
    [Theory]
    [InlineData("5", true)]
    [InlineData("-5.25", true)]
    [InlineData("1e1", false)]
    [InlineData("1,000", false)]
    [InlineData("0x10", false)]
    [InlineData("", false)]
    public void IsNumeric_takes_whole_and_decimal_numbers(string value, bool expected) =>
        Assert.Equal(expected, ContextValueTypes.IsNumeric(value));

    [Theory]
    [InlineData("true", true)]
    [InlineData("False", true)]
    [InlineData("1", false)]
    [InlineData("yes", false)]
    public void IsBoolean_takes_true_and_false(string value, bool expected) => Assert.Equal(expected, ContextValueTypes.IsBoolean(value));

    [Theory]
    [InlineData("10.0.0.1", true)]
    [InlineData("10.0.0.0/8", true)]
    [InlineData("2001:db8::/32", true)]
    [InlineData("::ffff:10.0.0.1", true)]
    [InlineData("10.0.0", false)]
    [InlineData("10.0.0.256", false)]
    [InlineData("010.0.0.1", false)]
    [InlineData("0x7f.0.0.1", false)]
    [InlineData("10.0.0.0/33", false)]
    [InlineData("10.0.0.0/-1", false)]
    [InlineData("fe80::1%eth0", false)]
    [InlineData("[::1]", false)]
    [InlineData("", false)]
    public void IsAddress_takes_addresses_and_ranges(string value, bool expected) =>
        Assert.Equal(expected, ContextValueTypes.IsAddress(value));

    [Theory]
    [InlineData("2026", "2026-01-01T00:00:00Z")]
    [InlineData("2026-11", "2026-11-01T00:00:00Z")]
    [InlineData("2026-11-23", "2026-11-23T00:00:00Z")]
    [InlineData("2026-11-23T10:30Z", "2026-11-23T10:30:00Z")]
    [InlineData("2026-11-23T10:30:00+02:00", "2026-11-23T08:30:00Z")]
    [InlineData("2026-11-23T10:30:00.5Z", "2026-11-23T10:30:00.5Z")]
    [InlineData("1577923200", "2020-01-02T00:00:00Z")]
    [InlineData("0", "1970-01-01T00:00:00Z")]
    [InlineData("-86400", "1969-12-31T00:00:00Z")]
    [InlineData("-62135596800", "0001-01-01T00:00:00Z")]
    [InlineData("253402300799", "9999-12-31T23:59:59Z")]
    public void ReadDate_takes_the_ISO_forms_and_seconds(string value, string moment) =>
        Assert.Equal(DateTimeOffset.Parse(moment, System.Globalization.CultureInfo.InvariantCulture), ContextValueTypes.ReadDate(value));

    [Theory]
    [InlineData("")]
    [InlineData("2026-02-30")]
    [InlineData("Jan 2 2020")]
    [InlineData("2026-11-23 10:30")]
    [InlineData("-62135596801")]
    [InlineData("253402300800")]
    [InlineData("99999999999999999999")]
    [InlineData("9223372036854775807")]
    public void IsDate_refuses_other_text(string value) => Assert.False(ContextValueTypes.IsDate(value));

    [Theory]
    [InlineData("QUJD", true)]
    [InlineData("", true)]
    [InlineData("QUJ", false)]
    [InlineData("!", false)]
    public void IsBinary_takes_base64(string value, bool expected) => Assert.Equal(expected, ContextValueTypes.IsBinary(value));
}
