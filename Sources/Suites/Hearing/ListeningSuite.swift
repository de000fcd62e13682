import AudioFiles
import Corpus
import Evaluation
import Foundation
import Listener
import Signal

/// What a listener hears in validation songs against what they are: in the voice alone, and in voice and band together.
package struct ListeningSuite {
    let listener: any VocalListening

    package init(listener: any VocalListening) { self.listener = listener }

    package enum Input: String, Codable, CaseIterable, Sendable {
        case voice, mix

        var title: String {
            switch self {
            case .voice: "the voice alone"
            case .mix: "voice and band, the voice \(String(format: "%.0f", -VoiceMix.level)) LU under it"
            }
        }
    }

    /// - Parameters:
    ///   - count: of songs, at most.
    ///   - progress: every row as it is measured.
    /// - Returns: a summary of every input.
    /// - Throws: `SuiteError.fewerThanTwoSongs`, `CorpusError`, `AudioFileError`; but a listener that gives up is measured.
    package func run(
        on corpus: URL, count: Int, progress: (ListeningRow) throws -> Void = { _ in }
    ) throws -> [ListeningSummary] {
        let songs = try ValidationSongs.first(count, of: corpus)
        let truths = try songs.map(Self.truth)
        var rows: [ListeningRow] = []
        for (index, song) in songs.enumerated() {
            let voice = try AudioReader.read(song.vocal, resampledTo: RenderedSong.sampleRate, mono: true)
            let band = try AudioReader.read(song.accompaniment, resampledTo: RenderedSong.sampleRate, mono: true)
            for input in Input.allCases {
                let sound = input == .voice ? voice : try VoiceMix.sum(voice, band)
                let row = try measure(
                    song, sound, input, truth: truths[index], other: truths[(index + 1) % songs.count])
                rows.append(row)
                try progress(row)
            }
        }
        return Input.allCases.map { input in ListeningSummary(input: input, rows: rows.filter { $0.input == input }) }
    }

    /// The true pitch where the corpus has it, else that of the written notes.
    package static func truth(_ song: CorpusSong) throws -> ListeningTruth {
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

    private func measure(
        _ song: CorpusSong, _ sound: AudioBuffer, _ input: Input, truth: ListeningTruth, other: ListeningTruth
    ) throws -> ListeningRow {
        var heard: Heard?
        var failure: String?
        let elapsed = try ContinuousClock().measure {
            do { heard = try listener.listen(to: sound, constraints: .init()) } catch let error as ListenerError {
                failure = error.description
            }
        }
        return ListeningRow(
            song: song.entry.symbols.identifier, input: input, style: song.entry.style,
            singer: Self.singer(song.entry.voice), figures: ListeningFigures(heard, truth: truth),
            chance: ListeningFigures(heard, truth: other), confidence: heard?.leadSheet.beatConfidence ?? 0,
            failure: failure, speed: sound.duration / (elapsed / .seconds(1)),
            heardTempo: heard?.leadSheet.tempo ?? 0, tempo: truth.sheet.tempo,
            heardKey: heard?.leadSheet.key.description ?? "-", key: truth.sheet.key.description)
    }
}
