import Music
import Signal

/// A style as data: patterns over one bar in 16ths, one character a 16th, for 4/4 and 3/4.
struct StyleSheet: Sendable {
    /// The same thing in both metres.
    struct Metric<Content: Sendable>: Sendable {
        var four: Content
        var three: Content

        func callAsFunction(_ meter: Int) -> Content { meter == 3 ? three : four }
    }

    /// `X` accent, `x` stroke, `o` ghost, `.` nothing.
    typealias DrumPattern = [DrumSound: String]

    struct Drums: Sendable {
        /// The chance that there are drums at all.
        var chance = 1.0
        var calm: Metric<DrumPattern>
        var full: Metric<DrumPattern>
        /// What the fills at phrase ends are played on, from the first stroke to the last; empty for no fills.
        var fill: [DrumSound] = []
        var crash = true
        var velocity = 92.0
        var volume = 100
    }

    /// `R` the chord's bass, `5` its fifth, `8` the octave, `a` a step towards the next chord, `-` hold, `.` rest.
    struct Bass: Sendable {
        var programs: [Int]
        var patterns: [Metric<String>]
        /// 0...1: how much of its time a note sounds.
        var gate: Double
        var velocity = 92.0
        var volume = 110
    }

    /// `X`, `x` the whole chord, `0`...`5` one of its tones from below, `-` hold, `.` rest.
    struct Comping: Sendable {
        enum Voicing: Sendable {
            /// Chord tones in close position, each chord near the one before.
            case close(center: Int, voices: Int)
            /// Root, fifth and octave.
            case power
        }

        var part: Part.Name
        var chance = 1.0
        var programs: [Int]
        var voicing: Voicing
        var patterns: [Metric<String>]
        /// Seconds between neighbouring strings of a strum.
        var strum = 0.0
        var velocity: Double
        var volume = 90
    }

    /// The piano and the second line as they were recorded.
    struct Keys: Sendable {
        var programs: [Int]
        /// What the velocities of the data are multiplied by.
        var velocity: Double
        var volume = 100
    }

    var drums: Drums?
    var bass: Bass
    var comping: [Comping]
    var keys: Keys

    static func sheet(for style: Style) -> StyleSheet {
        switch style {
        case .ballad, .acoustic, .soul, .lofi, .strings: .ballad
        case .pop, .country, .synthpop: .pop
        case .rock, .reggae: .rock
        case .bossa, .swing: .bossa
        }
    }
}

/// Percussion keys of General MIDI.
enum DrumSound: Int, Sendable, CaseIterable {
    case kick = 36
    case sideStick = 37
    case snare = 38
    case lowTom = 45
    case midTom = 47
    case highTom = 50
    case closedHat = 42
    case pedalHat = 44
    case openHat = 46
    case ride = 51
    case crash = 49
    case tambourine = 54
    case shaker = 70
}
