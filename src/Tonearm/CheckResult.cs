namespace Tonearm;

/// <summary>Whether something that Tonearm needs is as it has to be.</summary>
public enum CheckState
{
    Good,

    /// <summary>Missing or wrong: a person has to do something.</summary>
    Missing,

    /// <summary>It was not looked at, or did not say.</summary>
    Unknown,
}

/// <summary>One line of what is there and what is missing before a start, as the set-up page and <c>check</c> show it.</summary>
/// <param name="What">A word or two for the thing.</param>
/// <param name="Sentence">How it is.</param>
/// <param name="Remedy">What to do; null where nothing is to be done.</param>
public sealed record CheckResult(string What, CheckState State, string Sentence, string? Remedy = null)
{
    internal static CheckResult Good(string what, string sentence) => new(what, CheckState.Good, sentence);

    internal static CheckResult Missing(string what, string sentence, string? cure = null) => new(what, CheckState.Missing, sentence, cure);

    internal static CheckResult Unknown(string what, string sentence, string? cure = null) => new(what, CheckState.Unknown, sentence, cure);
}
