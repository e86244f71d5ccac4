using Auditor.Engine.Policies;

namespace Auditor.Pipeline.Collect;

/// <summary>An inline policy: part of the one principal or group that holds it.</summary>
/// <remarks>Source: <see href="https://docs.aws.amazon.com/IAM/latest/APIReference/API_PolicyDetail.html"/>.</remarks>
/// <param name="Name">Its name, unique within its holder.</param>
/// <param name="Document">What it says; unread if the holder's record is damaged.</param>
public sealed record NamedPolicy(string Name, PolicyDocument Document);
