using Auditor.Pipeline;

namespace Auditor.Function;

/// <summary>Tells errors that only say that the function has too little of something, and what to raise. With a limit on the heap the runtime throws where Lambda would have killed.</summary>
internal static class Shortage
{
    /// <summary>ENOSPC, which .NET passes on as it is.</summary>
    private const int NoSpaceLeft = 28;

    /// <summary>The exception to throw in place of an error; null if it is about something else.</summary>
    public static RunCannotGoOnException? Of(Exception error)
    {
        for (var cause = error; cause is not null; cause = cause.InnerException)
        {
            if (cause is OutOfMemoryException)
                return new RunCannotGoOnException("the function's memory does not suffice: raise MemorySize", error);
            if (cause is IOException { HResult: NoSpaceLeft })
                return new RunCannotGoOnException($"the function's disk does not suffice: raise EphemeralStorageMegabytes ({cause.Message})", error);
        }

        return null;
    }
}
