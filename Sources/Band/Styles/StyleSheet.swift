import Music

/// A style as data: patterns in 16ths, one character a 16th, for 4/4 and 3/4. A bar has 16 or 12 of them; a pattern of
/// several bars writes `|` between them. A new style is one file in Styles, a case of `Style` and a line below.
struct StyleSheet: Sendable {
    /// The same thing in both metres.
    struct Metric<Content: Sendable>: Sendable {
        var four: Content
        var three: Content

        func callAsFunction(_ meter: Int) -> Content { meter == 3 ? three : four }
    }

    /// How the players stand to the beat. Times in seconds, positive is late.
    struct Feel: Sendable {
        var unit = Swing.Unit.eighths
        /// `Swing.share`; a song draws one.
        var swing = 0.5..<0.501
        /// The standard deviation of human timing.
        var jitter = 0.005
        var snare = 0.0
        var hats = 0.0
        var bass = 0.0
        var comping = 0.0
    }

    /// `X` accent, `x` stroke, `o` ghost, `.` nothing.
    typealias DrumPattern = [DrumSound: String]

    struct Drums: Sendable {
        /// General MIDI kits: 0 standard, 8 room, 16 power, 24 electronic, 25 TR-808, 32 jazz, 40 brushes.
        var kits: [Int]
        /// The chance that there are drums at all.
        var chance = 1.0
        /// The least at which they play.
        var from = Intensity.calm
        /// For verses, for fuller ones and for choruses; a song draws one of each.
        var calm: [Metric<DrumPattern>]
        var full: [Metric<DrumPattern>]
        var chorus: [Metric<DrumPattern>]
        /// Patterns of one to four beats before a new section; empty for no fills.
        var fills: [DrumPattern] = []
        /// What marks a new section.
        var crash: DrumSound? = .crash
        var velocity = 92.0
        var volume = 100
    }

    /// `R` the chord's bass, `3` its third, `5` its fifth, `7` its seventh or else its sixth, `8` the octave,
    /// `w` a tone of the chord or the scale on the way to the next chord, `a` a step from the next chord, `-` hold,
    /// `.` rest.
    struct Bass: Sendable {
        var programs: [Int]
        /// The least at which it plays.
        var from = Intensity.calm
        var calm: [Metric<String>]
        /// From `full` or the chorus on, as the song draws it; like `calm` when empty.
        var full: [Metric<String>] = []
        /// 0...1: how much of its time a note sounds.
        var gate: Double
        var velocity = 92.0
        var volume = 110
    }

    /// `X`, `x`, `o` the whole chord, `Z` with the chord's bass below, `B` that bass alone, `F` the fifth below,
    /// `>` the next chord before its beat, held over it, `0`...`5` one of its tones from below, `-` hold, `.` rest.
    struct Comping: Sendable {
        enum Voicing: Sendable {
            /// Chord tones in close position, each chord near the one before.
            case close(center: Int, voices: Int)
            /// The same with the second voice from above an octave lower.
            case open(center: Int, voices: Int)
            /// The same without the root where the chord has four tones or more: a band has a bass.
            case rootless(center: Int, voices: Int)
            /// Six strings in the lowest positions.
            case guitar
            /// Root, fifth and octave.
            case power
        }

        var part: Part.Name
        var chance = 1.0
        /// The least at which it plays.
        var from = Intensity.calm
        var programs: [Int]
        var voicing: Voicing
        var calm: [Metric<String>]
        /// From `full` or the chorus on, as the song draws it; like `calm` when empty.
        var full: [Metric<String>] = []
        /// Semitones that the centre is higher in a chorus.
        var lift = 0
        /// Seconds between neighbouring strings of a strum.
        var strum = 0.0
        /// 0...1: how much of its time a struck chord sounds.
        var gate = 1.0
        var velocity: Double
        var volume = 90
    }

    /// The piano: as it was recorded, or comped.
    struct Keys: Sendable {
        /// The chances of the recorded piano and of comping; the rest is for songs without.
        var recorded: Double
        var comped: Double
        /// Of the recorded piano; comping has its own.
        var programs: [Int]
        /// What the velocities of the data are multiplied by.
        var velocity: Double
        var volume = 100
        var comping: Comping
    }

    /// A line that answers the voice in its rests: the data's second line or one made up.
    struct Lead: Sendable {
        var chance: Double
        var programs: [Int]
        /// Where made-up lines lie.
        var range: ClosedRange<Int>
        /// `x` a note, `-` hold, `.` rest; one bar each.
        var rhythms: [Metric<String>]
        var velocity: Double
        var volume = 92
    }

    /// Beats a minute that suit the style.
    var tempo: ClosedRange<Double>
    var feel = Feel()
    var drums: Drums?
    var bass: Bass
    var keys: Keys
    var comping: [Comping]
    var lead: Lead

    static func sheet(for style: Style) -> StyleSheet {
        switch style {
        case .ballad: .ballad
        case .pop: .pop
        case .rock: .rock
        case .bossa: .bossa
        case .acoustic: .acoustic
        case .soul: .soul
        case .country: .country
        case .synthpop: .synthpop
        case .lofi: .lofi
        case .strings: .strings
        case .swing: .swing
        case .reggae: .reggae
        }
    }
}

extension Style {
    /// Beats a minute that suit it.
    public var tempos: ClosedRange<Double> { StyleSheet.sheet(for: self).tempo }
}

extension StyleSheet.Metric<String> {
    /// A chord held over the bar.
    static let held = StyleSheet.Metric(four: "X---------------", three: "X-----------")
}
