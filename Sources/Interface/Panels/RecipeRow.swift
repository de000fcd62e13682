import Music
import Recipes
import Songs

/// One row of the recipe panel as text.
struct RecipeRow {
    let label: String
    let value: String
    /// What the value means, for screens with room.
    let explanation: String
    /// Differs from the recipe that it began from.
    let isChanged: Bool
    /// Left to the listener: shown dimmed.
    let isHeard: Bool

    init(_ field: RecipeField, _ state: WorkstationState) {
        let recipe = state.song.recipe
        let parent = state.parentRecipe?.recipe
        label = field.label
        explanation = Self.explanation(field, state)
        isChanged = parent.map { Self.differs(field, recipe, $0) } ?? false
        (value, isHeard) = Self.value(field, state)
    }

    private static func value(_ field: RecipeField, _ state: WorkstationState) -> (String, isHeard: Bool) {
        let recipe = state.song.recipe
        switch field {
        case .system: return (state.systems.first { $0.name == recipe.system }?.title ?? recipe.system, false)
        case .steps: return ("\(recipe.steps)", false)
        case .guidance: return (Formats.fixed(recipe.guidance, 1), false)
        case .seed: return ("\(recipe.seed)" + (state.song.isSeedLocked ? " locked" : ""), false)
        case .solver: return (recipe.solver.rawValue, false)
        case .variation: return (recipe.variation.map(Formats.percent) ?? "off", false)
        case .style: return (recipe.style?.rawValue ?? "any", recipe.style == nil)
        case .band:
            let text = ArrangementWish(families: recipe.families).text
            return text.isEmpty ? ("any", true) : (text, false)
        case .plan: return recipe.plan.map { (PlannedSection.text(of: $0), false) } ?? ("none", true)
        case .density, .brightness, .swing, .chordGuidance, .vocalGuidance, .styleGuidance:
            guard let number = WishedNumber(field) else { return ("", true) }
            guard let value = recipe[keyPath: number.value] else { return (number.absent, true) }
            if field == .swing { return (Formats.fixed(value, 2), false) }
            return (number.range.lowerBound < 0 ? Formats.signed(value) : Formats.short(value), false)
        case .preRoll: return bars(recipe.preRoll)
        case .tail: return bars(recipe.tail)
        case .balance: return (Formats.signed(recipe.balance) + " LU", false)
        case .stems: return (recipe.stems == true ? "apart" : "together", recipe.stems != true)
        case .range: return (range(recipe), false)
        case .tempo, .key, .meter, .chords, .tuning: return heard(field, state)
        }
    }

    private static func bars(_ bars: Int?) -> (String, isHeard: Bool) {
        bars.map { ($0 == 1 ? "1 bar" : "\($0) bars", false) } ?? ("none", true)
    }

    private static func range(_ recipe: Recipe) -> String {
        if let reroll = recipe.reroll {
            return "anew \(Formats.duration(reroll.lowerBound))-\(Formats.duration(reroll.upperBound))"
        }
        if recipe.from == nil, recipe.to == nil { return "all" }
        return Formats.duration(recipe.from ?? 0) + "-" + (recipe.to.map(Formats.duration) ?? "end")
    }

    /// What the singer fixed, in the recipe or in the sheet; else what was heard.
    private static func heard(_ field: RecipeField, _ state: WorkstationState) -> (String, isHeard: Bool) {
        let fixed = state.song.recipe.constraints
        let sheet = state.song.sheet
        let words = state.song.words
        let (given, found, isLocked): (String?, String?, Bool)
        switch field {
        case .tempo:
            given = fixed.typedTempo?.description
            (found, isLocked) = (words?.tempo, sheet?.isGridLocked ?? false || sheet?.driftingTempo != nil)
        case .key:
            given = fixed.key?.description
            (found, isLocked) = (words?.key, sheet?.isKeyLocked ?? false)
        case .meter:
            given = fixed.signature?.description
            (found, isLocked) = (words?.meter, sheet?.isMeterLocked ?? false)
        case .tuning:
            given = fixed.tuning.map { Tuning(cents: $0).description }
            (found, isLocked) = (words?.tuning, sheet?.fixedTuning != nil)
        default:
            given = fixed.chart.map {
                $0.bars.map { $0.map(\.description).joined(separator: " ") }.joined(separator: "|")
            }
            let locked = sheet?.lockedChords.count ?? 0
            return (given ?? (locked > 0 ? "\(locked) fixed" : "heard"), given == nil && locked == 0)
        }
        if let given { return (given, false) }
        guard let found else { return ("to hear", true) }
        return isLocked ? (found, false) : ("heard " + found, true)
    }

    private static func differs(_ field: RecipeField, _ a: Recipe, _ b: Recipe) -> Bool {
        switch field {
        case .system: a.system != b.system
        case .steps: a.steps != b.steps
        case .guidance: a.guidance != b.guidance
        case .seed: a.seed != b.seed
        case .solver: a.solver != b.solver
        case .variation: a.variation != b.variation
        case .style: a.style != b.style
        case .band: a.families != b.families
        case .plan: a.plan != b.plan
        case .density, .brightness, .swing, .chordGuidance, .vocalGuidance, .styleGuidance:
            WishedNumber(field).map { a[keyPath: $0.value] != b[keyPath: $0.value] } ?? false
        case .preRoll: a.preRoll != b.preRoll
        case .tail: a.tail != b.tail
        case .balance: a.balance != b.balance
        case .stems: (a.stems ?? false) != (b.stems ?? false)
        case .tempo:
            a.constraints.typedTempo != b.constraints.typedTempo
                || a.constraints.firstDownbeat != b.constraints.firstDownbeat
        case .key: a.constraints.key != b.constraints.key
        case .meter: a.constraints.signature != b.constraints.signature
        case .tuning: a.constraints.tuning != b.constraints.tuning
        case .chords: a.constraints.chart != b.constraints.chart
        case .range: a.from != b.from || a.to != b.to || a.reroll != b.reroll
        }
    }

    private static func explanation(_ field: RecipeField, _ state: WorkstationState) -> String {
        switch field {
        case .system: state.systems.first { $0.name == state.song.recipe.system }?.summary ?? ""
        case .steps: "more are finer and slower"
        case .guidance: "how strictly the vocal is followed; 1 is free"
        case .seed: state.song.isSeedLocked ? "stays: the same take again" : "counts up after each take"
        case .solver: "dpm for few steps; heun takes twice as long"
        case .variation: "how far \"more like this\" may go"
        case .style: "how the band plays; any: drawn by the seed"
        case .band: "who plays: drums bass keys, all, any"
        case .density: "how much is struck, -3 to 3"
        case .brightness: "how bright it sounds, -3 to 3"
        case .swing: "0.5 is straight, 0.67 triplets"
        case .plan: "by bars: 4 keys soft | 8 all dense"
        case .chordGuidance: "how strictly chords and beats are followed"
        case .vocalGuidance: "how strictly the voice is followed"
        case .styleGuidance: "how strictly style and band are followed"
        case .preRoll: "bars of the band before the vocal"
        case .tail: "bars of the band after it"
        case .balance: "accompaniment beside the vocal"
        case .stems: "apart: drums, bass and harmony by themselves"
        case .tempo: "BPM: 92 is exact, ~92 drifts; or heard"
        case .key: "fixed, or heard in the vocal"
        case .meter: "3/4, 6/8 ...; fixed, or heard"
        case .tuning: "-35c, or the A's 431 Hz; or heard"
        case .chords: "by the bar: C | Am F | G"
        case .range: "what is accompanied, or made anew"
        }
    }
}
