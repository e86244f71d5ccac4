using System.Globalization;
using Amazon.Runtime;

namespace StandIn;

/// <summary>Writes members as form parameters; what is null is not sent, a list becomes `Name.member.1`.</summary>
internal readonly struct QueryWriter(IDictionary<string, string> parameters, string prefix = "")
{
    public QueryWriter Add(string name, string? value)
    {
        if (value is not null)
            parameters[prefix + name] = value;
        return this;
    }

    public QueryWriter Add(string name, ConstantClass? value) => Add(name, value?.Value);

    public QueryWriter Add(string name, int? value) => Add(name, value?.ToString(CultureInfo.InvariantCulture));

    public QueryWriter Add(string name, bool? value) => Add(name, value switch { true => "true", false => "false", null => null });

    public QueryWriter Add(string name, MemoryStream? value) => Add(name, value is null ? null : Convert.ToBase64String(value.ToArray()));

    public QueryWriter Add(string name, IReadOnlyCollection<string>? values) =>
        Add(name, values, (value, writer) => writer.Add("", value));

    public QueryWriter Add<T>(string name, IReadOnlyCollection<T>? values, Action<T, QueryWriter> write)
    {
        // A list that is there and empty is sent as an empty parameter, as AWS's own clients do.
        if (values is { Count: 0 } && !Amazon.AWSConfigs.InitializeCollections)
            parameters[prefix + name] = "";
        var index = 0;
        foreach (var value in values ?? [])
            write(value, new QueryWriter(parameters, $"{prefix}{name}.member.{++index}" + Separator(typeof(T))));
        return this;
    }

    public QueryWriter AddShape<T>(string name, T? shape, Action<T, QueryWriter> write)
        where T : class
    {
        if (shape is not null)
            write(shape, new QueryWriter(parameters, $"{prefix}{name}."));
        return this;
    }

    public QueryWriter AddMap<T>(string name, IReadOnlyDictionary<string, T>? values, Action<T, QueryWriter> write)
    {
        var index = 0;
        foreach (var (key, value) in values ?? new Dictionary<string, T>())
        {
            parameters[$"{prefix}{name}.entry.{++index}.Name"] = key;
            write(value, new QueryWriter(parameters, $"{prefix}{name}.entry.{index}.Value."));
        }
        return this;
    }

    private static string Separator(Type item) => item == typeof(string) ? "" : ".";
}
