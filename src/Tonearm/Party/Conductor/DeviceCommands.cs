using Tonearm.Party.Rules;
using Tonearm.Spotify;

namespace Tonearm.Party.Conductor;

/// <summary>
/// On which device the music goes on: one that was chosen, one that has come back under another id, or one that is offered.
/// </summary>
internal sealed class DeviceCommands(TurnSession session, Player player, TimeProvider time, CancellationToken cancellation)
{
    /// <summary>A device that comes back within this time goes on by itself; later its owner may have something else in mind.</summary>
    private static readonly TimeSpan ComesBack = TimeSpan.FromMinutes(10);

    private const int MostRevivals = 2;

    /// <summary>A device that was chosen and sleeps is tried so often, each time after twice the pause.</summary>
    private const int MostTries = 6;

    private static readonly TimeSpan FirstPause = TimeSpan.FromSeconds(3);

    private PartyState Party => session.Party;

    /// <summary>The song goes on where it was, on the party's device, whatever has been played meanwhile and wherever.</summary>
    public async Task PlayOn()
    {
        var answer = await PlayFromHere();
        if (answer.Kind == AnswerKind.NoDevice && await Locate(otherId: true))
            answer = await PlayFromHere();
        if (answer.Kind == AnswerKind.NoDevice && Party.Trouble is not (Troubles.NoDevice or Troubles.DeviceGone))
            session.ActAt = time.GetUtcNow() + Timetable.AfterChange;
    }

    /// <summary>
    /// A command named a device that is not there: the same one under another id is told at the next turn, else all are told what is
    /// missing.
    /// </summary>
    public async Task Explain()
    {
        if (await Locate(otherId: true))
            session.ActAt = time.GetUtcNow();
    }

    /// <summary>Finds the party's device again, or tells that it is missing.</summary>
    /// <param name="otherId">Only under another id: under its own it did not listen.</param>
    public async Task<bool> Locate(bool otherId = false)
    {
        if (await Find() is not { } search)
            return false;
        if (search.Found is not { Restricted: false } found || (otherId && found.Id == Party.DeviceId))
        {
            Missing(search, wasPlaying: true);
            return false;
        }

        Adopt(found);
        return true;
    }

    /// <summary>Asks as it will be asked at the start: a refusal is told then, not whether a device is awake by now.</summary>
    public async Task Rehearse() => await Find();

    /// <summary>Moves the music to a device that was chosen; until it is there, nothing else changes.</summary>
    public async Task MoveTo(string device, string? name)
    {
        session.Party = Party with { Player = Party.Player with { Moving = new(device, name, 0, time.GetUtcNow()), Offer = null } };
        await Move();
    }

    public async Task Move()
    {
        var move = Party.Player.Moving!;
        var now = time.GetUtcNow();
        if (
            move.Tries > 0
            && await player.Devices(Party.Caller, cancellation) is { IsOk: true } list
            && DeviceSearch.For(move.Id, move.Name, null, PlayerStateMapper.Devices(list.Value)).Found is { } awake
        )
            move = move with { Id = awake.Id };

        var from = Party.DeviceId;
        if (Party.Trouble is Troubles.NoDevice or Troubles.DeviceGone)
        {
            session.Party = Party with { DeviceId = move.Id, Device = move.Name };
            if ((await PlayFromHere(tells: false)).IsOk)
                Arrived(move, from, now);
            else
                Later(move, from);
            return;
        }

        if (!session.IsOurs)
            return;
        var answer = await player.Transfer(Party.Caller, move.Id, Party.HasMusic, cancellation);
        if (answer.IsOk)
            Arrived(move, from, now);
        else
            Later(move, from);
    }

    /// <summary>No look finds a player: which devices are there?</summary>
    /// <returns>True when the party's device is there and active, so that the look has said nothing.</returns>
    public async Task<bool> Search()
    {
        var now = time.GetUtcNow();
        var known = Party.Player;
        var search = await Find();
        if (search is null)
            return false;
        if (search.Found is { Active: true } active && active.Id == Party.DeviceId && Party.Trouble is null or Troubles.NoAnswer)
        {
            session.Party = Party.Surprised() with { Looks = Party.Looks + 1 };
            session.ActAt = now + Pauses.After(Party.Looks);
            return true;
        }

        var gone = known.GoneAt ?? now;
        var wasPlaying = Party.SongAt is not null || Party.Trouble is Troubles.NoDevice or Troubles.DeviceGone;
        session.Party = Party.Surprised() with { Player = Party.Player with { GoneAt = gone } };
        if (
            search.Found is { Restricted: false } found
            && Party.Song is not null
            && wasPlaying
            && now < gone + ComesBack
            && known.Revivals < MostRevivals
        )
        {
            Adopt(found);
            session.Party = Party with { Player = Party.Player with { Revivals = known.Revivals + 1 } };
            if ((await PlayFromHere()).IsOk)
                return false;
        }

        Missing(search, wasPlaying || Party.Song is null);
        return false;
    }

    /// <summary>
    /// Says what is true of the devices: none is awake, or the party's own is gone while there are others, one of which is offered.
    /// </summary>
    private void Missing(DeviceSearch search, bool wasPlaying)
    {
        var now = time.GetUtcNow();
        var offer = search.Found is { Restricted: false } found ? found : search.Offer;
        var isPaused = !wasPlaying && search.Found is not null;
        session.Party = isPaused
            ? Party with
            {
                Looks = Party.Looks + 1,
            }
            : (
                Party.Song is null
                    ? Party with
                    {
                        Trouble = search.IsAnyAwake ? Troubles.DeviceGone : Troubles.NoDevice,
                    }
                    : Party.Stands(Party.Progress(now), search.IsAnyAwake ? Troubles.DeviceGone : Troubles.NoDevice)
            ) with
            {
                Looks = Party.Looks + 1,
                Player = Party.Player with { Offer = offer is null ? null : new(offer.Id, offer.Name) },
            };
        session.ActAt = now + Pauses.After(Party.Looks);
    }

    private async Task<DeviceSearch?> Find()
    {
        var list = await player.Devices(Party.Caller, cancellation);
        if (list.IsOk)
            return DeviceSearch.For(Party.DeviceId, Party.Device, Party.Player.DeviceKind, PlayerStateMapper.Devices(list.Value));
        session.Fail(list.Kind, list.Until, list.By);
        return null;
    }

    private void Adopt(KnownDevice device) =>
        session.Party = Party with
        {
            DeviceId = device.Id,
            Device = device.Name,
            Player = Party.Player with { DeviceKind = device.Kind, Offer = null },
        };

    private void Arrived(DeviceMove move, string? from, DateTimeOffset now)
    {
        session.Party = Party with
        {
            DeviceId = move.Id,
            Device = move.Name ?? Party.Device,
            Player = Party.Player with
            {
                Moving = null,
                MovedFrom = from,
                MovedAt = now,
                DeviceKind = null,
                Offer = null,
                GoneAt = null,
                Revivals = 0,
            },
        };
        session.ActAt = now + Timetable.AfterChange;
    }

    private void Later(DeviceMove move, string? from)
    {
        var tries = move.Tries + 1;
        session.Party = Party with
        {
            DeviceId = from,
            Device = from == Party.DeviceId ? Party.Device : null,
            Player = Party.Player with
            {
                Moving = move with
                {
                    Tries = tries,
                    NextAt = tries >= MostTries ? null : time.GetUtcNow() + FirstPause * Math.Pow(2, move.Tries),
                },
            },
        };
    }

    /// <param name="tells">Whether it is told when it cannot be done.</param>
    private async Task<Answer<Done>> PlayFromHere(bool tells = true)
    {
        if (!session.IsOurs)
            return new(AnswerKind.Unreachable);
        var answer = await player.Play(
            Party.Caller,
            Party.DeviceId,
            Party.SongUri ?? Party.Song!.Recording.Uri,
            Party.Progress(time.GetUtcNow()),
            cancellation
        );
        var now = time.GetUtcNow();
        if (answer.IsOk)
        {
            session.Obeyed();
            var change = Party.Player.Change ?? new(now, [], 0, Seen: true);
            session.Party = Party.Plays(now - Party.Progress(now), null);
            session.Party = Party with
            {
                Player = Party.Player with
                {
                    Transport = new(now, Playing: true),
                    Change = change with { At = now, Times = 1, Seen = false },
                },
            };
            session.ActAt = now + Timetable.AfterChange;
        }
        else if (answer.Kind != AnswerKind.NoDevice && tells)
            session.Fail(answer.Kind, answer.Until, answer.By);
        return answer;
    }
}
