using Microsoft.Extensions.Options;
using Tonearm.Data;
using Tonearm.Spotify;

namespace Tonearm.Party.Conductor;

/// <summary>Gives parties their turns.</summary>
internal sealed class Conducting(ConductorStore store, Player player, IOptions<PartyOptions> options, TimeProvider time)
{
    public async Task TakeTurn(Guid party, LeaseTerm term, CancellationToken cancellation)
    {
        if (await store.Load(party, cancellation) is { } loaded)
            await new Turn(new Sheet(store, loaded, term, time, cancellation), player, options.Value, time, cancellation).Take();
    }
}
