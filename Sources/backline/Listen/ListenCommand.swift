import ArgumentParser
import AudioFiles
import Evaluation
import Foundation
import Listener
import Music
import Recipes
import Signal

struct ListenCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "listen",
        abstract: "Print what is heard in a file: tempo, bars, key, chords, pitch, tuning, loudness.",
        discussion: """
            What the singer fixes (tempo, key, metre, first downbeat, chords, tuning) is taken as it is and helps to find the \
            rest; a question mark stands behind what is unsure. With --json one object on standard output.
            """)

    @Argument(help: ArgumentHelp("A vocal or a mix: WAV, AIFF, FLAC, OGG or MP3.", valueName: "file"))
    var file: String

    @OptionGroup var given: ConstraintOptions

    @Option(
        parsing: .unconditional,
        help: ArgumentHelp(
            "Also so many readings of tempo, bars and key with their probabilities: the likeliest beats, then other keys.",
            valueName: "number"))
    var alternatives: Int?

    @Flag(help: "One JSON object on standard output.")
    var json = false

    @Option(help: ArgumentHelp("Draw it over the spectrogram into a PNG picture.", valueName: "picture"))
    var png: String?

    private static let mostAlternatives = 20

    func validate() throws {
        if let alternatives, !(1...Self.mostAlternatives).contains(alternatives) {
            throw ValidationError("--alternatives must be 1 to \(Self.mostAlternatives), not \(alternatives)")
        }
    }

    func run() throws {
        var recipe = Recipe()
        try given.apply(to: &recipe)
        try recipe.validate()
        let constraints = recipe.constraints
        let audio = try AudioReader.toldRecording(URL(fileURLWithPath: file), longest: GenerateCommand.longestVocal)
        if let downbeat = constraints.firstDownbeat, downbeat >= audio.duration {
            throw ValidationError("--downbeat must lie in \(file), 0 to \(audio.duration) s, not at \(downbeat)")
        }
        let bar = ProgressBar(label: URL(fileURLWithPath: file).lastPathComponent, shown: !json)
        defer { bar.finish() }
        bar.show(TakeProgress(phase: .listen, section: 1, sections: 1, step: 0, steps: 1))
        let listener = try VocalListener.bundled()
        let heard: Heard
        let loudness: Loudness
        do {
            heard = try listener.listen(to: audio, constraints: constraints)
            loudness = try Loudness(of: audio)
        } catch {
            throw HearingError(path: file, reason: String(describing: error))
        }
        if let png { try draw(heard, audio, to: URL(fileURLWithPath: png)) }
        bar.finish()
        if json {
            try StandardOutput.json(
                try ListeningRecord(
                    heard, file: file, duration: audio.duration, loudness: loudness, alternatives: alternatives
                ).json())
        } else {
            let report = ListeningReport(
                heard, file: file, duration: audio.duration, loudness: loudness, given: constraints,
                alternatives: alternatives ?? 0)
            try StandardOutput.line(report.text)
        }
    }

    private func draw(_ heard: Heard, _ audio: AudioBuffer, to url: URL) throws {
        let samples = try Resampler(from: audio.sampleRate, to: PitchTracker.sampleRate).resample(audio.mono())
        let name = URL(fileURLWithPath: file).lastPathComponent
        let picture = ListeningPicture(heard: heard, samples: samples, title: name)
        try AtomicFile.write(picture.png(), to: url)
    }
}

/// A file in which nothing can be heard.
struct HearingError: Error, CustomStringConvertible {
    let path: String
    let reason: String

    var description: String { "\(path) can't be listened to: \(reason)" }
}
