using System.Security.Cryptography;

namespace Tonearm.Data;

/// <summary>Whether the data folder can be written, without making it.</summary>
internal static class FolderCheck
{
    public static CheckResult Of(string folder)
    {
        var there = folder;
        while (!Directory.Exists(there) && Path.GetDirectoryName(there) is { } above)
            there = above;
        try
        {
            var trial = Path.Combine(there, $"tonearm-check-{RandomNumberGenerator.GetHexString(8, lowercase: true)}");
            using (File.Create(trial, 1, FileOptions.DeleteOnClose)) { }

            return CheckResult.Good(
                "Data folder",
                there == folder
                    ? $"{folder} can be written by {Environment.UserName}."
                    : $"{folder} will be made by {Environment.UserName}."
            );
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return CheckResult.Missing(
                "Data folder",
                $"{Environment.UserName} may not write to {there}.",
                "Start Tonearm as the user who owns it, or choose another with --DataFolder."
            );
        }
    }
}
