import ArgumentParser
import Music
import Recipes

/// What the singer says of the song, where it should not be heard.
struct ConstraintOptions: ParsableArguments {
    @Option(help: "Tempo in beats a minute, when it should not be heard from the vocal.")
    var bpm: Double?

    @Option(help: "Key, like C, F#m or \"Eb minor\".")
    var key: String?

    @Option(help: "Chords by the bar from the first downbeat on, repeated: \"C | G/B | Am F | G\".")
    var chords: String?

    @Option(help: "Beats a bar.")
    var meter: Int?

    @Option(
        name: [.customLong("downbeat"), .customLong("first-downbeat")],
        help: "Seconds of the first downbeat, counted from the beginning of the file.")
    var downbeat: Double?

    /// What is said here, and of the rest what is said there.
    /// - Throws: `RecipeError` for a key, the chart's errors for chords.
    func constraints(over other: ListeningConstraints = .init()) throws -> ListeningConstraints {
        var all = other
        if let bpm { all.tempo = bpm }
        if let downbeat { all.firstDownbeat = downbeat }
        if let meter { all.meter = meter }
        if let key {
            guard let parsed = Key(parsing: key) else {
                throw RecipeError("\"\(key)\" is no key; write it like C, F#m or \"Eb minor\"")
            }
            all.key = parsed
        }
        if let chords { all.chart = try ChordChart(parsing: chords) }
        return all
    }
}
