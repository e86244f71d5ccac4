using System.Buffers.Binary;
using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Auditor.Engine.Evaluation;
using Auditor.Engine.Policies;
using Auditor.Engine.Requests;
using Auditor.Pipeline.Collect;
using Auditor.Pipeline.Inventory;

namespace Auditor.Pipeline.Distribute;

/// <summary>Stands for everything that the verdicts on one account's principals hang on, but for the time: its file, its place, the payer, the configuration, this program.</summary>
internal sealed class AccountFingerprint : IDisposable
{
    /// <summary>When a role was last used changes daily, and no verdict hangs on it.</summary>
    private static readonly byte[] LastUsed = "RoleLastUsed"u8.ToArray();

    /// <summary>The depth at which the members of a list's entries stand: in the file, in the list, in the entry. Deeper, in a policy, the name means something else.</summary>
    private const int DepthOfMembers = 3;

    private readonly IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);

    private AccountFingerprint()
    {
    }

    /// <summary>The fingerprint, as hex digits.</summary>
    /// <param name="frame">The organization and the payer.</param>
    /// <param name="account">The account.</param>
    /// <param name="options">What the audit is asked to do.</param>
    /// <param name="configurationHash">Tells the configuration from others; null without one.</param>
    /// <param name="details">The account's file.</param>
    public static string Of(AuditFrame frame, string account, AuditOptions options, string? configurationHash, ReadOnlySpan<byte> details)
    {
        using var fingerprint = new AccountFingerprint();
        fingerprint.Add("version", AccountResult.VersionOf(options.ToolVersion));
        fingerprint.Add("configuration", configurationHash);
        fingerprint.Add("options", options.ManagementAccount, $"{frame.ListAll} {frame.IsRemembered}");
        foreach (var (key, values) in options.Context)
            fingerprint.Add("context", [key, .. values ?? ["\0absent"]]);
        fingerprint.AddPlace(frame, account);
        foreach (var mark in frame.MarksOfPayer())
            fingerprint.Add("payer", mark);
        fingerprint.AddFile(details);
        return Convert.ToHexStringLower(fingerprint.hash.GetHashAndReset());
    }

    public void Dispose() => hash.Dispose();

    private void AddPlace(AuditFrame frame, string account)
    {
        var setting = frame.SettingOf(account);
        Add("place", account, frame.Partition, frame.Payer, $"{setting.IsPayer} {setting.Exemption}", setting.Proviso);
        AddValue(frame.Organization.OrganizationId);
        AddValue(frame.Organization.OrganizationIdOf(account));
        AddValue(frame.Organization.PathOf(account));
        AddLevels("scp", setting.ServiceControlPolicies);
        AddLevels("rcp", setting.ResourceControlPolicies);
    }

    private void AddValue(ContextValue value) => Add(value.Knowledge.ToString(), [.. value.Values]);

    private void AddLevels(string name, ImmutableArray<OrganizationLevel>? levels)
    {
        foreach (var level in levels ?? [])
        {
            Add(name, level.TargetId);
            foreach (var policy in level.Policies)
                Add("policy", [policy.Source.Id, policy.Source.Name, $"{policy.Document.IsUnreadable} {policy.Document.HasVariables}", .. policy.Document.Statements.Select(TextOf)]);
        }
    }

    private static string TextOf(Statement statement) => statement.IsUnreadable ? "\0unreadable" : statement.Text;

    /// <summary>Every token with its kind, so that neither white space nor the time of a role's last use counts.</summary>
    private void AddFile(ReadOnlySpan<byte> details)
    {
        try
        {
            var reader = new Utf8JsonReader(details, new JsonReaderOptions { MaxDepth = JsonCursor.DeepestNesting });
            while (reader.Read())
            {
                if (reader.TokenType == JsonTokenType.PropertyName && reader.CurrentDepth == DepthOfMembers && reader.ValueTextEquals(LastUsed))
                    reader.Skip();
                else
                    AddToken(reader.TokenType, reader.ValueSpan);
            }
        }
        catch (JsonException)
        {
            // Broken as it is, the same bytes have the same meaning.
            AddToken(JsonTokenType.Comment, details);
        }
    }

    private void AddToken(JsonTokenType type, ReadOnlySpan<byte> value)
    {
        Span<byte> head = stackalloc byte[1 + sizeof(int)];
        head[0] = (byte)type;
        BinaryPrimitives.WriteInt32LittleEndian(head[1..], value.Length);
        hash.AppendData(head);
        hash.AppendData(value);
    }

    /// <summary>Texts with their lengths: no two lists of texts give the same bytes.</summary>
    private void Add(string name, params ReadOnlySpan<string?> values)
    {
        AddText(name);
        AddNumber(values.Length);
        foreach (var value in values)
            AddText(value ?? "\0null");
    }

    private void AddText(string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        AddNumber(bytes.Length);
        hash.AppendData(bytes);
    }

    private void AddNumber(int number)
    {
        Span<byte> bytes = stackalloc byte[sizeof(int)];
        BinaryPrimitives.WriteInt32LittleEndian(bytes, number);
        hash.AppendData(bytes);
    }
}
