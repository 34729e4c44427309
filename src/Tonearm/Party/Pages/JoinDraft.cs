namespace Tonearm.Party.Pages;

/// <summary>What somebody typed, or scanned, and why it did not lead in.</summary>
internal sealed record JoinDraft(string Code, string Sentence);
