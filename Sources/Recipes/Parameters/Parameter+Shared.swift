import Foundation
import Music
import Sentences

/// What all systems share: each is declared here once, and a system says which ones it takes.
extension Parameter {
    /// Of the words that lead a band, where a system follows words.
    public static let promptID = "prompt"

    public static let seed = Parameter(
        "seed", help: "counts up after each take", group: .making,
        kind: .text(
            Text(
                form: "a whole number from 0 on; it counts up after each take",
                step: { recipe, steps, _ in "\(recipe.seed &+ UInt64(bitPattern: Int64(steps)))" })),
        usual: .text("1"),
        at: Binding(
            \.seed, read: { .text("\($0)") },
            write: { recipe, setting in
                guard let seed = setting?.text.flatMap({ UInt64($0) }) else {
                    throw RecipeError("a seed is a whole number from 0 on")
                }
                recipe.seed = seed
            }))

    public static let variation = Parameter(
        "variation", help: "how far \"more like this\" may go", group: .making,
        kind: .number(0.01...1, step: 0.05, unit: "%"), absent: "off", at: .number(\.variation))

    public static let style = Parameter(
        "style", help: "how the band plays; any: drawn by the seed", group: .band,
        kind: .choice(Style.allCases.map(\.rawValue)), absent: "any",
        at: Binding(
            \.style, read: { $0.map { .text($0.rawValue) } },
            write: { recipe, setting in
                recipe.style = setting?.text.flatMap(Style.init)
            }))

    public static let balance = Parameter(
        "balance", help: "accompaniment beside the vocal", group: .band,
        kind: .number(-40...40, step: 1, unit: "LU"), usual: .number(-2),
        at: Binding(\.balance, read: Setting.number) { recipe, setting in
            if let balance = setting?.number { recipe.balance = balance }
        })

    public static let band = Parameter(
        "band", help: "who plays: drums bass keys, all, any", group: .band,
        kind: .text(
            Text(
                form: "families (\(InstrumentFamily.allCases.map(\.rawValue).joined(separator: ", ")), all) and words "
                    + "(sparse, dense, dark, bright, soft, loud, very ...)", offers: bands.map(text(ofBand:)))),
        absent: "any",
        at: Binding(
            \.families, read: { $0.map { .text(text(ofBand: $0)) } },
            write: { recipe, setting in
                guard let text = setting?.text else {
                    recipe.families = nil
                    return
                }
                // what is left out of it stays
                recipe.arrangement = try ArrangementControls(parsing: text).over(
                    recipe.arrangement ?? ArrangementControls())
            }))

    /// Bands that arrows offer.
    private static let bands: [[InstrumentFamily]] = [
        [.drums, .bass, .keys], [.drums, .bass, .guitar], [.drums, .bass], [.keys], [.guitar], [.keys, .strings],
        [.bass, .keys, .pad], InstrumentFamily.allCases,
    ]

    private static func text(ofBand families: [InstrumentFamily]) -> String {
        ArrangementControls(families: families).text
    }

    public static let density = Parameter(
        "density", help: "how much is struck, -3 to 3", group: .band,
        kind: .number(ArrangementControls.range, step: 0.5), absent: "any", at: .number(\.density))

    public static let brightness = Parameter(
        "brightness", label: "bright", name: "brightness", help: "how bright it sounds, -3 to 3", group: .band,
        kind: .number(ArrangementControls.range, step: 0.5), absent: "any", at: .number(\.brightness))

    public static let plan = Parameter(
        "plan", help: "by bars: 4 keys soft | 8 all dense", group: .band,
        kind: .text(Text(form: "sections by their bars like \"4 keys soft | 8 all dense\"")), absent: "none",
        at: .text(\.plan, PlannedSection.text(of:), parse: PlannedSection.plan(parsing:)))

    public static let stems = Parameter(
        "stems", help: "apart: drums, bass and harmony by themselves", group: .band,
        kind: .flag(on: "apart", off: "together"), absent: "together",
        at: Binding(
            \.isApart, read: { $0 ? .flag(true) : nil },
            write: { $0.isApart = $1?.flag ?? false }))

    // MARK: The song

    public static let tempo = Parameter(
        "tempo", help: "BPM: 92 is exact, ~92 drifts; or heard", group: .song,
        kind: .text(
            Text(
                form: "beats a minute, exact like 92 or drifting like ~92 (or 92~)",
                step: { recipe, steps, sheet in
                    let heard = sheet.map(\.tempo).flatMap { $0 > 0 ? $0 : nil }
                    let now = recipe.constraints.tempo ?? heard ?? usualTempo
                    let range = ListeningConstraints.tempoRange
                    let next = min(max(now.rounded() + Double(steps), range.lowerBound), range.upperBound)
                    return TypedTempo(next, drifts: recipe.constraints.tempoDrifts).description
                })),
        absent: "heard",
        at: Binding(
            \.grid, read: { $0.tempo.map { .text($0.description) } },
            write: { recipe, setting in
                guard let text = setting?.text else {
                    // a downbeat that was told with it says nothing without it
                    recipe.grid = Recipe.Grid()
                    return
                }
                guard let typed = TypedTempo(parsing: text) else { throw RecipeError(TypedTempo.refusal(of: text)) }
                recipe.constraints.typedTempo = typed
                // beats that a recipe brought go before its tempo, and not before this one
                recipe.constraints.beats = nil
            }))

    /// Beats a minute, where arrows begin when none were heard.
    private static let usualTempo = 120.0

    public static let key = Parameter(
        "key", help: "fixed, or heard in the vocal", group: .song,
        kind: .text(
            Text(form: "like C, F#m or \"Eb minor\"", offers: (0..<24).map { Key(index: $0).description })),
        absent: "heard",
        at: .text(\.constraints.key, \.description) { text in
            guard let key = Key(parsing: text) else {
                throw RecipeError("\(text.quoted) is no key; write it like C, F#m or \"Eb minor\"")
            }
            return key
        })

    public static let meter = Parameter(
        "meter", label: "metre", help: "3/4, 6/8 ...; fixed, or heard", group: .song,
        kind: .text(
            Text(
                form: "like 3/4, 6/8 (two dotted beats), 12/8, 5/4, or beats a bar like 4",
                offers: Meter.usual.map(\.description))),
        absent: "heard",
        at: .text(\.constraints.signature, \.description) { text in
            guard let meter = Meter(typed: text) else { throw RecipeError(Meter.refusal(of: text)) }
            return meter
        })

    public static let tuning = Parameter(
        "tuning", help: "-35c, or the A's 431 Hz; or heard", group: .song,
        kind: .text(
            Text(
                form: "cents over A = 440 Hz like -35c, or the hertz of the A like 431; 440 locks it",
                step: { recipe, steps, sheet in
                    let now = recipe.constraints.tuning ?? sheet?.tuning?.cents ?? 0
                    let next = ((now / tuningStep).rounded() + Double(steps)) * tuningStep
                    return cents(min(max(next, Tuning.range.lowerBound), Tuning.range.upperBound))
                })),
        absent: "heard",
        at: Binding(
            \.constraints.tuning, read: { $0.map { .text(cents($0)) } },
            write: { recipe, setting in
                guard let text = setting?.text else {
                    recipe.constraints.tuning = nil
                    return
                }
                guard let tuning = Tuning(parsing: text) else { throw RecipeError(Tuning.refusal(of: text)) }
                recipe.constraints.tuning = tuning.cents
                // the bars of a sheet stay, in whatever tuning
                recipe.leadSheet?.tuning = Tuning(cents: tuning.cents)
            }))

    /// Cents of an arrow.
    private static let tuningStep = 5.0

    /// As `Tuning(parsing:)` reads it, without rounding.
    private static func cents(_ cents: Double) -> String {
        cents == cents.rounded() ? Tuning(cents: cents).short : "\(Setting.plain(cents))c"
    }

    public static let chords = Parameter(
        "chords", help: "by the bar: C | Am F | G", group: .song,
        kind: .text(Text(form: "chords by the bar from the first downbeat on, repeated: \"C | G/B | Am F | G\"")),
        absent: "heard",
        at: .text(\.constraints.chart) { chart in
            chart.bars.map { $0.map(\.description).joined(separator: " ") }.joined(separator: " | ")
        } parse: { text in
            do { return try ChordChart(parsing: text) } catch { throw RecipeError("\(error)") }
        })

    public static let part = Parameter(
        "part", help: "what is accompanied, or made anew", group: .song,
        kind: .text(Text(form: "what is accompanied, in seconds or minutes like 12-30, 1:05-1:20, 12- or -30")),
        absent: "all",
        at: Binding(
            \.part, read: { $0.isWhole ? nil : .text($0.text) },
            write: { recipe, setting in
                let part = try setting?.text.map(Recipe.Part.init(parsing:)) ?? Recipe.Part()
                (recipe.from, recipe.to) = (part.from, part.to)
            }))

    public static let preRoll = Parameter(
        "preRoll", label: "pre-roll", name: "the pre-roll", help: "bars of the band before the vocal", group: .song,
        kind: .integer(0...16, unit: "bars"), absent: "none", at: .integer(\.preRoll))

    public static let tail = Parameter(
        "tail", name: "the tail", help: "bars of the band after it", group: .song,
        kind: .integer(0...16, unit: "bars"), absent: "none", at: .integer(\.tail))

    /// All of them, in the order in which people think of them.
    public static let shared: [Parameter] = [
        seed, variation, style, balance, tempo, key, meter, tuning, chords, part, band, density, brightness, plan,
        preRoll, tail, stems,
    ]
}

extension Recipe {
    /// What is said of the beat.
    struct Grid: Equatable, Sendable {
        var tempo: TypedTempo?
        /// Seconds.
        var firstDownbeat: Double?
    }

    var grid: Grid {
        get { Grid(tempo: constraints.typedTempo, firstDownbeat: constraints.firstDownbeat) }
        set { (constraints.typedTempo, constraints.firstDownbeat) = (newValue.tempo, newValue.firstDownbeat) }
    }

    var isApart: Bool {
        get { stems ?? false }
        set { stems = newValue ? true : nil }
    }
}
