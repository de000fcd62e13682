import Foundation
import Music
import Recipes

extension RecipeField {
    /// As people read it.
    var label: String {
        switch self {
        case .meter: "metre"
        case .range: "part"
        case .brightness: "bright"
        case .chordGuidance: "g. chords"
        case .vocalGuidance: "g. vocal"
        case .styleGuidance: "g. style"
        case .preRoll: "pre-roll"
        default: rawValue
        }
    }
}

/// How one value of a recipe is changed by arrows and by typing.
struct RecipeEditing {
    let field: RecipeField
    let systems: [SystemDescription]
    /// What was heard: arrows begin from it.
    let sheet: LeadSheet?

    static let usualVariation = 0.4
    private static let variationStep = 0.05
    private static let guidanceStep = 0.5
    private static let usualTempo = 120.0
    private static let tempoRange = 20.0...400.0
    /// Cents.
    private static let tuningStep = 5.0
    private static let apart = "apart"
    private static let balances = -40.0...40.0

    init(_ field: RecipeField, systems: [SystemDescription], sheet: LeadSheet?) {
        self.field = field
        self.systems = systems
        self.sheet = sheet
    }

    // MARK: Arrows

    func step(_ recipe: inout Recipe, by steps: Int) {
        switch field {
        case .system:
            let names = systems.map(\.name)
            guard let next = Self.neighbour(recipe.system, in: names, steps) else { return }
            choose(&recipe, system: next)
        case .steps:
            recipe.steps = min(max(recipe.steps + steps, Recipe.stepRange.lowerBound), Recipe.stepRange.upperBound)
        case .guidance:
            recipe.guidance = Self.cut(recipe.guidance + Double(steps) * Self.guidanceStep, Recipe.guidanceRange)
        case .seed:
            recipe.seed = steps >= 0 ? recipe.seed &+ UInt64(steps) : recipe.seed &- UInt64(-steps)
        case .solver: recipe.solver = Self.neighbour(recipe.solver, in: Solver.allCases, steps) ?? recipe.solver
        case .variation:
            let now = recipe.variation ?? (steps > 0 ? 0 : 1)
            let next = ((now / Self.variationStep).rounded() + Double(steps)) * Self.variationStep
            recipe.variation = next < Self.variationStep / 2 ? nil : min(next, 1)
        case .style:
            let styles: [Style?] = [nil] + Style.allCases
            recipe.style = Self.neighbour(recipe.style, in: styles, steps) ?? recipe.style
        case .band: recipe.families = Self.neighbour(recipe.families, in: Self.bands, steps) ?? Self.bands[0]
        case .stems: recipe.stems = Self.neighbour(recipe.stems, in: [nil, true], steps) ?? nil
        case .balance: recipe.balance = Self.cut(recipe.balance + Double(steps), Self.balances)
        case .tempo:
            let now = recipe.constraints.tempo ?? sheet.map(\.tempo).flatMap { $0 > 0 ? $0 : nil } ?? Self.usualTempo
            recipe.constraints.tempo = Self.cut(now.rounded() + Double(steps), Self.tempoRange)
        case .key:
            let keys: [Key?] = [nil] + (0..<24).map { Key(index: $0) }
            recipe.constraints.key = Self.neighbour(recipe.constraints.key, in: keys, steps) ?? nil
        case .meter:
            let meters: [Meter?] = [nil] + Meter.usual
            recipe.constraints.setMeter(Self.neighbour(recipe.constraints.signature, in: meters, steps) ?? nil)
        case .tuning:
            let now = recipe.constraints.tuning ?? sheet?.tuning?.cents ?? 0
            let next = ((now / Self.tuningStep).rounded() + Double(steps)) * Self.tuningStep
            recipe.constraints.tuning = Self.cut(next, Tuning.range)
        case .density, .brightness, .swing, .chordGuidance, .vocalGuidance, .styleGuidance:
            WishedNumber(field)?.move(&recipe, by: steps)
        case .preRoll: recipe.preRoll = Self.bars(recipe.preRoll, steps)
        case .tail: recipe.tail = Self.bars(recipe.tail, steps)
        case .chords, .range, .plan: break
        }
    }

    /// None is nothing said.
    private static func bars(_ bars: Int?, _ steps: Int) -> Int? {
        let next = min(max((bars ?? 0) + steps, Recipe.edgeRange.lowerBound), Recipe.edgeRange.upperBound)
        return next == 0 ? nil : next
    }

    /// Bands that arrows offer.
    private static let bands: [[InstrumentFamily]?] = [
        nil, [.drums, .bass, .keys], [.drums, .bass, .guitar], [.drums, .bass], [.keys], [.guitar], [.keys, .strings],
        [.bass, .keys, .pad], InstrumentFamily.allCases,
    ]

    /// The neighbour in a ring; nil for an empty one.
    private static func neighbour<Value: Equatable>(_ value: Value, in all: [Value], _ steps: Int) -> Value? {
        guard !all.isEmpty else { return nil }
        let index = all.firstIndex(of: value) ?? 0
        return all[((index + steps) % all.count + all.count) % all.count]
    }

    private static func cut(_ value: Double, _ range: ClosedRange<Double>) -> Double {
        min(max(value, range.lowerBound), range.upperBound)
    }

    /// Another system has its own usual steps, guidance and solver.
    private func choose(_ recipe: inout Recipe, system: String) {
        guard let chosen = systems.first(where: { $0.name == system }), recipe.system != system else { return }
        recipe.system = system
        recipe.steps = chosen.defaults.steps
        recipe.guidance = chosen.defaults.guidance
        recipe.solver = chosen.defaults.solver
    }

    // MARK: Typing

    /// What is there to be changed by typing; empty where the listener decides.
    func text(_ recipe: Recipe) -> String {
        switch field {
        case .system: recipe.system
        case .steps: "\(recipe.steps)"
        case .guidance: recipe.guidance.formatted()
        case .seed: "\(recipe.seed)"
        case .solver: recipe.solver.rawValue
        case .variation: recipe.variation.map { $0.formatted() } ?? ""
        case .style: recipe.style?.rawValue ?? ""
        case .band: ArrangementWish(families: recipe.families).text
        case .plan: PlannedSection.text(of: recipe.plan ?? [])
        case .density, .brightness, .swing, .chordGuidance, .vocalGuidance, .styleGuidance:
            WishedNumber(field).flatMap { recipe[keyPath: $0.value] }.map { $0.formatted() } ?? ""
        case .preRoll: recipe.preRoll.map { "\($0)" } ?? ""
        case .tail: recipe.tail.map { "\($0)" } ?? ""
        case .balance: recipe.balance.formatted()
        case .stems: recipe.stems == true ? Self.apart : ""
        case .tempo: recipe.constraints.typedTempo?.description ?? ""
        case .key: recipe.constraints.key?.description ?? ""
        case .meter: recipe.constraints.signature?.description ?? ""
        case .tuning: recipe.constraints.tuning.map { Tuning(cents: $0).short } ?? ""
        case .chords:
            recipe.constraints.chart.map { chart in
                chart.bars.map { $0.map(\.description).joined(separator: " ") }.joined(separator: " | ")
            } ?? ""
        case .range: Self.text(from: recipe.from, to: recipe.to)
        }
    }

    /// - Throws: a sentence about what is wrong with the text. Ranges of numbers are the recipe's to check.
    func set(_ recipe: inout Recipe, _ typed: String) throws {
        let text = typed.trimmingCharacters(in: .whitespaces)
        let isEmpty = text.isEmpty || ["any", "heard", "off", "all", "-"].contains(text.lowercased())
        switch field {
        case .system:
            guard let system = systems.first(where: { [$0.name, $0.title.lowercased()].contains(text.lowercased()) })
            else {
                throw Complaint("there is no system \(text); there are \(systems.map(\.name).joined(separator: ", "))")
            }
            choose(&recipe, system: system.name)
        case .steps: recipe.steps = try whole(text, "steps")
        case .guidance: recipe.guidance = try decimal(text, "guidance")
        case .seed:
            guard let seed = UInt64(text) else { throw Complaint("a seed is a whole number from 0 on") }
            recipe.seed = seed
        case .solver: recipe.solver = try choice(text, Solver.allCases, "solver")
        case .variation: recipe.variation = isEmpty ? nil : try share(text)
        case .style: recipe.style = isEmpty ? nil : try choice(text, Style.allCases, "style")
        case .band: recipe.arrangement = try Self.band(isEmpty && text != "all" ? "" : text, of: recipe)
        case .plan: recipe.plan = isEmpty ? nil : try PlannedSection.plan(parsing: text)
        case .density, .brightness, .swing, .chordGuidance, .vocalGuidance, .styleGuidance:
            guard let number = WishedNumber(field) else { break }
            recipe[keyPath: number.value] =
                isEmpty || text == number.absent ? nil : try decimal(text, field.label)
        case .preRoll: recipe.preRoll = isEmpty || text == "none" ? nil : try whole(text, "pre-roll")
        case .tail: recipe.tail = isEmpty || text == "none" ? nil : try whole(text, "tail")
        case .stems:
            guard isEmpty || ["together", Self.apart].contains(text.lowercased()) else {
                throw Complaint("stems are together or \(Self.apart), not \"\(text)\"")
            }
            recipe.stems = text.lowercased() == Self.apart ? true : nil
        case .balance: recipe.balance = try decimal(text, "balance")
        case .tempo:
            guard !isEmpty else {
                // a downbeat that was told with it says nothing without it
                (recipe.constraints.typedTempo, recipe.constraints.firstDownbeat) = (nil, nil)
                break
            }
            guard let typed = TypedTempo(parsing: text) else { throw Complaint(TypedTempo.refusal(of: text)) }
            recipe.constraints.typedTempo = typed
        case .key:
            guard isEmpty || Key(parsing: text) != nil else {
                throw Complaint("\"\(text)\" is no key; write it like C, F#m or Eb minor")
            }
            recipe.constraints.key = isEmpty ? nil : Key(parsing: text)
        case .meter:
            let meter = Meter(parsing: text)
            guard isEmpty || meter != nil else { throw Complaint(Meter.refusal(of: text)) }
            recipe.constraints.setMeter(isEmpty ? nil : meter)
        case .tuning:
            let tuning = Tuning(parsing: text)
            guard isEmpty || tuning != nil else { throw Complaint(Tuning.refusal(of: text)) }
            recipe.constraints.tuning = isEmpty ? nil : tuning?.cents
        case .chords: recipe.constraints.chart = isEmpty ? nil : try ChordChart(parsing: text)
        case .range: (recipe.from, recipe.to) = isEmpty ? (nil, nil) : try Self.range(text)
        }
    }

    /// Families, and words for the rest where they are said.
    private static func band(_ text: String, of recipe: Recipe) throws -> ArrangementWish? {
        var rest = recipe.arrangement ?? ArrangementWish()
        rest.families = nil
        let wish = try ArrangementWish(parsing: text).over(rest)
        return wish.isEmpty ? nil : wish
    }

    private func whole(_ text: String, _ name: String) throws -> Int {
        guard let value = Int(text) else { throw Complaint("\(name) is a whole number, not \"\(text)\"") }
        return value
    }

    private func decimal(_ text: String, _ name: String) throws -> Double {
        guard let value = Double(text.replacing(",", with: ".")), value.isFinite else {
            throw Complaint("\(name) is a number, not \"\(text)\"")
        }
        return value
    }

    /// "0.4" or "40%".
    private func share(_ text: String) throws -> Double {
        text.hasSuffix("%") ? try decimal(String(text.dropLast()), "variation") / 100 : try decimal(text, "variation")
    }

    private func choice<Choice: RawRepresentable<String>>(
        _ text: String, _ all: [Choice], _ name: String
    ) throws -> Choice {
        guard let choice = all.first(where: { $0.rawValue == text.lowercased() }) else {
            throw Complaint("\(name) is one of \(all.map(\.rawValue).joined(separator: ", ")), not \"\(text)\"")
        }
        return choice
    }

    // MARK: Parts

    private static func text(from: Double?, to: Double?) -> String {
        from == nil && to == nil ? "" : (from ?? 0).formatted() + "-" + (to.map { $0.formatted() } ?? "")
    }

    /// "12-30", "1:05-1:20", "12-" or "-30", in seconds or minutes and seconds.
    private static func range(_ text: String) throws -> (Double?, Double?) {
        let parts = text.split(separator: "-", omittingEmptySubsequences: false).map {
            $0.trimmingCharacters(in: .whitespaces)
        }
        guard parts.count == 2 else { throw Complaint("a part is written like 12-30 or 1:05-1:20") }
        func time(_ part: String) throws -> Double? {
            guard !part.isEmpty, part != "end" else { return nil }
            let fields = part.split(separator: ":", omittingEmptySubsequences: false).map { Double($0) }
            guard fields.count <= 2, let last = fields.last, let seconds = last, seconds >= 0, seconds.isFinite else {
                throw Complaint("\"\(part)\" is no time; write seconds, or minutes:seconds")
            }
            guard fields.count == 2 else { return seconds }
            guard let minutes = fields[0], minutes >= 0, minutes.isFinite else {
                throw Complaint("\"\(part)\" is no time; write seconds, or minutes:seconds")
            }
            return minutes * 60 + seconds
        }
        return (try time(parts[0]), try time(parts[1]))
    }

    /// Puts one value of a recipe into another.
    static func copy(_ field: RecipeField, from source: Recipe, to recipe: inout Recipe) {
        switch field {
        case .system: recipe.system = source.system
        case .steps: recipe.steps = source.steps
        case .guidance: recipe.guidance = source.guidance
        case .seed: recipe.seed = source.seed
        case .solver: recipe.solver = source.solver
        case .variation: recipe.variation = source.variation
        case .style: recipe.style = source.style
        case .band: recipe.families = source.families
        case .plan: recipe.plan = source.plan
        case .density, .brightness, .swing, .chordGuidance, .vocalGuidance, .styleGuidance:
            if let number = WishedNumber(field) { recipe[keyPath: number.value] = source[keyPath: number.value] }
        case .preRoll: recipe.preRoll = source.preRoll
        case .tail: recipe.tail = source.tail
        case .balance: recipe.balance = source.balance
        case .stems: recipe.stems = source.stems
        case .tempo:
            recipe.constraints.typedTempo = source.constraints.typedTempo
            recipe.constraints.firstDownbeat = source.constraints.firstDownbeat
        case .key: recipe.constraints.key = source.constraints.key
        case .meter: recipe.constraints.setMeter(source.constraints.signature)
        case .tuning: recipe.constraints.tuning = source.constraints.tuning
        case .chords: recipe.constraints.chart = source.constraints.chart
        case .range: (recipe.from, recipe.to) = (source.from, source.to)
        }
    }
}
