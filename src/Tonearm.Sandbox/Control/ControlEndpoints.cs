namespace Tonearm.Sandbox.Control;

/// <summary>/sandbox: for whoever tests against this Spotify. No token, no quota, no delay. Described in docs/sandbox.md.</summary>
internal static class ControlEndpoints
{
    public static void MapControl(this IEndpointRouteBuilder routes)
    {
        var control = routes.MapGroup("/sandbox");

        control.MapGet("/conditions", ConditionsControl.Get);
        control.MapPut("/conditions", ConditionsControl.Change);
        control.MapPost("/faults", ConditionsControl.AddFault);
        control.MapDelete("/faults", ConditionsControl.RemoveFaults);
        control.MapDelete("/faults/{id}", ConditionsControl.RemoveFaults);
        control.MapPost("/rewrites", ConditionsControl.AddRewrite);
        control.MapDelete("/rewrites", ConditionsControl.RemoveRewrites);
        control.MapDelete("/rewrites/{id}", ConditionsControl.RemoveRewrites);

        control.MapPost("/holds", BreakpointControl.Add);
        control.MapGet("/holds", BreakpointControl.All);
        control.MapGet("/holds/{id}", BreakpointControl.Get);
        control.MapDelete("/holds/{id}", BreakpointControl.Release);

        control.MapGet("/people", PeopleControl.All);
        control.MapPost("/people", PeopleControl.Add);
        control.MapGet("/people/{id}", PeopleControl.Get);
        control.MapPatch("/people/{id}", PeopleControl.Change);
        control.MapPost("/people/{id}/consent", ConsentControl.Give);
        control.MapPost("/people/{id}/revoke", ConsentControl.Revoke);

        control.MapGet("/people/{id}/player", PlayerControl.Get);
        control.MapGet("/people/{id}/player/played", PlayerControl.Played);
        control.MapPost("/people/{id}/player/press", PlayerControl.Press);
        control.MapPost("/people/{id}/player/devices", PlayerControl.AddDevice);
        control.MapPatch("/people/{id}/player/devices/{deviceId}", PlayerControl.ChangeDevice);
        control.MapDelete("/people/{id}/player/devices/{deviceId}", PlayerControl.RemoveDevice);

        control.MapGet("/people/{id}/library", LibraryControl.Get);
        control.MapPost("/people/{id}/library", LibraryControl.Create);
        control.MapPut("/people/{id}/library/{playlistId}", LibraryControl.Move);
        control.MapDelete("/people/{id}/library/{playlistId}", LibraryControl.Unfollow);

        control.MapGet("/playlists/{id}", PlaylistControl.Get);
        control.MapPatch("/playlists/{id}", PlaylistControl.Edit);
        control.MapGet("/playlists/{id}/items", PlaylistControl.Items);
        control.MapDelete("/playlists/{id}", PlaylistControl.Destroy);
        control.MapPost("/playlists/{id}/recover", PlaylistControl.Recover);
        control.MapPost("/playlists/{id}/takedown", PlaylistControl.TakeDown);
        control.MapPut("/playlists/{id}/cover", CoverControl.Put);
        control.MapDelete("/playlists/{id}/cover", CoverControl.Remove);
        control.MapGet("/covers", () => ControlJson.Ok(Images.Pictures.Shipped));
        control.MapGet("/covers/{name}", CoverControl.Picture);

        control.MapGet("/guests", GuestControl.Get);
        control.MapPost("/guests", GuestControl.Send);
        control.MapDelete("/guests", GuestControl.SendHome);

        control.MapGet("/calls", WorldControl.Calls);
        control.MapDelete("/calls", WorldControl.ForgetCalls);
        control.MapGet("/quota", WorldControl.Quota);
        control.MapGet("/clock", WorldControl.Clock);
        control.MapPost("/clock/advance", WorldControl.Advance);
        control.MapPost("/reset", WorldControl.Reset);
    }
}
