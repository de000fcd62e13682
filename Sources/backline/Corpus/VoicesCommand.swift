import ArgumentParser
import AudioFiles
import Corpus
import Evaluation
import Foundation
import Music
import Signal

extension CorpusCommand {
    struct Voices: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Compare synthetic voices with real ones.",
            discussion: """
                Sings melodies of the validation songs with voices and microphones of the corpus, measures them and the \
                real clips, and prints how far they lie apart: means, difference of means over the pooled deviation, \
                and the earth mover's distance over the real clips' deviation. "real" is the same between each real \
                clip and the others.
                """)

        @Option(help: "A folder of real clips of one singer each.")
        var real: String

        @OptionGroup var data: DataOptions

        @Option(help: "The same seed sings the same clips.")
        var seed: UInt64 = 1

        @Option(help: "How many clips are sung.")
        var clips: Int = 40

        @Option(help: "Seconds of each.")
        var seconds: Double = 12

        @Option(help: ArgumentHelp("Keep the sung clips here.", valueName: "folder"))
        var out: String?

        @Flag(help: "One JSON object.")
        var json = false

        func validate() throws {
            guard clips >= 2 else { throw ValidationError("--clips has to be 2 or more.") }
            guard (3...60).contains(seconds) else { throw ValidationError("--seconds has to be 3 to 60.") }
        }

        struct Report: Encodable {
            var distance: VoiceDistance
            var realDistances: [VoiceDistance]
            var coverage: [VoiceCoverage]
        }

        func run() throws {
            let folder = URL(fileURLWithPath: real)
            let names = try FileManager.default.contentsOfDirectory(atPath: real).sorted()
                .filter { ["flac", "wav", "ogg"].contains(($0 as NSString).pathExtension.lowercased()) }
            guard names.count >= 2 else {
                throw ValidationError("\(real) holds fewer than two clips (FLAC, WAV, OGG).")
            }
            let measured = try names.map { name in
                (name: name, statistics: try VoiceStatistics(AudioReader.read(folder.appendingPathComponent(name))))
            }
            let synthetic = try sing().map { try VoiceStatistics($0) }
            let references = measured.map(\.statistics)
            let report = Report(
                distance: VoiceDistance(of: synthetic, to: references),
                realDistances: VoiceDistance.leaveOneOut(references),
                coverage: VoiceCoverage.measure(measured, in: synthetic))
            if json { print(try jsonLine(report)) } else { show(report) }
        }

        /// Clips of the validation songs, each by a singer and in a room of its own.
        private func sing() throws -> [AudioBuffer] {
            let songs = data.folders.original
            var excerpts: [SongSymbols] = []
            for song in try POP909Song.identifiers(in: songs) where excerpts.count < clips {
                guard try SongSymbols.Split(identifier: song) == .validation else { continue }
                var generator = SeededGenerator(seed: seed, stream: UInt64(song))
                do {
                    let symbols = try POP909Song(identifier: song, in: songs, cl: data.folders.corrected).symbols
                    excerpts.append(excerpt(of: symbols, generator: &generator))
                } catch CorpusError.unusable { continue }
            }
            guard !excerpts.isEmpty else {
                throw ValidationError("\(songs.path) holds no usable validation songs (860 to 909).")
            }
            return try (0..<clips).map { index in
                let symbols = excerpts[index % excerpts.count]
                var generator = SeededGenerator(seed: seed, stream: UInt64(index) + 1)
                let voice = SingerVoice(drawnBy: &generator)
                let microphone = Microphone(drawnBy: &generator)
                let melody = symbols.transposed(by: voice.octaveShift(for: symbols.melody)).melody
                let dry = Singer(voice: voice).perform(
                    melody, seconds: seconds, generator: SeededGenerator(seed: generator.next()))
                let clip = microphone.record(dry.audio, generator: SeededGenerator(seed: generator.next()))
                if let out {
                    let kept = URL(fileURLWithPath: out)
                    try FileManager.default.createDirectory(at: kept, withIntermediateDirectories: true)
                    let name = String(format: "%03d.flac", index)
                    try AudioWriter.write(clip, to: kept.appendingPathComponent(name), format: .flac16)
                }
                return clip
            }
        }

        /// From a phrase's begin on, in any key.
        private func excerpt(of song: SongSymbols, generator: inout SeededGenerator) -> SongSymbols {
            let starts = zip(song.melody, song.melody.dropFirst()).compactMap { note, next in
                next.start - note.end > 0.33 && next.start + seconds < song.duration ? next.start - 0.5 : nil
            }
            let start = starts.isEmpty ? 0 : starts[generator.uniform(in: 0..<starts.count)]
            return song.excerpt(from: start, to: start + seconds).transposed(by: generator.uniform(in: -6..<6))
        }

        private func show(_ report: Report) {
            func column(_ text: String, _ width: Int) -> String {
                String(repeating: " ", count: max(width - text.count, 0)) + text
            }
            func number(_ value: Double) -> String { String(format: abs(value) >= 100 ? "%.0f" : "%.2f", value) }
            let head = ["synthetic", "real", "effect", "transport", "real", "5 %", "95 %"]
            print("statistic            " + head.map { column($0, 10) }.joined() + "  real clips outside")
            for row in report.distance.rows {
                let among = report.realDistances.compactMap { distance in
                    distance.rows.first { $0.statistic == row.statistic }?.transport
                }
                let coverage = report.coverage.first { $0.statistic == row.statistic }
                let figures = [
                    row.mean, row.referenceMean, row.effect, row.transport,
                    among.reduce(0, +) / Double(max(among.count, 1)), coverage?.low ?? 0, coverage?.high ?? 0,
                ]
                let missed = (coverage?.missed ?? [:]).sorted { $0.key < $1.key }
                    .map { "\($0.key) \(number($0.value))" }
                let name = row.statistic.rawValue.padding(toLength: 21, withPad: " ", startingAt: 0)
                print(
                    name + figures.map { column(number($0), 10) }.joined() + "  " + missed.joined(separator: ", "))
            }
            let real = report.realDistances.map(\.overall)
            let among = real.reduce(0, +) / Double(max(real.count, 1))
            print("overall: synthetic to real \(number(report.distance.overall)), real to real \(number(among))")
        }
    }
}
