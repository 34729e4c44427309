namespace Tonearm;

/// <summary>
/// What a loop is called, by people and in metrics, such as "The change feed". Each stands in a static field of the class that runs the
/// loop, where a test finds them all and throws into each.
/// </summary>
internal sealed record LoopName(string Words)
{
    public override string ToString() => Words;
}
