namespace CustomerSegmentation;

/// <summary>The libstdc++ that a machine is taken to have.</summary>
internal enum CxxLevel
{
    /// <summary>Versions up to GLIBCXX_3.4.30: Debian 12, Ubuntu 22.04.</summary>
    Gcc12,

    /// <summary>Versions up to GLIBCXX_3.4.29: RHEL 9 and its kin.</summary>
    Gcc11,
}
