import Foundation
import Generation
import Interface
import Music
import Recipes
import Terminal
import Testing

/// Each parameter of each system, and one that is declared here only: in the panel, typed, stepped, in JSON, on a command
/// line and undone, without a line that knows its name.
@Suite struct EveryParameterTests {
    /// All that the program has.
    static let systems = [FastSAGGenerator.description]

    /// One of every kind that no system has.
    static let throwaway = [
        Parameter(
            "sparkle", help: "how much it glitters", group: .making, kind: .number(0...4, step: 0.25),
            absent: "as it comes"),
        Parameter(
            "rooms", help: "how many it is played in", group: .band, kind: .integer(1...9, unit: "rooms"),
            usual: .integer(2)),
        Parameter("hall", help: "where it is played", group: .band, kind: .choice(["chapel", "club"]), absent: "any"),
        Parameter("live", help: "with an audience", group: .band, kind: .flag(on: "live", off: "dry"), absent: "dry"),
        Parameter(
            "prompt", help: "what it sounds like", group: .band,
            kind: .text(
                .init(
                    form: "up to twenty letters",
                    check: { text in
                        guard text.count <= 20 else { throw RecipeError("a prompt has up to twenty letters") }
                        return text
                    })), absent: "none"),
    ]

    /// A system with parameters of its own, in place of the first one.
    static let later: SystemDescription = {
        var system = FastSAGGenerator.description
        system.parameters += throwaway
        return system
    }()

    struct Case: Sendable, CustomTestStringConvertible {
        var parameter: Parameter
        var systems: [SystemDescription]

        var testDescription: String { parameter.id }
    }

    static let cases: [Case] =
        systems.flatMap { system in system.parameters.map { Case(parameter: $0, systems: [system]) } }
        + [Case(parameter: (systems + [duo]).choice, systems: systems + [duo])]
        + throwaway.map { Case(parameter: $0, systems: [later]) }

    private static let duo = FakeStudio.two[1]

    /// What is typed where arrows change nothing.
    private static let samples = [
        "plan": "4 keys | 8 all dense", "chords": "Am F | G", "part": "2-6", "prompt": "warm tape",
    ]
    /// What no text may say.
    private static let nonsense = [
        "system": "trio", "seed": "-1", "tempo": "fast", "key": "J", "meter": "99", "tuning": "flat", "chords": "C | Q",
        "part": "soon", "band": "banjo", "plan": "keys", "prompt": "much more than twenty letters",
    ]

    // MARK: What it says of itself

    @Test(arguments: cases) func itHasANameAndHelp(_ tested: Case) {
        let parameter = tested.parameter
        #expect(!parameter.id.isEmpty && parameter.id.allSatisfy { $0.isLetter || $0.isNumber })
        #expect(!parameter.label.isEmpty && parameter.label.count <= 9, "wider than its column")
        #expect(!parameter.help.isEmpty && parameter.help.count <= 48, "wider than its column")
        #expect(!parameter.range.isEmpty)
        #expect(parameter.usual != nil || !parameter.absent.isEmpty, "nothing stands there")
    }

    @Test(arguments: systems + [later]) func itsNameIsItsOwn(_ system: SystemDescription) throws {
        let all = [system].parameters(of: system.defaults)
        #expect(Set(all.map(\.id)).count == all.count && Set(all.map(\.label)).count == all.count)
        let shared = try #require(
            try JSONSerialization.jsonObject(with: JSONEncoder().encode(Self.full)) as? [String: Any])
        for parameter in all where parameter.isSetting {
            #expect(shared[parameter.id] == nil, "\(parameter.id) is what every recipe says")
        }
        try system.validate(system.defaults)
        for parameter in all {
            if let usual = parameter.usual {
                #expect(parameter.setting(in: system.defaults) == usual, "\(parameter.id)")
            } else {
                #expect(parameter.setting(in: system.defaults) == nil, "\(parameter.id)")
            }
        }
    }

    /// A recipe with everything that all systems share.
    private static let full = Recipe(
        style: .pop, arrangement: .init(density: 1), plan: [], leadSheet: Rig.sheet, from: 0, to: 1, preRoll: 1,
        tail: 1,
        variation: 0.5, reroll: 0..<1, stems: true)

    // MARK: Values

    /// The system's usual recipe with another value.
    private func changed(_ tested: Case) throws -> Recipe {
        let system = try #require(tested.systems.first)
        var recipe = system.defaults
        try tested.parameter.step(&recipe, by: 1, hearing: Rig.sheet)
        if recipe == system.defaults {
            let sample = try #require(Self.samples[tested.parameter.id], "say what can be typed")
            try tested.parameter.set(&recipe, typing: sample)
        }
        #expect(recipe != system.defaults && tested.parameter.differs(recipe, system.defaults))
        return recipe
    }

    @Test(arguments: cases) func typingItsOwnTextChangesNothing(_ tested: Case) throws {
        for recipe in [try #require(tested.systems.first).defaults, try changed(tested)] {
            var again = recipe
            try tested.parameter.set(&again, typing: tested.parameter.text(of: recipe))
            #expect(again == recipe && !tested.parameter.differs(again, recipe))
        }
    }

    @Test(arguments: cases) func arrowsGoThereAndBack(_ tested: Case) throws {
        let system = try #require(tested.systems.first)
        // from the usual value, and from another one
        var there = try changed(tested)
        if Self.samples[tested.parameter.id] == nil {
            try tested.parameter.step(&there, by: -1, hearing: Rig.sheet)
            // what was heard is said then
            let heard = [Parameter.tempo.id: "120", Parameter.tuning.id: "0c"][tested.parameter.id]
            #expect(tested.parameter.text(of: there) == heard ?? tested.parameter.text(of: system.defaults))
        }
        for steps in [1, 3, 10] {
            var recipe = try changed(tested)
            let before = recipe
            try tested.parameter.step(&recipe, by: steps, hearing: Rig.sheet)
            if case .text = tested.parameter.kind, Self.samples[tested.parameter.id] != nil {
                #expect(recipe == before, "what is text is typed")
            }
            try system.validate(recipe)
        }
    }

    @Test(arguments: cases) func whatIsOutsideIsRefusedByName(_ tested: Case) throws {
        let parameter = tested.parameter
        let bad: [String] =
            switch parameter.kind {
            case .integer(let range, _, _):
                ["\(range.lowerBound - 1)", "\(range.upperBound + 1)", "2.5", "many", "\(Int.max)"]
            case .number(let range, _, _):
                ["\(range.lowerBound - 0.01)", "\(range.upperBound + 0.01)", "nan", "inf", "much"]
            case .choice: ["nothing like it"]
            case .flag: ["maybe"]
            case .text: [try #require(Self.nonsense[parameter.id], "say what can't be typed")]
            }
        let system = try #require(tested.systems.first)
        for text in bad {
            var recipe = system.defaults
            do {
                try parameter.set(&recipe, typing: text)
                Issue.record("\(parameter.id) takes \(text)")
            } catch let error as RecipeError {
                let sentence = error.description.lowercased()
                let named = [parameter.name, parameter.label, text].contains { sentence.contains($0.lowercased()) }
                #expect(named || sentence.contains(text.split(separator: " ").last?.lowercased() ?? "?"), "\(sentence)")
            }
            #expect(recipe == system.defaults)
        }
        if parameter.usual != nil {
            var recipe = system.defaults
            #expect(throws: RecipeError.self) { try parameter.set(&recipe, typing: "") }
        }
    }

    @Test(arguments: cases) func itSurvivesJSON(_ tested: Case) throws {
        for recipe in [try #require(tested.systems.first).defaults, try changed(tested)] {
            let read = try JSONDecoder().decode(Recipe.self, from: JSONEncoder().encode(recipe))
            #expect(read == recipe)
            try tested.systems.named(read.system)?.checkNames(of: read)
        }
    }

    @Test(arguments: cases) func copyingPutsItBack(_ tested: Case) throws {
        let recipe = try changed(tested)
        var usual = try #require(tested.systems.first).defaults
        tested.parameter.copy(from: recipe, to: &usual)
        #expect(!tested.parameter.differs(usual, recipe))
    }

    // MARK: Where people meet it

    /// As `--set NAME=VALUE` does it; the program itself is asked in EndToEndTests.
    @Test(arguments: cases) func aCommandLineReachesIt(_ tested: Case) throws {
        let wanted = try changed(tested)
        var recipe = try #require(tested.systems.first).defaults
        try tested.systems.set(tested.parameter.id, of: &recipe, typing: tested.parameter.text(of: wanted))
        #expect(!tested.parameter.differs(recipe, wanted))
    }

    @Test(arguments: cases) func itIsTypedInThePanelAndUndone(_ tested: Case) throws {
        let rig = try Rig(systems: tested.systems)
        let before = rig.song.recipe
        let text = tested.parameter.text(of: try changed(tested))
        rig.press("4")
        for _ in rig.state.parameters where rig.state.recipeCursor != tested.parameter.id { rig.press("j") }
        #expect(rig.state.recipeCursor == tested.parameter.id)
        #expect(rig.text().contains("▸" + tested.parameter.label.prefix(8)))
        rig.press("enter")
        rig.answer(text)
        #expect(rig.state.entry == nil && rig.song.recipe != before)
        #expect(tested.parameter.text(of: rig.song.recipe) == text)
        #expect(rig.state.undoTitle == tested.parameter.label)
        rig.press("u")
        #expect(rig.song.recipe == before)
        rig.workstation.perform("redo")
        #expect(tested.parameter.text(of: rig.song.recipe) == text)
        rig.press("backspace")
        let usual = tested.parameter.id == Parameter.systemID ? text : tested.parameter.text(of: before)
        #expect(tested.parameter.text(of: rig.song.recipe) == usual)
    }

    @Test func theManualHasEveryParameter() {
        let man = CommandTable.man(version: "1.2", systems: [Self.later])
        for parameter in Self.later.parameters { #expect(man.contains("\n.B \(parameter.id)\n")) }
        #expect(!man.split(separator: "\n").contains { $0.hasPrefix("'") })
    }

    /// What is set is in the order, in the details of the take and in the lines for screen readers.
    @Test func aThrowawayParameterReachesTheTake() throws {
        let rig = try Rig(systems: [Self.later])
        #expect(rig.song.recipe.settings["rooms"] == .integer(2))
        try rig.workstation.setRecipe("sparkle", "2.5")
        try rig.workstation.setRecipe("hall", "club")
        try rig.workstation.setRecipe("live", "yes")
        try rig.makeTake()
        let settings = try #require(rig.studio.orders.last).recipe.settings
        #expect(settings["sparkle"] == .number(2.5) && settings["hall"] == .text("club"))
        #expect(settings["live"] == .flag(true) && settings["rooms"] == .integer(2) && settings["steps"] == .integer(8))
        rig.press("3", "i")
        guard case .page(let page) = rig.state.overlay else {
            Issue.record("no details")
            return
        }
        for line in ["  sparkle: 2.5", "  hall: club", "  live: live", "  rooms: 2", "  prompt: -"] {
            #expect(page.lines.contains(line), "\(line)")
        }
        rig.workstation.perform("page.close")
        rig.press("4")
        for _ in rig.state.parameters where rig.state.recipeCursor != "rooms" { rig.press("j") }
        rig.press("l")
        #expect(rig.text().contains("3 rooms") && rig.text().contains("changed"))
        #expect(throws: RecipeError.self) { try rig.workstation.setRecipe("glitter", "1") }
    }

    /// A recipe that leaves something out is completed when a take is ordered: the take says everything.
    @Test func anOrderSaysEverything() throws {
        let rig = try Rig()
        try rig.workstation.setRecipe("system", "duo")
        rig.press("g")
        let recipe = try #require(rig.studio.orders.last).recipe
        #expect(recipe.settings == ["steps": .integer(30), "guidance": .number(3), "solver": .text("heun")])
    }
}
