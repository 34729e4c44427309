using FsCheck;

namespace Tonearm.Tests;

internal static class Properties
{
    /// <summary>
    /// Tries the property and throws, with the smallest counter-example and the seed to see it again, when it does not hold.
    /// </summary>
    public static void Holds(this Property property, int tries = 100) =>
        Check.One(Config.QuickThrowOnFailure.WithQuietOnSuccess(true).WithMaxTest(tries), property);
}
