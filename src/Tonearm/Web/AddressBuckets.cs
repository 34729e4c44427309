namespace Tonearm.Web;

/// <summary>
/// How often an address may do something. Each step of an IPv6 address (<see cref="AddressBlocks"/>) has four times as much as the one
/// below: room for neighbours, and none for somebody who changes addresses within a block of their own.
/// </summary>
internal sealed class AddressBuckets(int atOnce, double aMinute, TimeProvider time)
{
    private const int Neighbours = 4;

    private readonly Buckets<string>[] steps =
    [
        new(atOnce, aMinute, time),
        new(atOnce * Neighbours, aMinute * Neighbours, time),
        new(atOnce * Neighbours * Neighbours, aMinute * Neighbours * Neighbours, time),
    ];

    /// <summary>Null when the next may come now, else how long it has to wait.</summary>
    public TimeSpan? Wait(string[] blocks) => blocks.Select((block, step) => steps[step].Wait(block)).Max();

    public void Take(string[] blocks)
    {
        for (var step = 0; step < blocks.Length; step++)
            steps[step].Take(blocks[step]);
    }

    /// <summary>Takes one if there is one, or says how long to wait.</summary>
    /// <param name="scope">What is counted apart.</param>
    public TimeSpan? TryTake(string[] blocks, string scope = "")
    {
        for (var step = 0; step < blocks.Length; step++)
        {
            if (steps[step].TryTake(scope + blocks[step]) is not { } wait)
                continue;
            while (step-- > 0)
                steps[step].GiveBack(scope + blocks[step]);
            return wait;
        }

        return null;
    }
}
