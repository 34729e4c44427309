namespace Tonearm.Spotify.Governor;

/// <summary>A product that knows what it is going to ask of Spotify. This room knows no product, so each hands this in.</summary>
internal interface IExpectsCalls
{
    Task<IReadOnlyList<ExpectedCalls>> Expected(DateTimeOffset now, CancellationToken cancellation);
}

/// <summary>Calls that are going to be wanted.</summary>
/// <param name="ADay">As many as would be wanted in a day if there were enough.</param>
/// <param name="Planned">As many as are planned for.</param>
/// <param name="Sentence">What for, and what follows from there being too few, in words for the page.</param>
/// <param name="Every">From one time to the next, where they come again and again.</param>
/// <param name="UrgentEvery">The same for what is urgent.</param>
internal sealed record ExpectedCalls(
    Family Family,
    CallPurpose Purpose,
    double ADay,
    double Planned,
    string Sentence,
    TimeSpan? Every = null,
    TimeSpan? UrgentEvery = null
);

internal static class Expectations
{
    public static async Task<IReadOnlyList<ExpectedCalls>> Expected(
        this IEnumerable<IExpectsCalls> products,
        DateTimeOffset now,
        CancellationToken cancellation
    )
    {
        var all = new List<ExpectedCalls>();
        foreach (var product in products)
            all.AddRange(await product.Expected(now, cancellation));
        return all;
    }
}
