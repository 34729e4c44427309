namespace Tonearm.Web;

/// <summary>
/// How long each text of a request may be, in UTF-16 units: the one place for all of them. A record of a request names its limit by
/// <c>MaxLength</c>, and a test finds those that do not. They are what we bear; what Spotify takes is less and is told in its own words.
/// </summary>
internal static class TextLimits
{
    /// <summary>Ids, secrets, codes and words of a fixed set.</summary>
    public const int Id = 200;

    /// <summary>What people write, and what is not named elsewhere: a value of a form or of the address.</summary>
    public const int Text = 4_000;

    /// <summary>How many texts a list may have.</summary>
    public const int Many = 20;

    /// <summary>Bytes of a request's body; a form with a picture says its own.</summary>
    public const int BodyBytes = 1024 * 1024;
}
