import ArgumentParser
import AudioFiles
import Corpus
import Foundation
import Signal

extension CorpusCommand {
    struct Sing: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Sing a tune into an audio file: how the files in samples/ were made.",
            discussion: "24 kHz, mono, 16 bit; FLAC, or WAV where the file's name ends so.")

        @Argument(help: ArgumentHelp("The tune, as in samples/*.json.", valueName: "tune"))
        var tune: String

        @Option(help: ArgumentHelp("The audio file.", valueName: "file"))
        var out: String

        @Option(help: "Another singer in another room; the tune's own seed unless given.")
        var seed: UInt64?

        func run() throws {
            let tune = try Tune.load(URL(fileURLWithPath: tune))
            let notes = try tune.notes()
            var generator = SeededGenerator(seed: seed ?? tune.seed)
            let voice = SingerVoice(kind: tune.voice, drawnBy: &generator)
            let microphone = Microphone(drawnBy: &generator)
            let dry = Singer(voice: voice).sing(
                notes, seconds: (notes.last?.end ?? 0) + Tune.tail, generator: SeededGenerator(seed: generator.next()))
            let url = URL(fileURLWithPath: out)
            try AudioWriter.write(
                microphone.record(dry, generator: SeededGenerator(seed: generator.next())), to: url,
                format: url.pathExtension.lowercased() == "wav" ? .wav16 : .flac16)
        }
    }
}
