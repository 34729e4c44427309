using Dapper;
using Npgsql;
using Tonearm.Data;

namespace Tonearm.Party;

/// <summary>How a party ends, whoever ends it.</summary>
internal static class PartyEnd
{
    public const string ByHost = "The host has ended the party.";
    public const string HostLeft = "The host has left, so the party is over.";
    public const string NotStarted = "Nobody has started the music, so the party is over before it began.";
    public const string HostSilent = "Neither host nor music for a long time, so the party is over.";

    /// <returns>False when it had ended before.</returns>
    public static async Task<bool> Store(
        NpgsqlConnection connection,
        Guid party,
        DateTimeOffset now,
        string why,
        CancellationToken cancellation
    ) =>
        await connection.ExecuteScalarAsync<bool>(
            $"""
            with ended as (
              {PartyChange.Update(
                "phase = 'ended', ended_at = @now, ended_why = @why, due_at = null, grace_until = null, closes_at = null, trouble = null",
                "id = @party and phase <> 'ended'"
            )}),
            wishes as (delete from party_wishes using ended where party_id = ended.id),
            wifi as (delete from party_wifi using ended where party_id = ended.id)
            select true from ended
            """,
            new
            {
                party,
                now,
                why,
            },
            cancellation
        );
}
