import Foundation
import Terminal
import Testing

/// A folder of theme files that is gone with the value.
final class ThemeFolder {
    let url: URL

    init(_ files: [String: String]) throws {
        url = FileManager.default.temporaryDirectory.appendingPathComponent("themes-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
        for (name, text) in files {
            try text.write(to: url.appendingPathComponent("\(name).toml"), atomically: true, encoding: .utf8)
        }
    }

    deinit { try? FileManager.default.removeItem(at: url) }  // a test's leftovers, in the temporary folder
}

@Suite struct ThemeLoaderTests {
    private static let red = Colour(red: 255, green: 0, blue: 0)
    private static let plain = """
        summary = "Plain"
        ramp = ["#000", "#888888", "#FFFFFF"]
        [roles]
        text = { fg = "#eeeeee", bg = "#101010" }
        accent = "#ff0000"
        selection = { bg = "#0000ff", bold = true, dim = true, underline = true, reverse = true }
        """

    @Test func aFileIsRead() throws {
        let folder = try ThemeFolder(["plain": Self.plain])
        let theme = try ThemeLoader(folders: [folder.url]).load("plain")
        let (light, dark) = (Colour(red: 238, green: 238, blue: 238), Colour(red: 16, green: 16, blue: 16))
        #expect(theme.name == "plain")
        #expect(theme.summary == "Plain")
        #expect(theme.ramp.count == 3)
        #expect(theme[.text] == CellStyle(foreground: light, background: dark))
        #expect(theme[.accent] == CellStyle(foreground: Self.red, background: dark))
        #expect(
            theme[.selection]
                == CellStyle(
                    foreground: light, background: Colour(red: 0, green: 0, blue: 255), bold: true, dim: true,
                    underlined: true, reversed: true))
        #expect(theme[.star] == theme[.text])
    }

    @Test func aBaseGivesWhatIsLeftOut() throws {
        let folder = try ThemeFolder([
            "plain": Self.plain,
            "mine": "base = \"plain\"\n[roles]\ntext = { bg = \"#ff0000\" }\nselection = { bold = false }",
        ])
        let theme = try ThemeLoader(folders: [folder.url]).load("mine")
        #expect(theme.name == "mine")
        #expect(theme.summary == "Plain")
        #expect(theme[.text].foreground == Colour(red: 238, green: 238, blue: 238))
        // the accent has no background of its own, so it stands on the new one
        #expect(theme[.accent] == CellStyle(foreground: Self.red, background: Self.red))
        #expect(!theme[.selection].isBold)
        #expect(theme[.selection].isUnderlined)
    }

    @Test func anEarlierFolderWinsAndMayBuildOnTheLater() throws {
        let mine = try ThemeFolder(["plain": "base = \"plain\"\nsummary = \"Mine\""])
        let theirs = try ThemeFolder(["plain": Self.plain])
        let theme = try ThemeLoader(folders: [mine.url, theirs.url]).load("plain")
        #expect(theme.summary == "Mine")
        #expect(theme[.accent].foreground == Self.red)
    }

    @Test func withoutFilesThereIsTheDefault() throws {
        let loader = ThemeLoader(folders: [URL(fileURLWithPath: "/nowhere")])
        #expect(loader.names == ["night"])
        #expect(try loader.load("night") == Theme.night)
        let folder = try ThemeFolder(["mine": "base = \"night\"\n[roles]\naccent = \"#ff0000\""])
        let mine = try ThemeLoader(folders: [folder.url]).load("mine")
        #expect(mine[.accent].foreground == Self.red)
        #expect(mine[.text] == Theme.night[.text])
        #expect(mine.ramp == Theme.night.ramp)
    }

    @Test func aPathIsReadAsAFile() throws {
        let folder = try ThemeFolder(["plain": Self.plain])
        let path = folder.url.appendingPathComponent("plain.toml").path
        #expect(try ThemeLoader(folders: []).load(path).summary == "Plain")
    }

    @Test(arguments: [
        ("[roles]\nacent = \"#ffffff\"", "line 2: unknown role \"acent\"; did you mean \"accent\"?"),
        ("[roles]\n\naccent = \"red\"", "line 3: \"red\" is no colour; write it as \"#rrggbb\""),
        ("[roles]\naccent = { bald = true }", "line 2: unknown attribute \"bald\"; did you mean \"bold\"?"),
        ("[roles]\naccent = { bold = 1 }", "line 2: \"bold\" must be true or false"),
        ("[roles]\naccent = 3", "line 2: \"accent\" must be a colour or a table"),
        ("summry = \"x\"", "line 1: unknown setting \"summry\"; did you mean \"summary\"?"),
        ("ramp = [\"#000000\"]", "line 1: \"ramp\" needs at least two colours"),
        ("ramp = [\"#000000\", 3]", "line 1: \"\" is no colour"),
        ("\n\nname = \"other\"", "line 3: a theme is called after its file: write name = \"bad\""),
        ("summary = \"x\"\nramp = [", "line 2"), ("roles = 3", "line 1: \"roles\" must be a table"),
    ])
    func whatIsWrongIsSaidWithItsLine(text: String, message: String) throws {
        let folder = try ThemeFolder(["bad": text])
        let loader = ThemeLoader(folders: [folder.url])
        let error = try #require(throws: ThemeError.self) { try loader.load("bad") }
        #expect(error.description.contains(folder.url.appendingPathComponent("bad.toml").path))
        #expect(error.description.contains(message), "\(error)")
        let (themes, problems) = loader.loadAll()
        #expect(themes.map(\.name) == ["night"])
        #expect(problems == [error])
    }

    @Test func circlesAndUnknownNamesAreRefused() throws {
        let folder = try ThemeFolder(["a": "base = \"b\"", "b": "base = \"a\"", "plain": Self.plain])
        let loader = ThemeLoader(folders: [folder.url])
        #expect(try #require(throws: ThemeError.self) { try loader.load("a") }.description.contains("a -> b -> a"))
        #expect(
            try #require(throws: ThemeError.self) { try loader.load("plan") }.description
                == "There is no theme called \"plan\"; did you mean \"plain\"?")
    }

    @Test func foldersAreSearchedInOrder() throws {
        let package = try ThemeFolder([:])
        let program = package.url.appendingPathComponent(".build/x86_64/release/backline")
        try "".write(to: package.url.appendingPathComponent("Package.swift"), atomically: true, encoding: .utf8)
        let loader = ThemeLoader(
            environment: ["XDG_CONFIG_HOME": "/config", "BACKLINE_THEMES": "/given", "HOME": "/home/a"],
            program: program)
        #expect(
            loader.folders.map(\.path) == [
                "/config/backline/themes", "/given", package.url.path + "/.build/x86_64/share/backline/themes",
                package.url.path + "/themes",
            ])
        let home = ThemeLoader(environment: ["HOME": "/home/a"], program: nil)
        #expect(home.folders.map(\.path) == ["/home/a/.config/backline/themes"])
    }
}
