using Tonearm.Bench;

// usage: dotnet run -c Release --project bench/Tonearm.Bench [-- sweep|day]
// Prints Markdown rows for docs/benchmarks.md. Figures are ratios against a floor measured in the same run.
Console.WriteLine("| What | Floor | Ours | Ratio |");
Console.WriteLine("| --- | --- | --- | --- |");
if (args is [] or ["sweep"]) await SweepBench.Run();
if (args is [] or ["day"]) await DayBench.Run();
