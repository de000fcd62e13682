import Interface
import Music
import Recipes
import Testing

@Suite struct RecipeEditingTests {
    static let ids = FakeStudio.two.parameters(of: Recipe()).map(\.id)

    @Test(arguments: ids) func typingChangesEveryField(field: String) throws {
        let rig = try Rig()
        let typed: [String: String] = [
            "system": "duo", "steps": "40", "guidance": "2,5", "seed": "77", "solver": "heun", "variation": "60%",
            "style": "bossa", "balance": "-6", "tempo": "~92.5", "key": "Eb minor", "meter": "6/8",
            "chords": "Am F | G",
            "part": "0:02-6", "band": "drums keys very sparse", "density": "1,5", "brightness": "-2", "swing": "0.6",
            "plan": "4 keys | 8 all dense", "preRoll": "4", "tail": "2", "chordGuidance": "7", "vocalGuidance": "0",
            "styleGuidance": "1.5", "stems": "apart", "tuning": "-35 c",
        ]
        let before = rig.song.recipe
        rig.press("4")
        while rig.state.recipeCursor != field { rig.press("j") }
        rig.press("enter")
        rig.answer(try #require(typed[field]))
        #expect(rig.state.entry == nil, "\(rig.message)")
        let recipe = rig.song.recipe
        #expect(recipe != before)
        switch field {
        case "system": #expect(recipe.system == "duo" && recipe.steps == 30 && recipe.solver == .heun)
        case "steps": #expect(recipe.steps == 40)
        case "guidance": #expect(recipe.guidance == 2.5)
        case "seed": #expect(recipe.seed == 77)
        case "solver": #expect(recipe.solver == .heun)
        case "variation": #expect(recipe.variation == 0.6)
        case "style": #expect(recipe.style == .bossa)
        case "balance": #expect(recipe.balance == -6)
        case "tempo": #expect(recipe.constraints.typedTempo == TypedTempo(92.5, drifts: true))
        case "key": #expect(recipe.constraints.key == Key(parsing: "Ebm"))
        case "meter": #expect(recipe.constraints.signature == Meter(beats: 2, division: 3))
        case "tuning": #expect(recipe.constraints.tuning == -35)
        case "chords": #expect(recipe.constraints.chart?.bars.count == 2)
        case "part": #expect(recipe.from == 2 && recipe.to == 6)
        case "band": #expect(recipe.arrangement == ArrangementControls(families: [.drums, .keys], density: -2))
        case "density": #expect(recipe.density == 1.5)
        case "brightness": #expect(recipe.brightness == -2)
        case "swing": #expect(recipe.swing == 0.6)
        case "plan": #expect(recipe.plan?.map(\.bars) == [4, 8])
        case "preRoll": #expect(recipe.preRoll == 4)
        case "tail": #expect(recipe.tail == 2)
        case "chordGuidance": #expect(recipe.chordGuidance == 7)
        case "vocalGuidance": #expect(recipe.vocalGuidance == 0)
        case "styleGuidance": #expect(recipe.styleGuidance == 1.5)
        case "stems": #expect(recipe.stems == true)
        default: Issue.record("nobody says what \(field) becomes")
        }
        rig.press("u")
        #expect(rig.song.recipe == before)
    }

    @Test(arguments: [
        ("system", "no such"), ("steps", "0"), ("steps", "many"), ("guidance", "21"), ("seed", "-1"),
        ("solver", "magic"), ("variation", "1.5"), ("style", "polka"), ("balance", "100"), ("tempo", "1000"),
        ("key", "J"), ("meter", "99"), ("chords", "C | Q"), ("part", "6-2"), ("part", "soon"),
        ("band", "banjo"), ("density", "4"), ("brightness", "dark"), ("swing", "0.9"), ("plan", "keys"),
        ("plan", "0 keys"),
        ("preRoll", "17"), ("preRoll", "2.5"), ("tail", "-1"), ("tail", "long"), ("chordGuidance", "-1"),
        ("vocalGuidance", "21"), ("styleGuidance", "x"), ("stems", "four"), ("tuning", "415"), ("tuning", "flat"),
        ("tempo", "~"),
    ])
    func badValuesAreRefusedWithAReason(field: String, text: String) throws {
        let rig = try Rig()
        let before = rig.song.recipe
        rig.press("4")
        while rig.state.recipeCursor != field { rig.press("j") }
        rig.press("enter")
        rig.answer(text)
        #expect(rig.state.entry?.problem?.isEmpty == false)
        #expect(rig.song.recipe == before)
    }

    @Test(arguments: ids) func arrowsGoBackAndForth(field: String) throws {
        let rig = try Rig()
        rig.press("4")
        while rig.state.recipeCursor != field { rig.press("j") }
        let before = rig.song.recipe
        rig.press("right")
        let changed = rig.song.recipe
        // what is text is typed
        #expect((changed == before) == ["chords", "part", "plan"].contains(field))
        // from what was heard, and from A = 440 Hz
        guard field != "tempo", field != "tuning" else {
            #expect(changed.constraints.tempo == (field == "tempo" ? 121 : nil))
            #expect(changed.constraints.tuning == (field == "tuning" ? 5 : nil))
            return
        }
        rig.press("left")
        if field == "system" {
            #expect(rig.song.recipe.system == before.system)
        } else {
            #expect(rig.song.recipe == before)
        }
    }

    @Test func wordsOfTheBandGoAwayAlone() throws {
        let rig = try Rig()
        try rig.workstation.setRecipe("band", "keys dense")
        try rig.workstation.setRecipe("band", "any")
        #expect(rig.song.recipe.arrangement == ArrangementControls(density: 1))
        try rig.workstation.setRecipe("band", "all")
        #expect(rig.song.recipe.families == InstrumentFamily.allCases)
        try rig.workstation.setRecipe("band", "")
        try rig.workstation.setRecipe("density", "")
        #expect(rig.song.recipe.arrangement == nil)
    }

    @Test func anEmptyTextLeavesItToTheListener() throws {
        let rig = try Rig()
        try rig.workstation.setRecipe("key", "C")
        try rig.workstation.setRecipe("key", "")
        #expect(rig.song.recipe.constraints.key == nil)
    }

    @Test func stepsStayInTheirRange() throws {
        let rig = try Rig()
        rig.press("4", "j")
        for _ in 0..<30 { rig.press("pgup") }
        #expect(rig.song.recipe.steps == 200)
    }

    /// What is typed takes the place of the value; arrows, home and end keep it.
    @Test func typedValuesReplace() throws {
        let rig = try Rig()
        rig.press("4")
        while rig.state.recipeCursor != "steps" { rig.press("down") }
        rig.press("enter", "1", "2", "enter")
        #expect(rig.song.recipe.steps == 12)
        rig.press("enter", "end", "backspace", "enter")
        #expect(rig.song.recipe.steps == 1)
        rig.press("enter", "left", "3", "enter")
        #expect(rig.song.recipe.steps == 31)
        rig.press("3")
        #expect(rig.state.focus == .takes && rig.state.entry == nil)
    }
}
