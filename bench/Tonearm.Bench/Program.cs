using Tonearm.Bench;

// usage: dotnet run -c Release --project bench/Tonearm.Bench [-- PART]
// PART: sweep [PLAYLISTS], day, week, year, party [latency|storm|likes|memory|page|stop|quiet|silence]
// Prints Markdown rows for docs/benchmarks.md. Figures are ratios against a floor measured in the same run.
if (args is ["bare-room"])
{
    await BareRoom.Serve();
    return;
}

Console.WriteLine("| What | Floor | Ours | Ratio |");
Console.WriteLine("| --- | --- | --- | --- |");
if (args is [] or ["sweep", ..])
    await SweepBench.Run(args.ElementAtOrDefault(1) is { } playlists ? int.Parse(playlists) : 4_500);
if (args is [] or ["day"])
    await DayBench.Run();
if (args is [] or ["week"])
    await WeekBench.Run();
if (args is ["year"])
    await YearBench.Run();
if (args is [] or ["party", ..])
    await PartyBench.Run(args.ElementAtOrDefault(1));
