import ArgumentParser
import AudioFiles
import Corpus
import Foundation
import Signal

extension CorpusCommand {
    struct Render: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Write one song as a trainer hears it: vocal, accompaniment, every part, and what it is.")

        @OptionGroup var data: DataOptions
        @OptionGroup var band: BandOptions

        @Option(help: "The song's number, 0 or more.")
        var number: Int

        @Option(name: .customLong("out"), help: "The folder to write into.")
        var output: String

        @Option(help: "The same seed makes the same songs.")
        var seed: UInt64 = 1

        @Option(help: "Seconds of the song.")
        var seconds: Double = 40

        func validate() throws {
            guard number >= 0 else { throw ValidationError("--number has to be 0 or more.") }
            guard seconds >= 5 else { throw ValidationError("--seconds has to be 5 or more.") }
        }

        func run() throws {
            let plan = SongPlan.Settings(
                seed: seed, seconds: seconds, fonts: try band.found(), styles: band.styles)
            let corpus = try LiveCorpus(
                LiveCorpus.Settings(folders: data.folders, plan: plan, stems: true, lookAhead: 1))
            let song = try corpus.song(number)
            try song.write(to: URL(fileURLWithPath: output))
            let entry = song.entry
            print("POP909 \(entry.symbols.identifier), \(entry.style.rawValue), \(Int(entry.duration)) s")
            if let production = entry.production {
                let tempo = entry.symbols.leadSheet.tempo
                print(String(format: "%.0f beats a minute (x %.2f), ", tempo, production.tempo), terminator: "")
                print("\(entry.transposition) semitones, \(production.font)")
            }
            print(entry.instruments.map { "\($0.name.rawValue) \($0.program)" }.joined(separator: ", "))
        }
    }
}
