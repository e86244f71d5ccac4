using Microsoft.Win32.SafeHandles;

namespace Floor;

/// <summary>Reads a whole file into a buffer that is there.</summary>
internal static class Whole
{
    /// <summary>The number of bytes; the buffer is at least as long as the file.</summary>
    public static int Read(SafeFileHandle file, byte[] buffer)
    {
        var length = 0;
        while (RandomAccess.Read(file, buffer.AsSpan(length), length) is > 0 and var read)
            length += read;
        return length;
    }
}
