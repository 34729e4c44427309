namespace Tonearm.Sandbox.Demo;

/// <summary>What the songs are called.</summary>
internal static class SongTitles
{
    public static readonly string[] All =
    [
        "Afterglow", "Last Train Home", "Sunday Static", "Tell Me Slowly", "Half a Moon", "Rooftops", "Blue Hour", "Kerosene", "Daydream Economy",
        "Loose Change", "Undertow", "Open Windows", "Paper Planes at Night", "Marigold", "Every Other Summer", "Soft Landing", "Ghost Notes",
        "Second Skin", "Hum", "Long Way Round", "Cassette", "Evergreen", "Nowhere Fast", "Magnetic", "Satellite Town", "Ferris Wheel", "Riverbed",
        "Night Swim", "Parallel Lines at Dawn", "Small Hours", "Fireflies & Freight Trains", "Don't Wait Up", "水の音", "Полночь", "Été sans fin",
        "Borrowed Coat", "Tin Roof Rain", "Call Me by the Wrong Name", "Halfway to Lisbon", "Ordinary Miracle", "Corner Shop Lights", "Slow Applause",
        "The Year We Painted Everything", "Low Tide Letters", "Crooked Smile", "Window Seat", "Nobody's Birthday", "Pocket Full of Keys", "Warm Engine",
        "Telephone Garden", "Red Kite", "If It Rains We Dance", "Your Side of the Bed", "Honey & Smoke", "Twelve Streetlights", "Old New Shoes",
        "Under the Fig Tree", "Static Bloom", "Come Back as Weather", "A Map of Your Hands", "Kitchen Floor", "Silver Tongue", "Good Bones",
        "Motorway Hymn", "Lemon Trees", "Cheap Champagne", "Almost Spring", "The Lift Attendant", "Postcard from Nowhere", "Bruised Peach",
        "Whistle Past", "Stay for the Credits", "Northbound", "Somebody's Dog", "Bicycle Thief's Daughter", "Deep End", "Catch the Light",
        "Seven Floors Up", "Harmless", "Copper Wire", "Wednesday's Ghost", "Lighthouse (Keep Your Lamp On)", "Ten Green Doors", "Saltwater Taffy",
        "Quarter to Forever", "Bare Feet, Cold Tiles", "Neighbours", "Sleep on It", "Electric Fence", "Apricot Sky", "Say It in Morse", "Dust & Diesel",
        "The Understudy", "Wild Geese", "Turn the Record Over", "Glass Elevator", "Out of Season", "Mixtape for a Stranger", "Plum", "Fortune Teller",
        "Gravel Road", "Moth to a Porch Light", "Easy Now", "Canary", "Vacancy", "Big Small Town", "Feather & Stone", "Ice Cream in November",
        "Run the Taps", "Nocturne for Two Radios", "Kite String", "Ambulance Chaser", "Velcro Heart", "Tramlines", "Orange Peel", "Backwards Down the Stairs",
        "Last Orders", "Winter Coat Weather", "Elbow Room", "The Sea Is Not a Metaphor", "Paper Crown", "Nachtbus", "Corazón de neón", "Mañana otra vez",
    ];
}
