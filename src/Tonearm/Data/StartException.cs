namespace Tonearm.Data;

/// <summary>
/// Tonearm cannot start as it is set up. The message is for the person who runs it: what happened and what to do. It ends the
/// process with that message alone.
/// </summary>
internal sealed class StartException(string message, Exception? inner = null) : Exception(message, inner);
