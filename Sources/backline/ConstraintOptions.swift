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

    /// - Throws: `RecipeError` for a key, the chart's errors for chords.
    func constraints() throws -> ListeningConstraints {
        ListeningConstraints(
            tempo: bpm, firstDownbeat: downbeat, meter: meter,
            key: try key.map { text in
                guard let key = Key(parsing: text) else {
                    throw RecipeError("\"\(text)\" is no key; write it like C, F#m or \"Eb minor\"")
                }
                return key
            }, chart: try chords.map(ChordChart.init(parsing:)))
    }
}
