using System.Text.Json;
using Npgsql;
using Tonearm.Guard.Pages;

namespace Tonearm.Tests.Guard.Pages;

public sealed class SearchTests(TestPostgres postgres)
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    /// <summary>The browser's twin (search.ts) reads the same table.</summary>
    [Fact]
    public async Task A_search_finds_its_words_in_any_order_without_accents_apostrophes_and_punctuation()
    {
        await using var database = NpgsqlDataSource.Create(await postgres.CreateEmptyDatabase(Cancel));
        var search = new TextSearch(database);
        var table = JsonSerializer.Deserialize<JsonElement[][]>(
            await File.ReadAllTextAsync(Path.Combine(AppContext.BaseDirectory, "Guard", "Pages", "search.json"), Cancel)
        )!;
        foreach (var each in table)
        {
            var found = await search.Find(each[0].GetString(), [("it", $"{each[1]}\n{each[2]}"), ("other", "")], Cancel);
            Assert.True(each[3].GetBoolean() == (found is null || found.Contains("it")), $"“{each[0]}” in “{each[1]}”");
        }
    }
}
