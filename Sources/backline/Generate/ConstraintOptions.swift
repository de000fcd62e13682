import ArgumentParser
import Music
import Recipes

/// What the singer says of the song, where it should not be heard.
struct ConstraintOptions: ParsableArguments {
    @Option(parsing: .unconditional, help: .parameter("tempo", valueName: "tempo"))
    var bpm: String?

    @Option(help: .parameter("key", valueName: "key"))
    var key: String?

    @Option(help: .parameter("chords", valueName: "chords"))
    var chords: String?

    @Option(help: .parameter("meter", valueName: "meter"))
    var meter: String?

    @Option(
        name: [.customLong("downbeat"), .customLong("first-downbeat")], parsing: .unconditional,
        help: "Seconds of the first downbeat, counted from the beginning of the file.")
    var downbeat: Double?

    @Option(parsing: .unconditional, help: .parameter("tuning", valueName: "tuning"))
    var tuning: String?

    func validate() throws {
        var recipe = Recipe()
        try apply(to: &recipe)
    }

    /// What is said here goes before what a recipe says.
    /// - Throws: `ValidationError`.
    func apply(to recipe: inout Recipe) throws {
        let typed: [(Parameter, String?)] = [
            (.tempo, bpm), (.meter, meter), (.key, key), (.chords, chords), (.tuning, tuning),
        ]
        for (parameter, text) in typed {
            guard let text else { continue }
            do { try parameter.set(&recipe, typing: text) } catch { throw ValidationError("\(error)") }
        }
        if let downbeat { recipe.constraints.firstDownbeat = downbeat }
    }
}
