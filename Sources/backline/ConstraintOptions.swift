import ArgumentParser
import Music
import Recipes

/// What the singer says of the song, where it should not be heard.
struct ConstraintOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "Tempo in beats a minute, exact to the last bar; ~92 (or 92~) lets beats drift around it.",
            valueName: "tempo"))
    var bpm: String?

    @Option(help: "Key, like C, F#m or \"Eb minor\".")
    var key: String?

    @Option(help: "Chords by the bar from the first downbeat on, repeated: \"C | G/B | Am F | G\".")
    var chords: String?

    @Option(
        help: "Metre: 3/4, 6/8 (two dotted beats), 12/8, 5/4, or beats a bar like 4. The tempo counts these beats.")
    var meter: String?

    @Option(
        name: [.customLong("downbeat"), .customLong("first-downbeat")],
        help: "Seconds of the first downbeat, counted from the beginning of the file.")
    var downbeat: Double?

    @Option(
        parsing: .unconditional,
        help: "Tuning of voice and band: cents over A = 440 Hz like -35c, or the hertz of the A like 431; 440 locks it."
    )
    var tuning: String?

    func validate() throws { _ = try constraints() }

    /// What is said here, and of the rest what is said there.
    /// - Throws: `ValidationError` for what can't be read.
    func constraints(over other: ListeningConstraints = .init()) throws -> ListeningConstraints {
        var all = other
        if let bpm {
            guard let typed = TypedTempo(parsing: bpm) else { throw ValidationError(TypedTempo.refusal(of: bpm)) }
            all.typedTempo = typed
            // beats that a recipe brought go before its tempo, and not before this one
            all.beats = nil
        }
        if let downbeat { all.firstDownbeat = downbeat }
        if let meter {
            guard let parsed = Meter(parsing: meter) else { throw ValidationError(Meter.refusal(of: meter)) }
            all.setMeter(parsed)
        }
        if let key {
            guard let parsed = Key(parsing: key) else {
                throw ValidationError("\"\(key)\" is no key; write it like C, F#m or \"Eb minor\"")
            }
            all.key = parsed
        }
        if let chords {
            do { all.chart = try ChordChart(parsing: chords) } catch { throw ValidationError("\(error)") }
        }
        if let tuning {
            guard let parsed = Tuning(parsing: tuning) else { throw ValidationError(Tuning.refusal(of: tuning)) }
            all.tuning = parsed.cents
        }
        return all
    }
}
