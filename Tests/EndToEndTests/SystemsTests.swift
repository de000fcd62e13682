import Foundation
import Testing

/// What systems can be asked, by the program itself.
struct SystemsTests {
    let scratch: Scratch

    init() throws { scratch = try Scratch() }

    private struct Listing: Decodable {
        struct System: Decodable {
            struct Parameter: Decodable {
                let name: String
                let help: String
                let range: String
            }

            let name: String
            let parameters: [Parameter]
        }

        let systems: [System]
    }

    private func listing(_ arguments: String...) throws -> Listing {
        let outcome = try Program.run(["systems"] + arguments + ["--json"], scratch: scratch)
        #expect(outcome.status == 0 && outcome.errors.isEmpty, "\(outcome.errors)")
        return try JSONDecoder().decode(Listing.self, from: Data(outcome.output.utf8))
    }

    @Test func systemsAndTheirParametersAreListed() throws {
        let all = try Program.run(["systems"], scratch: scratch)
        #expect(all.status == 0 && all.lines.first?.hasPrefix("fastsag: FastSAG. ") == true)
        let system = try #require(try listing("fastsag").systems.first)
        #expect(try listing().systems.map(\.name) == ["fastsag", "stemgen", "melody"] && system.parameters.count == 24)
        let text = try Program.run(["systems", "fastsag"], scratch: scratch)
        for parameter in system.parameters {
            let line = try #require(text.lines.first { $0.hasPrefix(parameter.name + " ") }, "\(parameter.name)")
            #expect(line.contains(parameter.range) && !parameter.help.isEmpty, "\(line)")
        }
        #expect(text.lines.contains { $0.hasPrefix("steps") && $0.hasSuffix("1 to 200 (usual: 8)") })
    }

    @Test(arguments: [["systems", "orchestra"], ["generate", "none.wav", "--out", "none", "--system", "orchestra"]])
    func aSystemThatIsNotThereIsRefused(arguments: [String]) throws {
        let outcome = try Program.run(arguments, scratch: scratch)
        #expect(outcome.status == 2)
        #expect(outcome.errors == "backline: there is no system \"orchestra\"; choose fastsag, stemgen, melody\n")
    }

    /// Every parameter is reached by its name: nonsense is refused before any file is read.
    @Test func setReachesEveryParameter() throws {
        let parameters = try listing().systems.flatMap { system in system.parameters.map { (system.name, $0) } }
        for (system, parameter) in parameters {
            let outcome = try Program.run(
                [
                    "generate", "none.wav", "--out", scratch.path("out"), "--system", system, "--set",
                    parameter.name + "=no such thing",
                ], scratch: scratch)
            #expect(outcome.status == 2 && !outcome.crashed, "\(parameter.name): \(outcome.errors)")
            #expect(!outcome.errors.contains("none.wav"), "\(parameter.name): \(outcome.errors)")
            #expect(outcome.errors.split(separator: "\n").count == 1, "\(parameter.name): \(outcome.errors)")
        }
    }

    @Test(arguments: [
        ("pace=3", "FastSAG has no parameter \"pace\"; there are system, steps, guidance"),
        ("steps", "--set takes NAME=VALUE like density=1.5, not \"steps\""), ("=3", "not \"=3\""),
        ("steps=0", "steps must be 1 to 200, not 0"), ("chordGuidance=21", "chord guidance must be 0 to 20, not 21"),
    ])
    func badSettingsAreRefused(setting: String, sentence: String) throws {
        let outcome = try Program.run(
            ["generate", "none.wav", "--out", scratch.path("out"), "--set", setting], scratch: scratch)
        #expect(outcome.status == 2)
        #expect(outcome.errors.contains(sentence), "\(outcome.errors)")
    }

    /// What was typed and is wrong goes before what is missing.
    @Test func anUnknownOptionIsNamedBeforeWhatIsMissing() throws {
        for arguments in [["--nosuch"], ["none.wav", "--nosuch"], ["--out", "x", "--nosuch=3"]] {
            let outcome = try Program.run(["generate"] + arguments, scratch: scratch)
            #expect(outcome.status == 2 && outcome.errors.contains("Unknown option '--nosuch'"), "\(outcome.errors)")
        }
        let missing = try Program.run(["generate", "--out", "x"], scratch: scratch)
        #expect(missing.errors.contains("Missing expected argument '<vocal>"), "\(missing.errors)")
    }

    /// A slip of the pen in a recipe is named; what the system itself says is known.
    @Test func aRecipeIsReadByTheSystemsNames() throws {
        for (text, part) in [
            (#"{"guidence": 3}"#, "\"guidence\" is nothing a recipe says; there are system, seed"),
            (#"{"steps": "many"}"#, "steps is a whole number, not \"many\""),
            (#"{"solver": "magic"}"#, "solver is one of euler, heun, dpm"),
            (#"{"system": "orchestra"}"#, "there is no system \"orchestra\""),
        ] {
            try scratch.file("recipe.json", Data(text.utf8))
            let outcome = try Program.run(
                ["generate", "none.wav", "--out", scratch.path("out"), "--recipe", scratch.path("recipe.json")],
                scratch: scratch)
            #expect(outcome.status == 2 && outcome.errors.contains(part), "\(outcome.errors)")
        }
    }

    // MARK: The same orders are the same recipes

    private static let named = [
        "--steps", "1", "--guidance", "2.5", "--solver", "heun", "--style", "bossa", "--band", "keys bass very sparse",
        "--brightness", "-0.5", "--plan", "4 keys soft | 8 all dense", "--swing", "0.62", "--balance", "-4", "--bpm",
        "~92.5", "--key", "Ebm", "--meter", "3/4", "--chords", "Am F | G/B", "--tuning", "-35c", "--pre-roll", "1",
        "--vocal-guidance", "0", "--style-guidance", "1.5", "--stems",
    ]
    private static let set = [
        "steps=1", "guidance=2,5", "solver=heun", "style=bossa", "band=keys bass very sparse", "brightness=-0.5",
        "plan=4 keys soft | 8 all dense", "swing=0.62", "balance=-4 LU", "tempo=~92.5", "key=Ebm", "meter=3/4",
        "chords=Am F | G/B", "tuning=-35c", "preRoll=1", "vocalGuidance=0", "styleGuidance=1.5", "stems=apart",
    ]
    private static let part = ["--from", "0.5", "--to", "4", "--downbeat", "0.75"]

    /// As the program wrote it when every setting was a property, to the byte.
    @Test(arguments: [
        ("usual", ["--to", "3"]),
        ("draft", ["--to", "3", "--draft", "--seed", "18446744073709551615", "--chord-guidance", "5"]),
        ("lofi", ["--to", "3", "--steps", "1", "--recipe", "lofi"]), ("all", part + named),
        ("all", part + set.flatMap { ["--set", $0] }),
    ])
    func anOrderIsWrittenAsItWas(name: String, arguments: [String]) throws {
        let folder = Program.package.appendingPathComponent("samples/listening")
        let recipes = try FileManager.default.contentsOfDirectory(atPath: folder.path)
        let arguments = arguments.map { argument in
            guard argument == "lofi", let file = recipes.first(where: { $0.contains(argument) }) else {
                return argument
            }
            return folder.appendingPathComponent(file).path
        }
        let outcome = try Program.run(
            ["generate", Program.sample("twinkle.flac"), "--out", scratch.path("take")] + arguments, scratch: scratch)
        #expect(outcome.status == 0, "\(outcome.errors)")
        let text = try String(contentsOf: scratch.url("take/recipe.json"), encoding: .utf8)
        let start = try #require(text.range(of: "\"recipe\" : "))
        let end = try #require(text.range(of: "\n  }", range: start.upperBound..<text.endIndex))
        let lines = text[start.upperBound..<end.upperBound].split(separator: "\n", omittingEmptySubsequences: false)
        let recipe = lines.map { $0.hasPrefix("  ") ? $0.dropFirst(2) : $0 }.joined(separator: "\n") + "\n"
        let fixture = Program.package.appendingPathComponent("Tests/Fixtures/recipes/\(name).json")
        #expect(recipe == (try String(contentsOf: fixture, encoding: .utf8)))
    }
}
