using System.Text;
using Dapper;
using Npgsql;

namespace Tonearm.Tests.Data;

/// <summary>
/// docs/schema.md is what a database says of itself once all migrations are applied; <c>tools/schema.sh</c> writes it anew.
/// </summary>
public sealed class SchemaTests(TestPostgres postgres)
{
    private static readonly string Page = Path.Combine(Sources.Root(), "docs", "schema.md");

    [Fact]
    public async Task The_page_of_the_schema_says_what_is_in_the_database()
    {
        var schema = await Read();
        if (Environment.GetEnvironmentVariable("TONEARM_WRITE_SCHEMA") == "1")
            await File.WriteAllTextAsync(Page, schema, TestContext.Current.CancellationToken);

        Assert.Equal(await File.ReadAllTextAsync(Page, TestContext.Current.CancellationToken), schema);
    }

    [Fact]
    public async Task Every_table_says_what_it_is_for() =>
        Assert.DoesNotContain(await Tables(), table => string.IsNullOrWhiteSpace(table.Comment));

    private async Task<string> Read()
    {
        var page = new StringBuilder(
            """
            # The schema

            Made from a database by `tools/schema.sh`, and checked by a test. The migrations in `src/Tonearm/Data/Migrations` tell how it
            came about; what is said of tables and columns stands in the database, too.

            """.ReplaceLineEndings("\n")
        );
        var columns = (
            await Query<Column>(
                """
                select a.attrelid::regclass::text as table_name, a.attname as name, format_type(a.atttypid, a.atttypmod) as type,
                  not a.attnotnull as may_be_null,
                  case when a.attidentity = 'a' then 'identity' else pg_get_expr(d.adbin, d.adrelid) end as value,
                    coalesce(col_description(a.attrelid, a.attnum), '') as comment
                from pg_attribute a join pg_class c on c.oid = a.attrelid
                  left join pg_attrdef d on d.adrelid = a.attrelid and d.adnum = a.attnum
                where c.relnamespace = 'public'::regnamespace and c.relkind = 'r' and a.attnum > 0 and not a.attisdropped
                  order by c.relname, a.attnum
                """
            )
        ).ToLookup(column => column.TableName);
        var rules = (
            await Query<Rule>(
                """
                select conrelid::regclass::text as table_name, pg_get_constraintdef(oid) as text from pg_constraint
                where connamespace = 'public'::regnamespace and contype in ('p', 'f', 'u', 'c')
                  order by conrelid::regclass::text, array_position('{p,u,f,c}', contype::text), conname
                """
            )
        ).ToLookup(rule => rule.TableName);
        var indexes = (
            await Query<Rule>(
                """
                select i.indrelid::regclass::text as table_name,
                  regexp_replace(pg_get_indexdef(i.indexrelid), '^CREATE (UNIQUE )?INDEX (\S+) ON public\.\S+ USING btree ',
                  '\2: \1') as text
                from pg_index i join pg_class c on c.oid = i.indexrelid
                where c.relnamespace = 'public'::regnamespace and not exists (select from pg_constraint o where o.conindid = i.indexrelid)
                  order by 1, c.relname
                """
            )
        ).ToLookup(index => index.TableName);
        foreach (var table in await Tables())
        {
            page.Append($"\n## {table.Name}\n\n{table.Comment}\n\n| Column | Type | Default | |\n| --- | --- | --- | --- |\n");
            foreach (var column in columns[table.Name])
                page.Append(
                    $"| `{column.Name}` | {column.Type}{(column.MayBeNull ? ", or null" : "")} | {(column.Value is null ? "" : $"`{column.Value}`")} | {column.Comment} |\n"
                );
            page.Append('\n');
            foreach (var rule in rules[table.Name])
                page.Append($"* `{rule.Text}`\n");
            foreach (var index in indexes[table.Name])
                page.Append($"* index `{index.Text}`\n");
        }

        return page.ToString();
    }

    private async Task<IReadOnlyList<Table>> Tables() =>
        await Query<Table>(
            """
            select relname as name, coalesce(obj_description(oid, 'pg_class'), '') as comment from pg_class
            where relnamespace = 'public'::regnamespace and relkind = 'r' order by relname
            """
        );

    private async Task<IReadOnlyList<T>> Query<T>(string sql)
    {
        await using var connection = new NpgsqlConnection(await postgres.CreateDatabase(TestContext.Current.CancellationToken));
        return (await connection.QueryAsync<T>(sql)).AsList();
    }

    private sealed record Table(string Name, string Comment);

    private sealed record Column(string TableName, string Name, string Type, bool MayBeNull, string? Value, string Comment);

    private sealed record Rule(string TableName, string Text);
}
