using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace CustomerSegmentation;

/// <summary>Loads a shared library from bytes: from anonymous memory, or, where that is forbidden, from a private file that goes at once.</summary>
internal static partial class MemoryLibrary
{
    private const uint CloseOnExec = 1;

    // Open for the life of the process: the loader knows the library by this descriptor's path, which no other file may take over.
    private static readonly List<SafeFileHandle> Kept = [];

    internal static (nint Handle, string Place)? Load(byte[] library, string name, List<string> attempts)
    {
        if (FromMemory(library, name, attempts) is var inMemory and not 0) return (inMemory, "from memory");
        if (FromFile(library, name, attempts) is var inFile and not 0) return (inFile, "from a private temporary file");
        return null;
    }

    internal static nint FromMemory(byte[] library, string name, List<string> attempts)
    {
        try
        {
            int descriptor = CreateMemoryFile(name, CloseOnExec);
            if (descriptor < 0)
            {
                attempts.Add($"memfd_create: {Marshal.GetLastPInvokeErrorMessage()}");
                return 0;
            }
            SafeFileHandle file = new(descriptor, ownsHandle: true);
            try
            {
                RandomAccess.Write(file, library, 0);
                nint handle = NativeLibrary.Load($"/proc/self/fd/{descriptor}");
                Kept.Add(file);
                return handle;
            }
            catch
            {
                file.Dispose();
                throw;
            }
        }
        catch (Exception failure) when (Expected(failure))
        {
            attempts.Add($"from memory: {failure.Message}");
            return 0;
        }
    }

    internal static nint FromFile(byte[] library, string name, List<string> attempts)
    {
        DirectoryInfo? folder = null;
        try
        {
            folder = Directory.CreateTempSubdirectory("customer-segmentation-"); // mkdtemp: new, and only for this user
            string path = Path.Combine(folder.FullName, name);
            using (FileStream file = new(path, FileMode.CreateNew, FileAccess.Write, FileShare.None)) file.Write(library);
            return NativeLibrary.Load(path);
        }
        catch (Exception failure) when (Expected(failure))
        {
            attempts.Add($"from a temporary file: {failure.Message}");
            return 0;
        }
        finally
        {
            try
            {
                folder?.Delete(recursive: true); // what is mapped stays
            }
            catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
            {
                attempts.Add($"{folder?.FullName}: {failure.Message}");
            }
        }
    }

    private static bool Expected(Exception failure) => failure is DllNotFoundException or BadImageFormatException or IOException
        or UnauthorizedAccessException or EntryPointNotFoundException;

    [LibraryImport("libc", EntryPoint = "memfd_create", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int CreateMemoryFile(string name, uint flags);
}
