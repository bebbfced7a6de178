using System.Runtime.InteropServices;

namespace CustomerSegmentation;

/// <summary>Tells ordinary files from devices and pipes, which .NET's file attributes do not on Linux.</summary>
internal static partial class FileKind
{
    private const int CurrentFolder = -100, ModeOffset = 28, BufferSize = 256;
    private const uint TypeMask = 0x1;
    private const int FileTypeBits = 0xF000, RegularFile = 0x8000;

    /// <summary>Whether a file may be put at this path: there is none, or an ordinary one. Links are followed.</summary>
    public static bool IsRegularOrAbsent(string path)
    {
        if (!OperatingSystem.IsLinux() || !File.Exists(path)) return true;
        byte[] status = new byte[BufferSize];
        try
        {
            return StatX(CurrentFolder, path, 0, TypeMask, status) != 0 || (BitConverter.ToUInt16(status, ModeOffset) & FileTypeBits) == RegularFile;
        }
        catch (Exception missing) when (missing is EntryPointNotFoundException or DllNotFoundException)
        {
            return true; // a C library without statx
        }
    }

    [LibraryImport("libc", EntryPoint = "statx", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int StatX(int folder, string path, int flags, uint mask, [Out] byte[] status);
}
