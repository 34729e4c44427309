using Tonearm.Data;

namespace Tonearm.Guard;

/// <summary>How long Guard keeps what grows: evidence for as long as was set, the rest for as long as something asks for it.</summary>
internal static class GuardRetention
{
    /// <summary>A sweep's row answers who asked for it, and nobody afterwards.</summary>
    private static readonly TimeSpan Sweeps = TimeSpan.FromDays(30);

    /// <summary>Pictures seen lately are known again by their id; older ones are fetched once more.</summary>
    private static readonly TimeSpan Renditions = TimeSpan.FromDays(30);

    private static readonly TimeSpan Told = TimeSpan.FromDays(60);

    /// <summary>A picture is stored a moment before what names it.</summary>
    private static readonly TimeSpan Unnamed = TimeSpan.FromDays(1);

    public static IReadOnlyList<RetentionRule> Rules(GuardOptions options) =>
        [
            new("sweeps", Sweeps, "old.started_at < @before"),
            new("restores", options.KeepEvidence, "old.stored_at < @before"),
            // What has been told is not told again while it is remembered; with a message goes its news.
            new("channel_messages", Told, "old.closed_at < @before"),
            new("channel_news", Told, "old.message_id is null and old.at < @before"),
            // Their drifts go with them.
            new("incidents", options.KeepEvidence, "old.closed_at < @before"),
            new(
                "covers",
                Unnamed,
                """
                old.stored_at < @before
                  and not exists (select from wanted w where w.account_id = old.account_id and w.cover_hash = old.hash)
                  and not exists (select from drifts d where d.account_id = old.account_id and d.shown_cover = old.hash)
                """
            ),
            // The picture that is shown now stays, and of the owner's and of others' pictures the twenty seen last.
            new(
                "renditions",
                Renditions,
                """
                old.seen_at < @before
                  and not exists (select from playlists p
                    where p.account_id = old.account_id and p.id = old.playlist_id and p.image_id = old.image_id)
                  and (select count(*) from renditions later where later.account_id = old.account_id and later.playlist_id = old.playlist_id
                    and (later.cover_hash is null) = (old.cover_hash is null) and later.seen_at > old.seen_at) >= 20
                """
            ),
        ];
}
