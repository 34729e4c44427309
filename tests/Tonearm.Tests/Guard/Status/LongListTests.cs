using System.Net;
using System.Net.Http.Json;
using System.Text.RegularExpressions;
using Microsoft.Extensions.DependencyInjection;
using Tonearm.Guard;
using Tonearm.Guard.Rules;
using Tonearm.Guard.Status;

namespace Tonearm.Tests.Guard.Status;

/// <summary>
/// Fifteen hundred playlists of all kinds, most of them calm: what is said without loading their history is what the rules say, and pages
/// laid end to end are the whole list.
/// </summary>
public sealed partial class LongListTests(TestPostgres postgres, TestSandboxes sandboxes) : Slice(postgres, sandboxes)
{
    private const int Many = 1_500;

    [Fact]
    public async Task What_is_sure_at_a_glance_is_what_the_rules_say_of_it_as_time_goes_by()
    {
        using var person = await WithMany();
        var (glances, rules) = (Service<PlaylistOutlines>(), Service<PlaylistStatusReader>());
        var owner = await Scalar<Guid>("select id from owners");
        (int Minutes, string Meanwhile)[] times =
        [
            (0, ""),
            (4, ""),
            (0, "update playlists set title = 'Taken down' where id in (select id from made where pick(n, 'attack', 20) = 0)"),
            (
                0,
                "update playlists set image_id = 'other', image_kind = 3 where id in (select id from made where pick(n, 'attack', 20) = 1)"
            ),
            (0, "update playlists set unknown = 1 where id in (select id from made where pick(n, 'attack', 20) = 2)"),
            (
                0,
                """
                insert into wanted (account_id, playlist_id, version, title, description, origin, made_at)
                  select account_id, playlist_id, 2, 'Wanted otherwise', '', 'edited', now() from protections;
                update protections set version = 2 where playlist_id in (select id from made where pick(n, 'attack', 20) = 3)
                """
            ),
            (30, ""),
            (300, ""),
        ];
        foreach (var (minutes, meanwhile) in times)
        {
            App.Clock.Advance(TimeSpan.FromMinutes(minutes));
            if (meanwhile.Length > 0)
                await Sql(meanwhile);
            var said = await glances.Of(owner, Cancel, texts: true);
            var derived = (await rules.Of(owner, null, Cancel)).ToDictionary(now => now.Owned.Id);

            Assert.Equal(Many, said.Count);
            Assert.InRange(said.Count(each => each.Now is null), Many / 5, Many - 100);
            Assert.All(
                said,
                each =>
                {
                    var now = derived[each.Id];
                    Assert.Equal(
                        (now.State, now.Title, now.Description, now.Owned.Position, now.Until),
                        (each.State, each.Title, each.Description, each.Position, each.Until)
                    );
                    Assert.Equal(now.Owned.Mode ?? Mode.Off, each.Mode);
                    if (now.Guarded is not null)
                        Assert.Equal(now.Guarded.Watch.SeenAt, each.SeenAt);
                }
            );
            Assert.Superset(
                new HashSet<PlaylistState>
                {
                    PlaylistState.AsWanted,
                    PlaylistState.Watching,
                    PlaylistState.NotWatched,
                    PlaylistState.NotProtected,
                },
                said.Where(each => each.Now is null).Select(each => each.State).ToHashSet()
            );
        }
    }

    [Fact]
    public async Task The_pages_of_the_API_laid_end_to_end_are_its_whole_list()
    {
        using var person = await WithMany();
        foreach (var filter in new[] { "", "state=not-watched", "state=on-hold" })
        {
            var whole = await person.Playlists($"?{filter}");
            var (pages, next) = (new List<PlaylistInfo>(), $"/api/playlists?{filter}&limit=400");
            while (next is not null)
            {
                using var answer = await person.Send(HttpMethod.Get, next);
                var page = (await answer.Content.ReadFromJsonAsync<PlaylistInfo[]>(Cancel))!;
                Assert.InRange(page.Length, 0, 400);
                pages.AddRange(page);
                next = answer.Headers.TryGetValues("Link", out var link) ? NextLink().Match(link.Single()).Groups[1].Value : null;
            }

            Assert.Equal(whole.Select(each => (each.Id, each.State)), pages.Select(each => (each.Id, each.State)));
            Assert.Equal(filter.Length == 0, whole.Count == Many);
        }

        foreach (var query in new[] { "limit=0", "limit=1001", "after=somewhere" })
        {
            using var answer = await person.Send(HttpMethod.Get, $"/api/playlists?{query}");
            Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        }
    }

    [Fact]
    public async Task The_pages_of_the_overview_laid_end_to_end_are_all_that_match()
    {
        using var person = await WithMany();
        var all = await person.Playlists();

        Assert.Equal(Many, (await Rows("")).Length);
        var recent = await Rows("sort=recent");
        Assert.Equal(Many, recent.Length);
        var changed = await Scalar<string[]>("select array_agg(id) from playlists where changed_at is not null");
        var latest = await Scalar<string[]>(
            "select array_agg(id) from playlists where changed_at = (select max(changed_at) from playlists)"
        );
        Assert.InRange(latest!.Length, 2, changed!.Length - 1);
        Assert.Equal(latest.Order(), recent.Take(latest.Length).Order());
        Assert.Equal(changed.Order(), recent.Take(changed.Length).Order());
        Assert.Equal(
            all.OrderBy(each => each.Title, StringComparer.OrdinalIgnoreCase)
                .ThenBy(each => each.Id, StringComparer.Ordinal)
                .Select(each => each.Id),
            await Rows("sort=title")
        );
        Assert.Equal(Ids(each => each.State == "not-protected"), [.. await Rows("state=not-protected&sort=title")]);
        Assert.Equal(
            Ids(each => (each.Wanted?.Description ?? each.Observed.Description).Contains("rain", StringComparison.Ordinal)),
            [.. await Rows("q=RAIN+cafe")]
        );
        Assert.Empty(await Rows("q=polka"));

        HashSet<string> Ids(Func<PlaylistInfo, bool> matches)
        {
            var ids = all.Where(matches).Select(each => each.Id).ToHashSet();
            Assert.InRange(ids.Count, 300, Many - 1);
            return ids;
        }

        async Task<string[]> Rows(string query)
        {
            var (rows, next) = (new List<string>(), $"/guard?{query}");
            while (next is not null)
            {
                var page = await Page(person, next);
                string[] ids = [.. RowId().Matches(page).Select(each => each.Groups[1].Value)];
                Assert.InRange(ids.Length, 0, 100);
                rows.AddRange(ids);
                next = NextPage().Match(page) is { Success: true } link ? WebUtility.HtmlDecode(link.Groups[1].Value) : null;
            }

            Assert.Equal(rows.Count, rows.Distinct().Count());
            return [.. rows];
        }
    }

    [Fact]
    public async Task A_page_tells_how_all_of_them_stand_and_can_be_turned_back()
    {
        using var person = await WithMany();
        var first = await Page(person, "/guard?sort=title");
        var second = await Page(person, WebUtility.HtmlDecode(NextPage().Match(first).Groups[1].Value));
        var back = await Page(person, WebUtility.HtmlDecode(PreviousPage().Match(second).Groups[1].Value));

        Assert.Contains("1–100 of 1,500 playlists", first, StringComparison.Ordinal);
        Assert.Contains("101–200 of 1,500 playlists", second, StringComparison.Ordinal);
        Assert.Equal(RowId().Matches(first).Select(each => each.Value), RowId().Matches(back).Select(each => each.Value));
        var all = await person.Playlists();
        foreach (var page in new[] { first, second })
        foreach (var state in all.CountBy(each => each.State))
            Assert.Matches($"data-filter=\"{state.Key}\"[^§]*?<span class=\"count\">{state.Value:N0}</span>", page);
        // Whoever comes with the address of a page that is no more sees the beginning.
        Assert.Contains("1–100 of 1,500", await Page(person, "/guard?sort=title&after=1~x~x"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task All_that_match_are_done_with_at_once_also_those_of_other_pages()
    {
        using var person = await WithMany();
        var before = await person.Playlists();
        var matching = before.Where(each => each.State == "watching-only").Select(each => each.Id).ToHashSet();
        Assert.InRange(matching.Count, 50, Many);
        var token = FormToken.Of(await Page(person, "/guard"));

        using var content = new FormUrlEncodedContent([
            KeyValuePair.Create(FormToken.Name, token),
            KeyValuePair.Create("all", "?state=watching-only"),
            KeyValuePair.Create("ids", before[0].Id),
        ]);
        using var answer = await person.Http.PostAsync(new Uri("/guard/protection?mode=off", UriKind.Relative), content, Cancel);

        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        var after = (await person.Playlists()).ToDictionary(each => each.Id);
        Assert.All(before, each => Assert.Equal(matching.Contains(each.Id) ? "off" : each.Mode, after[each.Id].Mode));
    }

    private T Service<T>()
        where T : notnull => App.Services.GetRequiredService<T>();

    private static Task<string> Page(Person person, string address) =>
        person.Http.GetStringAsync(new Uri(address, UriKind.Relative), Cancel);

    /// <summary>
    /// Every kind of playlist, by the digits of a hash: protected or not, seen right, taken down, edited, told or not, by a look that came
    /// or one that did not, with restores of all outcomes.
    /// </summary>
    private async Task<Person> WithMany()
    {
        var person = await SignedIn("kitchenradio", "vinylattic");
        var accounts = await person.Accounts();
        var now = App.Clock.GetUtcNow();
        await Sql(
            $"""
            delete from playlists;
            update accounts set health = 'signin', ask_again_at = null;
            update listings set due_at = null, list_at = null, listed_at = '{now:O}', looked_at = '{now:O}',
              watched_until = '{now.AddMinutes(5):O}';
            create function pick(n integer, what text, kinds integer) returns integer immutable language sql
              as $$ select (('x' || substr(md5(what || n), 1, 7))::bit(28)::integer % kinds) $$;
            create table made as
              select n, case when pick(n, 'account', 3) = 0 then '{accounts[0].Id}'::uuid else '{accounts[1].Id}'::uuid end as account,
                'list' || lpad(n::text, 18, '0') as id,
                (array['Late', 'late', 'Égalité', 'Zoo', '', '雨'])[1 + pick(n, 'title', 6)] || ' ' || pick(n, 'title', 40) as title,
                case when pick(n, 'words', 3) = 0 then 'Café ' || n else 'rain at the café, ' || n end as description,
                md5(n::text) || md5('c' || n) as cover,
                '{now:O}'::timestamptz as now
              from generate_series(1, {Many}) n;
            insert into covers (account_id, hash, jpeg, stored_at) select account, cover, '', now from made;
            insert into playlists (account_id, id, position, owned, owner_name, items, title, description, image_kind, image_id,
              listing_state, unknown, seen_at)
            select account, id, case when pick(n, 'position', 9) > 0 then n end, true, 'Owner', 10,
              case pick(n, 'seen title', 12) when 0 then '' when 1 then 'Another' when 2 then title || '  ' else title end,
              case pick(n, 'seen description', 12) when 0 then '' when 1 then 'Another' when 2 then ' ' || description else description end,
              case when pick(n, 'strange picture', 4) = 0 then pick(n, 'kind', 6) else 3 end, 'picture' || n,
              (array['listed', 'listed', 'listed', 'listed', 'unlisted', 'gone'])[1 + pick(n, 'listing', 6)],
              case when pick(n, 'unknown', 8) = 0 then pick(n, 'unknown fields', 8) else 0 end,
              case when pick(n, 'seen', 4) > 0 then now + interval '1 minute' * (pick(n, 'seen at', 20) - 15) end
            from made;
            insert into protections (account_id, playlist_id, mode, fields, version, asked, unwritten, look_at, seen_at, on_at,
              unseen_since)
            select account, id, (array[0, 1, 2, 2])[1 + pick(n, 'mode', 4)], 1 + pick(n, 'fields', 7), 1,
              case when pick(n, 'asked', 9) = 0 then pick(n, 'asked fields', 8) else 0 end,
              case when pick(n, 'unwritten', 9) = 0 then pick(n, 'unwritten fields', 8) else 0 end,
              case when pick(n, 'due', 6) = 0 then now + interval '1 minute' * (pick(n, 'due at', 20) - 5) end,
              case when pick(n, 'seen singly', 4) = 0 then now + interval '1 minute' * (pick(n, 'singly at', 20) - 15) end,
              case when pick(n, 'on', 4) > 0 then now + interval '1 minute' * (pick(n, 'on at', 20) - 18) end,
              case when pick(n, 'unseen', 9) = 0 then now - interval '10 minutes' end
            from made where pick(n, 'protected', 4) > 0;
            insert into wanted (account_id, playlist_id, version, title, description, cover_hash, origin, made_at)
            select account, made.id, 1, made.title, description, case when pick(n, 'cover', 4) > 0 then cover end, 'taken', now
              from made join protections g on g.account_id = account and g.playlist_id = made.id;
            insert into renditions (account_id, playlist_id, image_id, content_hash, cover_hash, seen_at)
            select account, made.id, 'picture' || n, cover, case when pick(n, 'rendition', 9) > 0 then cover end, now
              from made join protections g on g.account_id = account and g.playlist_id = made.id where pick(n, 'known', 9) > 0;
            insert into restores (account_id, playlist_id, field, before, written, stored_at, settled_at, outcome, answered_at, asked)
            select account, made.id, pick(n, 'field', 3), '', made.title, now - interval '1 hour' * pick(n, 'hours', 5),
              now - interval '1 minute',
              pick(n, 'outcome', {Enum.GetValues<Outcome>().Length}), now - interval '1 minute', false
              from made join protections g on g.account_id = account and g.playlist_id = made.id where pick(n, 'restored', 5) = 0;
            insert into incidents (account_id, playlist_id, started_at, last_at, closed_at)
            select account, made.id, now - interval '2 hours', now - interval '1 hour' * pick(n, 'hours', 5),
              case when pick(n, 'open', 2) = 0 then now end
              from made join protections g on g.account_id = account and g.playlist_id = made.id where pick(n, 'incident', 5) = 0;
            insert into drifts (account_id, incident_id, number, field, kind, wanted, shown, seen_at)
            select account_id, id, 0, 0, 1, 'one', 'another', last_at from incidents;
            update playlists p set changed_at = i.last_at from incidents i where i.account_id = p.account_id and i.playlist_id = p.id
            """
        );
        return person;
    }

    [GeneratedRegex("<(/[^>]*)>; rel=\"next\"")]
    private static partial Regex NextLink();

    [GeneratedRegex("<li class=\"row\" data-id=\"([^\"]*)\"")]
    private static partial Regex RowId();

    [GeneratedRegex("rel=\"next\" href=\"([^\"]*)\"")]
    private static partial Regex NextPage();

    [GeneratedRegex("rel=\"prev\" href=\"([^\"]*)\"")]
    private static partial Regex PreviousPage();
}
