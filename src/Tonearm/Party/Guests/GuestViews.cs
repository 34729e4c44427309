namespace Tonearm.Party.Guests;

/// <summary>Who is at a party, as a host sees it: devices by their figures, and no names.</summary>
/// <param name="Here">How many are connected now.</param>
/// <param name="Total">How many have come and are not held; <paramref name="Guests"/> are the first of them.</param>
/// <param name="Guests">Those who are here before those who were, and the busiest first.</param>
/// <param name="Held">The muted, removed and blocked, the latest first.</param>
public sealed record GuestsView(int Here, int Total, IReadOnlyList<GuestView> Guests, IReadOnlyList<GuestView> Held);

/// <summary>One device.</summary>
/// <param name="Guest">Its number at this party, by which it is muted, removed and blocked.</param>
/// <param name="Figure">In words, as <c>green fox</c>.</param>
/// <param name="IsHost">It hosts, so none of that can be done to it.</param>
/// <param name="IsMe">It is the one that asks.</param>
/// <param name="Away">How it was put out, <c>removed</c> or <c>blocked</c>; null while it is in.</param>
/// <param name="Likes">Of what is up for vote now.</param>
/// <param name="Suggestions">That it has made so far.</param>
/// <param name="Skips">It wants the next song.</param>
/// <param name="Since">When it came in first.</param>
public sealed record GuestView(
    int Guest,
    string Figure,
    string Animal,
    string Colour,
    bool IsHere,
    bool IsHost,
    bool IsMe,
    bool Muted,
    string? Away,
    int Likes,
    int Suggestions,
    bool Skips,
    DateTimeOffset Since
);
