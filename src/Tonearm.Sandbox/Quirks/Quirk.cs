using System.Text.Json;
using Tonearm.Sandbox.Api;
using Tonearm.Sandbox.Traffic;

namespace Tonearm.Sandbox.Quirks;

/// <summary>
/// Something that Spotify has been seen to do and that nobody expects, on or off. Each is a file of its own in this folder and stands in
/// <see cref="All"/>; by that the conditions, their page and the gate know it.
/// </summary>
internal abstract class Quirk
{
    public static readonly Quirk[] All = [new BrokenFinds(), new NullImages(), new RefusesAddresses()];

    /// <summary>Under <c>habits</c> of the conditions.</summary>
    public string Name => JsonNamingPolicy.CamelCase.ConvertName(GetType().Name);

    /// <summary>For people, on the page of the conditions.</summary>
    public abstract string Words { get; }

    /// <summary>What stands otherwise in answers.</summary>
    public virtual RewriteRule? Rewrite => null;

    /// <summary>Refuses a call that is right otherwise, before it has an effect.</summary>
    /// <returns>Null when it may pass.</returns>
    public virtual Refusal? Refuse(Exchange exchange) => null;
}
