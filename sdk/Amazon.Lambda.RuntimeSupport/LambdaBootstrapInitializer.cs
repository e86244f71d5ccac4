namespace Amazon.Lambda.RuntimeSupport;

/// <summary>What a function does before its first event.</summary>
/// <returns>Whether the function is to take events; false ends it without an error.</returns>
public delegate Task<bool> LambdaBootstrapInitializer();
