using Tonearm.Sandbox.Images;

namespace Tonearm.Sandbox.Demo;

/// <summary>Titles and descriptions somebody could have written, with all that breaks careless programs in them.</summary>
internal static class DemoTexts
{
    private static readonly (string Title, string? Description, string? Cover)[] Hobby =
    [
        ("Sunday Pancakes", "Slow songs for batter, butter & a second coffee. Updated most Sundays.", "cover-citrus"),
        ("Dishes Done Dirt Loud", "Everything that gets \"just the pans left\" finished in 20 minutes 🍳🧽", "cover-thirtythree"),
        ("Rainy Window", "Piano, tape hiss and the neighbour's cat. It's fine to do nothing.", "cover-rainlight"),
        ("Road to Nowhere / Side B", "For the long way home — windows down, phone in the glove box.", "cover-cassette"),
        ("夜のドライブ", "深夜の高速道路とシティポップ。「もう一周だけ」", "cover-windows"),
        ("Dad's Old Tapes", "Found in the attic, 1978–1991. Some are warped; that's how I remember them.", "cover-groove"),
        ("Кухонное радио", "Песни, под которые пекут блины и спорят о погоде.", "cover-leaves"),
        ("Run, Don't Think (174 bpm)", "5 km < 25 min? Not yet. Tempo > pace & no ballads.", "cover-diagonal"),
        ("مقهى الصباح", "عود، قهوة، وضوء أول النهار ☕️", "cover-mustardsun"),
        ("Quiet Enough to Read", "No words, no drums, no surprises.", "cover-cabin"),
        ("Café del Patio", "Bossa, cumbia y sillas de plástico. ¿Otra ronda? ¡Claro!", "cover-halftone"),
        ("New Year's Leftovers", null, null),
    ];

    private static readonly string[] Moods =
    [
        "Slow",
        "Late",
        "Soft",
        "Bright",
        "Deep",
        "Golden",
        "Cold",
        "Electric",
        "Hazy",
        "Warm",
        "Midnight",
        "First",
        "Hidden",
        "Endless",
        "Small",
        "Northern",
        "Coastal",
        "Analog",
        "Weightless",
        "Sunlit",
    ];

    private static readonly string[] Scenes =
    [
        "Focus",
        "Drift",
        "Harbour",
        "Motorway",
        "Greenhouse",
        "Library",
        "Rooftop",
        "Snowfall",
        "Tape Loops",
        "Strings",
        "Piano",
        "Dub",
        "Swim",
        "Breakfast",
        "Arrivals",
        "Departures",
        "Attic",
        "Garden",
        "Signals",
        "Sleep",
        "Club",
        "Lounge",
        "Choirs",
        "Guitars",
        "Modular",
        "Dust",
    ];

    private static readonly string[] Tails =
    [
        "",
        "",
        "",
        " Vol. 2",
        " (2026)",
        " & Friends",
        " — Selected",
        " [24-bit]",
        " '93",
        " 🌒",
        ": The B-Sides",
        " / Live",
        " 日本語",
        " Edición II",
        " №3",
        " ✨",
    ];

    private static readonly string?[] Lines =
    [
        "New music every Friday. Submissions: see our profile.",
        "\"The sound of a room after everyone has left\" — and 60 more. Follow & save.",
        "Ambient, drone & modern classical. No ads, no vocals, no hurry.",
        "Songs our artists can't stop playing. It's not a chart; it's a habit.",
        "Best before 3 a.m. 🌙 Refreshed weekly.",
        "Tempo < 80, reverb > 4 s. Headphones recommended.",
        "Restored from the original reels. Don't adjust your set.",
        "موسيقى هادئة للعمل والقراءة",
        "静かな部屋のための音楽。毎週金曜日更新。",
        "Тихая музыка для долгих дорог & коротких ночей.",
        "Música para días de lluvia: guitarras, teclas y poco más.",
        "Neue Aufnahmen, alte Räume. Für Frühaufsteher und Nachteulen.",
        "밤을 위한 재생목록 · 조용히 들어주세요",
        "Part of the \"Northlight Sessions\" series: see /archive for the rest.",
        "A=440, mostly. Strings, harmonium & a broken radiator.",
        null,
        "",
        "🎧 1 h 40 min of nothing in particular. You're welcome.",
    ];

    public static string Title(string person, int number) =>
        person switch
        {
            "kitchenradio" => Hobby[number % Hobby.Length].Title,
            _ => Made(number, person.Length),
        };

    public static string? Description(string person, int number) =>
        person switch
        {
            "kitchenradio" => Hobby[number % Hobby.Length].Description,
            _ => Lines[(number * 5 + person.Length) % Lines.Length],
        };

    /// <summary>The name of a shipped picture; null for a mosaic, which about one in six has.</summary>
    public static string? Cover(string person, int number) =>
        person switch
        {
            "kitchenradio" => Hobby[number % Hobby.Length].Cover,
            _ when number % 6 == 5 => null,
            _ => Pictures.Shipped[(number * 7 + number / Pictures.Shipped.Length * 5 + person.Length) % Pictures.Shipped.Length],
        };

    private static string Made(int number, int shift)
    {
        var mood = Moods[(number * 7 + shift) % Moods.Length];
        var scene = Scenes[(number + number / Moods.Length + shift) % Scenes.Length];
        var tail = Tails[(number * 3 + number / (Moods.Length * Scenes.Length)) % Tails.Length];
        return $"{mood} {scene}{tail}";
    }
}
