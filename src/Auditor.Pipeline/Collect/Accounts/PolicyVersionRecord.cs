using Auditor.Engine.Policies;

namespace Auditor.Pipeline.Collect;

/// <summary>A version of a managed policy that is not in force, and that whoever may set the default version can put in force.</summary>
/// <remarks>Source: <see href="https://docs.aws.amazon.com/IAM/latest/APIReference/API_PolicyVersion.html"/>.</remarks>
/// <param name="Id">E.g. <c>v2</c>.</param>
/// <param name="Document">What it says as an identity-based policy; its errors are no gaps, because it decides nothing.</param>
public readonly record struct PolicyVersionRecord(string Id, PolicyDocument Document);
