using Microsoft.AspNetCore.Components;

namespace Tonearm.Party.Pages;

/// <summary>How figures look: a white animal on a ground whose shape and colour belong together. Drawn for 24 pixels.</summary>
internal static class FigureDrawings
{
    private const string Dark = "#1d1814";

    private static readonly Dictionary<string, string> Grounds = new()
    {
        ["red"] = """<circle cx="12" cy="12" r="12" fill="#c8372d"/>""",
        ["blue"] = """<rect x=".5" y=".5" width="23" height="23" rx="4" fill="#2f6fd0"/>""",
        ["green"] = """<path d="M12 0 22.6 6v12L12 24 1.4 18V6z" fill="#2e8540"/>""",
        ["golden"] = """<path d="m12-1.5 13.5 13.5L12 25.5-1.5 12z" fill="#a87500"/>""",
        ["violet"] = """<path d="M1 1h22v12c0 5.5-5 9-11 11C6 22 1 18.5 1 13z" fill="#7b4fc4"/>""",
        ["pink"] =
            """<path d="M12 0a5 5 0 0 1 4.5 3A5 5 0 0 1 21 7.5 5 5 0 0 1 21 16.5 5 5 0 0 1 16.5 21 5 5 0 0 1 7.5 21 5 5 0 0 1 3 16.5 5 5 0 0 1 3 7.5 5 5 0 0 1 7.5 3 5 5 0 0 1 12 0z" fill="#c73d87"/>""",
        ["teal"] = """<path d="M12 0 24 9.5 20 24H4L0 9.5z" fill="#11807d"/>""",
        ["brown"] = """<path d="M5.5 0h13v5.5H24v13h-5.5V24h-13v-5.5H0v-13h5.5z" fill="#84582f"/>""",
    };

    private static readonly Dictionary<string, string> Animals = new()
    {
        ["fox"] = $"""
            <path d="M5.3 5 9.5 8.2h5L18.7 5v7.3L12 19.2l-6.7-6.9z" fill="#fff"/>
            <g fill="{Dark}"><circle cx="9.3" cy="11.7" r="1"/><circle cx="14.7" cy="11.7" r="1"/><path d="M10.6 16.3h2.8L12 18.6z"/></g>
            """,
        ["bear"] = $"""
            <g fill="#fff"><circle cx="7.3" cy="7.6" r="2.6"/><circle cx="16.7" cy="7.6" r="2.6"/><circle cx="12" cy="12.8" r="6"/></g>
            <g fill="{Dark}"><circle cx="9.6" cy="11.5" r="1"/><circle cx="14.4" cy="11.5" r="1"/><ellipse cx="12" cy="14.9" rx="1.9" ry="1.3"/></g>
            """,
        ["rabbit"] = $"""
            <g fill="#fff"><ellipse cx="9.2" cy="7.4" rx="1.9" ry="4.6"/><ellipse cx="14.8" cy="7.4" rx="1.9" ry="4.6"/><circle cx="12" cy="14.6" r="4.8"/></g>
            <g fill="{Dark}"><circle cx="10.2" cy="13.8" r=".9"/><circle cx="13.8" cy="13.8" r=".9"/><path d="M11 15.8h2l-1 1.5z"/></g>
            """,
        ["owl"] = $"""
            <path d="M5.8 4.6 8.6 6.6h6.8l2.8-2v8.6a6.2 6.2 0 0 1-12.4 0z" fill="#fff"/>
            <g fill="{Dark}"><circle cx="9.2" cy="10.4" r="2.4"/><circle cx="14.8" cy="10.4" r="2.4"/><path d="M10.9 13h2.2L12 15.6z"/></g>
            <g fill="#fff"><circle cx="9.2" cy="10.4" r=".9"/><circle cx="14.8" cy="10.4" r=".9"/></g>
            """,
        ["frog"] = $"""
            <g fill="#fff"><circle cx="8" cy="8" r="2.9"/><circle cx="16" cy="8" r="2.9"/><ellipse cx="12" cy="13.4" rx="7" ry="4.9"/></g>
            <g fill="{Dark}"><circle cx="8" cy="7.8" r="1.3"/><circle cx="16" cy="7.8" r="1.3"/></g>
            <path d="M7.8 14q4.2 3.2 8.4 0" fill="none" stroke="{Dark}" stroke-width="1.2" stroke-linecap="round"/>
            """,
        ["fish"] = $"""
            <path d="M4.5 12c1.8-3.2 4.3-4.6 7-4.6 2 0 3.6 1 4.7 2.6l3.3-2.6v9.2L16.2 14c-1.1 1.6-2.7 2.6-4.7 2.6-2.7 0-5.2-1.4-7-4.6z" fill="#fff"/>
            <circle cx="8.6" cy="11" r="1" fill="{Dark}"/><path d="M11.4 9.4q1.6 2.6 0 5.2" fill="none" stroke="{Dark}" stroke-width=".9"/>
            """,
        ["duck"] = $"""
            <path d="M9.6 5.2a3.5 3.5 0 0 1 3.5 3.5c0 1.3-.5 2-.5 2.8 2.6.2 4.4.2 6.9-1.3.3 4.6-2.5 8.6-7.3 8.6-4 0-6.7-2.3-6.3-5.3.2-1.2.8-1.9 1.3-2.5-.7-.6-1.1-1.3-1.1-2.3a3.5 3.5 0 0 1 3.5-3.5z" fill="#fff"/>
            <path d="M6.4 8 3.8 9.6l2.7 1z" fill="#ffd08a"/><circle cx="9" cy="8.2" r=".9" fill="{Dark}"/>
            <path d="M10.4 14.6q2.6 1.6 5-.6" fill="none" stroke="{Dark}" stroke-width=".9" stroke-linecap="round"/>
            """,
        ["snail"] = $"""
            <path d="M6 8.4v6.8c0 1.6 1 2.8 2.8 2.8h10.4" fill="none" stroke="#fff" stroke-width="2.6" stroke-linecap="round"/>
            <circle cx="13.6" cy="11.6" r="5" fill="#fff"/>
            <path d="M13.8 11.8a1.2 1.2 0 0 1-1-2 2.6 2.6 0 0 1 3.6 3.6 3.5 3.5 0 0 1-5.6-.4" fill="none" stroke="{Dark}" stroke-width="1"/>
            <path d="M6 8 4.8 5.4M6 8 7.4 5.4" stroke="#fff" stroke-width="1" stroke-linecap="round"/>
            """,
        ["turtle"] = $"""
            <g fill="#fff"><path d="M4.6 14.4a5.9 5.9 0 0 1 11.8 0z"/><circle cx="17.8" cy="12.4" r="2.2"/><rect x="5.8" y="14" width="2.8" height="3.6" rx="1"/><rect x="12.4" y="14" width="2.8" height="3.6" rx="1"/></g>
            <circle cx="18.3" cy="12" r=".7" fill="{Dark}"/>
            <path d="M4.8 14.4h11.8M8.4 9.6v4.4M12.6 9.6v4.4" fill="none" stroke="{Dark}" stroke-width=".9"/>
            """,
        ["whale"] = $"""
            <path d="M4.6 12.8c1.6-1.8 5-2.2 7.6-1.2 1.9.7 3 .4 3.4-.8-1.5-.5-2.2-1.5-2-3.1 1.4 0 2.3.5 2.9 1.4.7-.8 1.7-1.2 3.1-1 0 1.5-.7 2.5-2.2 3 .3 4-2.2 7-6.6 7-3.8 0-6.8-2-6.2-5.3z" fill="#fff"/>
            <circle cx="7.6" cy="13.6" r=".9" fill="{Dark}"/><path d="M8 9.2V7.2M8 7.2C7.3 6 6.3 5.9 5.7 6.6M8 7.2c.7-1.2 1.7-1.3 2.3-.6" fill="none" stroke="#fff" stroke-width="1" stroke-linecap="round"/>
            """,
        ["elephant"] = $"""
            <g fill="#fff"><ellipse cx="6.8" cy="10.6" rx="3" ry="4"/><ellipse cx="17.2" cy="10.6" rx="3" ry="4"/></g>
            <path d="M12 5.4c2.6 0 4.2 1.9 4.2 4.4 0 2-1 3.6-2.7 4.3v3c0 1 1.4 1 1.4-.1h1.5c0 3.3-4.6 3.3-4.6.1v-2.7c-2.4-.2-4-2.1-4-4.6 0-2.5 1.6-4.4 4.2-4.4z" fill="#fff" stroke="{Dark}" stroke-width=".7"/>
            <g fill="{Dark}"><circle cx="10.2" cy="9.6" r=".8"/><circle cx="13.8" cy="9.6" r=".8"/></g>
            """,
        ["penguin"] = $"""
            <path d="M12 4c3 0 4.6 2.3 4.6 5 0 1.4 1.8 3 1.8 5.6-.6 0-1.2-.2-1.6-.6-.4 3.2-2.2 5-4.8 5s-4.4-1.8-4.8-5c-.4.4-1 .6-1.6.6C5.6 12 7.4 10.4 7.4 9c0-2.7 1.6-5 4.6-5z" fill="{Dark}"/>
            <path d="M12 10.2c2.2 0 3.2 1.9 3.2 4 0 2.5-1.2 3.8-3.2 3.8s-3.2-1.3-3.2-3.8c0-2.1 1-4 3.2-4z" fill="#fff"/>
            <g fill="#fff"><circle cx="10.3" cy="7.8" r="1"/><circle cx="13.7" cy="7.8" r="1"/></g><path d="M10.9 9h2.2L12 11z" fill="#ffd08a"/>
            """,
        ["butterfly"] = $"""
            <g fill="#fff"><ellipse cx="8" cy="9.2" rx="3.6" ry="3.8"/><ellipse cx="16" cy="9.2" rx="3.6" ry="3.8"/><circle cx="8.9" cy="15.2" r="2.7"/><circle cx="15.1" cy="15.2" r="2.7"/></g>
            <g fill="none" stroke="{Dark}" stroke-linecap="round"><path d="M12 7.6v9.6" stroke-width="1.8"/><path d="M12 7.6 10.2 5M12 7.6 13.8 5" stroke-width=".8"/></g>
            <g fill="{Dark}"><circle cx="7.6" cy="9" r="1.1"/><circle cx="16.4" cy="9" r="1.1"/></g>
            """,
        ["crab"] = $"""
            <g fill="none" stroke="#fff" stroke-width="1.3" stroke-linecap="round"><path d="M8 12.2 5.8 9.4M16 12.2l2.2-2.8M7.6 15.2 4.8 16M8.2 16.6 6.4 18.6M16.4 15.2l2.8.8M15.8 16.6l1.8 2"/></g>
            <ellipse cx="12" cy="14" rx="4.9" ry="3.7" fill="#fff"/>
            <path d="M5.4 9.8a2.6 2.6 0 1 1 2.4-3.4L5.8 7.3zM18.6 9.8a2.6 2.6 0 1 0-2.4-3.4l2 .9z" fill="#fff"/>
            <g fill="{Dark}"><circle cx="10.3" cy="13" r=".9"/><circle cx="13.7" cy="13" r=".9"/></g>
            """,
        ["deer"] = $"""
            <g fill="none" stroke="#fff" stroke-width="1.3" stroke-linecap="round"><path d="M10 9.6C8.2 8.4 7.4 6.8 7.6 4.6M8 7.4 5.6 6.6M14 9.6c1.8-1.2 2.6-2.8 2.4-5M16 7.4l2.4-.8"/></g>
            <g fill="#fff"><path d="M9 9.2h6l-.7 7.8a2.3 2.3 0 0 1-4.6 0z"/><ellipse cx="7.2" cy="11" rx="2" ry="1.1"/><ellipse cx="16.8" cy="11" rx="2" ry="1.1"/></g>
            <g fill="{Dark}"><circle cx="10.6" cy="12" r=".8"/><circle cx="13.4" cy="12" r=".8"/><ellipse cx="12" cy="17.2" rx="1.3" ry="1"/></g>
            """,
        ["octopus"] = $"""
            <path d="M6.6 10.4a5.4 5.4 0 0 1 10.8 0v3H6.6z" fill="#fff"/>
            <g fill="none" stroke="#fff" stroke-width="1.9" stroke-linecap="round"><path d="M7.6 13v2.8c0 1.6-.6 2.2-1.6 2.4M10.5 13v5.2M13.5 13v5.2M16.4 13v2.8c0 1.6.6 2.2 1.6 2.4"/></g>
            <g fill="{Dark}"><circle cx="10" cy="10.4" r="1.1"/><circle cx="14" cy="10.4" r="1.1"/></g>
            """,
    };

    public static MarkupString Ground(string colour) => new(Grounds[colour]);

    public static MarkupString Animal(string animal) => new(Animals[animal]);
}
