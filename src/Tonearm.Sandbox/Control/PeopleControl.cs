using System.Text.Json.Serialization;
using Tonearm.Sandbox.Demo;
using Tonearm.Sandbox.State;

namespace Tonearm.Sandbox.Control;

/// <summary>The people of this Spotify: their list, and more of them for a load test.</summary>
internal static class PeopleControl
{
    public static IResult All(World world)
    {
        lock (world.Gate)
            return ControlJson.Ok(world.People.Values.Select(person => Shown(world, person)).ToArray());
    }

    public static IResult Get(string id, World world)
    {
        lock (world.Gate)
            return world.People.TryGetValue(id, out var person) ? ControlJson.Ok(Shown(world, person)) : Results.NotFound();
    }

    public static IResult Add(NewPerson asked, World world)
    {
        if (asked.Playlists is < 0 or > 11_000 || asked.Followed is < 0 or > 1000)
            return ControlJson.Wrong("At most 11,000 playlists and 1,000 followed ones.");
        lock (world.Gate)
        {
            var id = asked.Id ?? SpotifyId.New(14);
            if (world.People.ContainsKey(id))
                return ControlJson.Wrong($"{id} lives here already.");
            var person = DemoWorld.Add(
                world,
                id,
                asked.Name ?? $"Listener {world.People.Count + 1}",
                asked.About ?? "Made on request",
                asked.Playlists
            );
            person.OnAllowList = asked.OnAllowList;
            person.Premium = asked.Premium;
            if (asked.Followed > 0)
                DemoWorld.Follow(
                    person,
                    world.People.Values.Where(other => other != person).MaxBy(other => other.Library.Count)!,
                    asked.Followed
                );
            world.Save(person);
            return ControlJson.Ok(Shown(world, person));
        }
    }

    public static IResult Change(string id, PersonChange asked, World world)
    {
        lock (world.Gate)
        {
            if (!world.People.TryGetValue(id, out var person))
                return Results.NotFound();
            person.Name = asked.Name ?? person.Name;
            person.OnAllowList = asked.OnAllowList ?? person.OnAllowList;
            person.Premium = asked.Premium ?? person.Premium;
            foreach (var playlist in world.Playlists.Values.Where(playlist => playlist.OwnerId == id))
                playlist.Listed = null;
            world.Save(person);
            return ControlJson.Ok(Shown(world, person));
        }
    }

    private static object Shown(World world, Person person) =>
        new
        {
            person.Id,
            person.AccountId,
            person.Name,
            person.About,
            person.OnAllowList,
            person.Premium,
            Playlists = person.Library.Count,
            Followed = person.Library.Count(id => world.Playlists[id].OwnerId != person.Id),
            Consents = world
                .Grants.Values.Where(grant => grant.PersonId == person.Id && !grant.Rotated)
                .Select(grant => new
                {
                    grant.ClientId,
                    grant.Scopes,
                    grant.AuthorizedAt,
                    grant.Revoked,
                }),
        };

    [JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
    internal sealed record NewPerson(
        string? Id,
        string? Name,
        string? About,
        int Playlists = 0,
        int Followed = 0,
        bool OnAllowList = true,
        bool Premium = true
    );

    [JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
    internal sealed record PersonChange(string? Name, bool? OnAllowList, bool? Premium);
}
