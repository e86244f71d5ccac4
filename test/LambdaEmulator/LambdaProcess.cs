using System.Diagnostics;

namespace Auditor.Testing;

/// <summary>The function's process. What it writes goes to files: whatever it wrote before an answer is there when the answer is.</summary>
public sealed class LambdaProcess : IDisposable
{
    private readonly Process process;

    /// <param name="program">What is started.</param>
    /// <param name="temporary">Its folder for temporary files. In Lambda every environment has a /tmp of its own, at first empty.</param>
    internal LambdaProcess(ProgramToStart program, string temporary)
    {
        // The shell replaces itself with the program: it is the same process, and to kill it is to kill the program.
        const string Script = "exec \"$@\" >>\"$0\" 2>>\"$0.err\"";
        var start = new ProcessStartInfo("/bin/sh", ["-c", Script, program.Log, program.Path, .. program.Arguments])
        {
            WorkingDirectory = Path.GetDirectoryName(program.Path),
        };
        start.Environment.Clear();
        foreach (var (name, value) in program.Environment)
            start.Environment[name] = value;
        start.Environment["TMPDIR"] = Directory.CreateDirectory(temporary).FullName;
        process = Process.Start(start)!;
        Exited = process.WaitForExitAsync();
    }

    public int Id => process.Id;

    /// <summary>Ends when the process has.</summary>
    public Task Exited { get; }

    public bool HasExited => process.HasExited;

    public int ExitCode => process.ExitCode;

    /// <summary>Whether it has ever asked for an event.</summary>
    internal bool Initialized { get; set; }

    /// <summary>Ends it at once, as Lambda does at a deadline; waits until it is gone.</summary>
    public void Kill()
    {
        if (!process.HasExited)
            process.Kill();
        process.WaitForExit();
    }

    public void Dispose()
    {
        Kill();
        process.Dispose();
    }
}
