using System.Diagnostics.CodeAnalysis;

namespace Tonearm.Guard.Pictures;

/// <summary>Where a stored picture is served; its owner's cookie opens it.</summary>
internal static class CoverAddress
{
    public static string Of(string hash) => $"/api/covers/{hash}";

    /// <summary>The same picture at a quarter of its size, for rows and other small places.</summary>
    [return: NotNullIfNotNull(nameof(address))]
    public static string? Small(string? address) => address is null ? null : $"{address}?size=small";
}
