namespace Tonearm.Data;

/// <summary>Why the private server cannot run and what cures it, in words for the person who started Tonearm.</summary>
internal sealed class PrivateServerException(string sentence, Exception? cause = null) : Exception(sentence, cause);
