import AudioFiles
import Codecs
import Corpus
import Evaluation
import Foundation
import Music
import Signal

/// Sound taken to Mels and back by each way that there is: what the vocoder costs. Validation songs of a corpus (band,
/// voice, both), and any files.
package struct CopySynthesisSuite {
    let vocoder: Vocos

    package init(vocoder: Vocos) { self.vocoder = vocoder }

    private struct Sound {
        var samples: [Float]
        var sheet: LeadSheet?
    }

    private typealias Way = (name: String, make: (Spectrogram) throws -> [Float])

    private var ways: [Way] {
        var ways: [Way] = [("Griffin-Lim, 60 iterations", { GriffinLim(iterations: 60).samples(fromLogMel: $0) })]
        for phases in Vocos.Phases.allCases where phases == .head || vocoder.defaultPhases == phases {
            ways.append(
                ("phases \(phases)", { try vocoder.samples($0.values, frames: $0.frames, phases: phases) }))
        }
        ways.append(
            (
                "phases \(vocoder.defaultPhases), refined \(vocoder.refinements)",
                { try VocosStream.samples(of: $0, vocoder: vocoder) }
            ))
        return ways
    }

    /// - Parameters:
    ///   - corpus: whose validation songs to take; nil for none.
    ///   - count: of songs.
    ///   - show: every row as it is measured, the rows of one input in turn.
    /// - Throws: `SuiteError.fewerThanTwoSongs`, `CorpusError`, `AudioFileError`; what the vocoder throws.
    package func run(
        on corpus: URL?, count: Int, files: [URL], show: (CopySynthesisRow) throws -> Void
    ) throws {
        if let corpus {
            let songs = try ValidationSongs.first(count, of: corpus)
            let bands = try songs.map { Sound(samples: try read($0.accompaniment), sheet: $0.entry.symbols.leadSheet) }
            let voices = try songs.map { Sound(samples: try read($0.vocal)) }
            let mixes = try zip(bands, voices).map { band, voice in
                let mix = try VoiceMix.sum(
                    AudioBuffer(sampleRate: RenderedSong.sampleRate, mono: voice.samples),
                    AudioBuffer(sampleRate: RenderedSong.sampleRate, mono: band.samples))
                return Sound(samples: mix.mono(), sheet: band.sheet)
            }
            try measure("accompaniments", bands, show)
            try measure("vocals", voices, show)
            try measure("mixes", mixes, show)
        }
        if !files.isEmpty { try measure("files", files.map { Sound(samples: try read($0)) }, show) }
    }

    /// Whole frames of a file.
    private func read(_ url: URL) throws -> [Float] {
        let frontEnd = MelFrontEnd()
        let samples = try AudioReader.read(url, resampledTo: frontEnd.sampleRate, mono: true).mono()
        return Array(samples.prefix(samples.count / frontEnd.hop * frontEnd.hop))
    }

    private func measure(
        _ input: String, _ sounds: [Sound], _ show: (CopySynthesisRow) throws -> Void
    ) throws {
        func coherence(_ samples: (Int) -> [Float]) -> CoherenceFigures? {
            let figures = sounds.indices.compactMap { index in
                sounds[index].sheet.map { CoherenceFigures(samples(index), $0) }
            }
            return figures.isEmpty ? nil : .mean(figures)
        }
        if let figures = coherence({ sounds[$0].samples }) {
            try show(CopySynthesisRow(input: input, way: "as it is", coherence: figures))
            try show(
                CopySynthesisRow(
                    input: input, way: "another song's",
                    coherence: coherence { sounds[($0 + 1) % sounds.count].samples }))
        }
        for way in ways {
            var made: [[Float]] = []
            var elapsed = 0.0
            for sound in sounds {
                let mel = MelFrontEnd().logMel(sound.samples)
                elapsed += try ContinuousClock().measure { made.append(try way.make(mel)) } / .seconds(1)
            }
            let seconds = Double(sounds.reduce(0) { $0 + $1.samples.count }) / MelFrontEnd().sampleRate
            try show(
                CopySynthesisRow(
                    input: input, way: way.name,
                    figures: .mean(zip(made, sounds).map { try VocodingFigures(made: $0, real: $1.samples) }),
                    coherence: coherence { made[$0] }, speed: seconds / elapsed))
        }
    }
}
