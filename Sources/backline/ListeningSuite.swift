import AudioFiles
import Corpus
import Evaluation
import Foundation
import Listener
import Music
import Recipes
import Signal

/// What a listener hears in validation songs against what they are: in the voice alone, and in voice and band together.
struct ListeningSuite {
    let listener: any VocalListening
    let json: Bool

    enum Input: String, Codable, CaseIterable {
        case voice, mix

        var title: String {
            switch self {
            case .voice: "the voice alone"
            case .mix: "voice and band, the voice \(String(format: "%.0f", -ListeningSuite.vocalLevel)) LU under it"
            }
        }
    }

    /// LU of the voice over the band in a mix.
    static let vocalLevel = -2.0

    /// What is measured of one song.
    struct Row: Codable {
        var song: Int
        var input: Input
        var style: Style
        var singer: String
        var figures: ListeningFigures
        /// The same hearing against another song's truth.
        var chance: ListeningFigures
        var confidence: Double
        /// Why the listener gave up.
        var failure: String?
        /// Times faster than it sounds.
        var speed: Double
        var heardTempo: Double
        var tempo: Double
        var heardKey: String
        var key: String
    }

    /// - Throws: `RecipeError` for a corpus of fewer than two finished validation songs.
    func run(on corpus: URL, count: Int) throws {
        let songs = Array(try CorpusIndex.songs(in: corpus, split: .validation).prefix(count))
        guard songs.count > 1 else {
            throw RecipeError("\(corpus.path) holds fewer than two finished validation songs")
        }
        let truths = try songs.map(Self.truth)
        var rows: [Row] = []
        for (index, song) in songs.enumerated() {
            let voice = try AudioReader.read(song.vocal, resampledTo: RenderedSong.sampleRate, mono: true)
            let band = try AudioReader.read(song.accompaniment, resampledTo: RenderedSong.sampleRate, mono: true)
            for input in Input.allCases {
                let sound = input == .voice ? voice : try Self.mix(voice, band)
                let row = try measure(
                    song, sound, input, truth: truths[index], other: truths[(index + 1) % songs.count])
                rows.append(row)
                if json { print(try jsonLine(row)) }
            }
        }
        for input in Input.allCases {
            let summary = Summary(input: input, rows: rows.filter { $0.input == input })
            print(json ? try jsonLine(summary) : summary.table)
        }
    }

    /// The true pitch where the corpus has it, else that of the written notes.
    static func truth(_ song: CorpusSong) throws -> ListeningTruth {
        let sheet = song.entry.symbols.leadSheet
        do {
            return ListeningTruth(sheet: sheet, hertz: try song.rendered().hertz)
        } catch CorpusError.noTruth {
            let hop = Double(PitchTracker.hop) / PitchTracker.sampleRate
            return ListeningTruth(
                sheet: sheet,
                hertz: NotePitch.hertz(
                    of: song.entry.sungMelody, frames: Int(song.entry.duration / hop), hopSeconds: hop))
        }
    }

    /// Kind and number of the voice.
    private static func singer(_ voice: SingerVoice) -> String {
        [voice.kind.rawValue, voice.castNumber.map(String.init)].compactMap { $0 }.joined(separator: " ")
    }

    /// The sum, the voice `vocalLevel` over the band in loudness; the sum of what there is where one is silent.
    static func mix(_ voice: AudioBuffer, _ band: AudioBuffer) throws -> AudioBuffer {
        var gain = 1.0
        if let of = try Loudness(of: voice).integrated, let against = try Loudness(of: band).integrated {
            gain = pow(10, (against + vocalLevel - of) / 20)
        }
        var samples = band.mono()
        for (index, sample) in voice.mono().prefix(samples.count).enumerated() {
            samples[index] += Float(gain) * sample
        }
        return AudioBuffer(sampleRate: band.sampleRate, mono: samples)
    }

    private func measure(
        _ song: CorpusSong, _ sound: AudioBuffer, _ input: Input, truth: ListeningTruth, other: ListeningTruth
    ) throws -> Row {
        var heard: Heard?
        var failure: String?
        let elapsed = try ContinuousClock().measure {
            do { heard = try listener.listen(to: sound, constraints: .init()) } catch let error as ListenerError {
                failure = error.description
            }
        }
        return Row(
            song: song.entry.symbols.identifier, input: input, style: song.entry.style,
            singer: Self.singer(song.entry.voice), figures: ListeningFigures(heard, truth: truth),
            chance: ListeningFigures(heard, truth: other), confidence: heard?.leadSheet.beatConfidence ?? 0,
            failure: failure, speed: sound.duration / (elapsed / .seconds(1)),
            heardTempo: heard?.leadSheet.tempo ?? 0, tempo: truth.sheet.tempo,
            heardKey: heard?.leadSheet.key.description ?? "-", key: truth.sheet.key.description)
    }

    struct Summary: Codable {
        var input: Input
        var songs: Int
        var failures: Int
        var figures: ListeningFigures
        var chance: ListeningFigures
        var byStyle: [String: ListeningFigures]
        var bySinger: [String: ListeningFigures]
        /// Beat F by confidence of the beats.
        var calibration: ConfidenceThirds?
        /// Times faster than it sounds.
        var speed: Double

        init(input: Input, rows: [Row]) {
            self.input = input
            songs = rows.count
            failures = rows.count { $0.failure != nil }
            figures = .mean(rows.map(\.figures))
            chance = .mean(rows.map(\.chance))
            byStyle = Dictionary(grouping: rows, by: \.style.rawValue).mapValues { .mean($0.map(\.figures)) }
            bySinger = Dictionary(grouping: rows, by: \.singer).mapValues { .mean($0.map(\.figures)) }
            calibration = ConfidenceThirds(rows.map { ($0.confidence, $0.figures.beatF ?? 0) })
            speed = Double(rows.count) / rows.reduce(0) { $0 + 1 / $1.speed }
        }

        private static let nameWidth = 14

        private func line(_ name: String, _ figures: ListeningFigures) -> String {
            name.padding(toLength: Self.nameWidth, withPad: " ", startingAt: 0)
                + ListeningFigures.columns.map { column in
                    let text = figures[keyPath: column.figure].map { String(format: "%.2f", $0) } ?? "-"
                    return String(repeating: " ", count: max(column.heading.count - text.count, 0)) + text
                }
                .joined(separator: "  ")
        }

        var table: String {
            var lines = [
                "\(songs) validation songs, \(input.title)" + (failures > 0 ? "; \(failures) not understood" : ""),
                String(repeating: " ", count: Self.nameWidth)
                    + ListeningFigures.columns.map(\.heading).joined(separator: "  "),
                line("all", figures), line("chance", chance),
            ]
            lines += byStyle.sorted { $0.key < $1.key }.map { line($0.key, $0.value) }
            lines += bySinger.sorted { $0.key < $1.key }.map { line($0.key, $0.value) }
            if let thirds = calibration?.thirds {
                lines.append(
                    "beat F by confidence: "
                        + thirds.map { String(format: "%.2f (confidence %.2f)", $0.figure, $0.confidence) }
                        .joined(separator: ", "))
            }
            lines.append(String(format: "%.0f times faster than it sounds\n", speed))
            return lines.joined(separator: "\n")
        }
    }
}
