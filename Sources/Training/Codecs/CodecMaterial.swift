import Corpus
import Music
import Signal
import StemGen
import Tensors

/// The songs that a codec learns from, and the stretches on which it is measured.
struct CodecMaterial {
    /// Those that are long enough for an example.
    let songs: [StemSong]
    /// Of every player of every validation song, and of the whole, the stretch that sounds most.
    let validation: [(kind: String, mel: Spectrogram)]
    /// Mel frames in an example.
    let frames: Int
    /// Deviation of an example's level, dB.
    let level: Double
    let shares: CodecExample.Shares
    let device: Device

    var samples: Int { frames * MelFrontEnd().hop }

    /// - Throws: `CorpusError.notForTraining` when a validation song is among the training songs;
    ///   `TrainingError.songsTooShort`.
    init(
        training: [StemSong], validation: [StemSong], frames: Int, level: Double, shares: CodecExample.Shares,
        device: Device
    ) throws {
        for song in training { try song.entry.symbols.requireTraining() }
        let samples = frames * MelFrontEnd().hop
        (self.frames, self.level, self.shares, self.device) = (frames, level, shares, device)
        songs = training.filter { $0.count > samples }
        let measured = validation.filter { $0.count > samples }
        for (split, list) in [("training", songs), ("validation", measured)] where list.isEmpty {
            throw TrainingError.songsTooShort(split: split, needed: "\(frames) Mel frames")
        }
        self.validation = Self.measured(measured, samples: samples)
    }

    /// - Parameter generator: of the step alone, so that a resumed run goes on as it would have.
    func examples(_ count: Int, _ generator: inout SeededGenerator) -> [CodecExample] {
        (0..<count).map { _ in
            CodecExample(drawnFrom: songs, samples: samples, level: level, shares: shares, &generator)
        }
    }

    /// Seconds of so many examples.
    func seconds(_ count: Int) -> Double { Double(count * samples) / MelFrontEnd().sampleRate }

    /// Natural-log Mels side by side, (B, T, bands).
    func mel(_ examples: [CodecExample]) -> Tensor { tensor(Self.mels(examples.map(\.samples))) }

    func tensor(_ mels: [Spectrogram]) -> Tensor {
        Tensor(mels.flatMap(\.values), shape: [mels.count, frames, MelFrontEnd().bands], device: device)
    }

    /// Mean and deviation of each band in examples of a stream that no step has.
    func moments(seed: UInt64) -> FeatureMoments {
        var generator = SeededGenerator(seed: seed, stream: .max)
        let rows = Self.mels(examples(Self.statisticsExamples, &generator).map(\.samples)).flatMap { mel in
            stride(from: 0, to: mel.frames, by: 8).map { frame in
                ArraySlice(
                    mel.values[(frame * mel.bands)..<((frame + 1) * mel.bands)].map { max($0, MelFrontEnd.logFloor) })
            }
        }
        return FeatureMoments(of: rows, width: MelFrontEnd().bands)
    }

    private static let statisticsExamples = 384

    private static func mels(_ examples: [[Float]]) -> [Spectrogram] {
        let frontEnd = MelFrontEnd()
        return sideBySide(examples.count) { frontEnd.logMel(examples[$0]) }
    }

    private static func measured(_ songs: [StemSong], samples: Int) -> [(kind: String, mel: Spectrogram)] {
        var pieces: [(kind: String, samples: [Float])] = []
        for song in songs {
            let tracks =
                [("vocal", song.vocal)]
                + song.families.compactMap { family in
                    song.parts[family].map { (family.rawValue, $0) }
                }
            for (kind, track) in tracks {
                let starts = stride(from: 0, through: song.count - samples, by: samples)
                let stretches = starts.map { track.stretch($0..<($0 + samples)) }.filter { !StemLevel.isSilent($0) }
                if let middle = stretches.dropFirst(stretches.count / 2).first { pieces.append((kind, middle)) }
            }
            let start = (song.count - samples) / 2
            var mix = [Float](repeating: 0, count: samples)
            for (_, track) in tracks {
                for (index, value) in track.stretch(start..<(start + samples)).enumerated() {
                    mix[index] += 0.5 * value
                }
            }
            pieces.append(("mix", mix))
        }
        return zip(pieces.map(\.kind), mels(pieces.map(\.samples))).map { ($0, $1) }
    }
}
