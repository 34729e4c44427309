using Tonearm.Sandbox.State;

namespace Tonearm.Sandbox.Control;

/// <summary>A person's consent to an app: given without the pages, and taken back as on the account page.</summary>
internal static class ConsentControl
{
    public static IResult Give(string id, ConsentRequest asked, World world)
    {
        lock (world.Gate)
        {
            if (!world.People.ContainsKey(id))
                return Results.NotFound();
            var grant = Grant.Give(id, asked.ClientId, asked.Scopes, world.Now);
            var access = AccessToken.Of(grant, world.Now.AddSeconds(world.Conditions.Tokens.AccessSeconds));
            world.Save(grant);
            world.Save(access);
            return ControlJson.Ok(
                new
                {
                    accessToken = access.Token,
                    refreshToken = grant.RefreshToken,
                    access.Expires,
                }
            );
        }
    }

    /// <param name="keepAccess">Whether access tokens go on until they run out; otherwise they are dead at once too.</param>
    public static IResult Revoke(string id, bool? keepAccess, World world)
    {
        lock (world.Gate)
        {
            if (!world.People.ContainsKey(id))
                return Results.NotFound();
            Withdraw(world, id, keepAccess ?? false);
            return Results.NoContent();
        }
    }

    public static void Withdraw(World world, string person, bool keepAccess)
    {
        foreach (var grant in world.Grants.Values.Where(grant => grant.PersonId == person).ToArray())
        {
            grant.Revoked = true;
            world.Save(grant);
        }

        if (keepAccess)
            return;
        foreach (var access in world.AccessTokens.Values.Where(access => access.PersonId == person).ToArray())
            world.Remove(access);
    }

    internal sealed record ConsentRequest(string ClientId, string[] Scopes);
}
