import Band
import Corpus
import Foundation
import Music
import SING
import Signal
import Tensors

/// Measures how a trained SING plays pairs of instrument and pitch that it was trained on and such that it never heard.
public struct NoteEvaluation {
    public enum Problem: Error, CustomStringConvertible {
        case otherInstruments(path: String)
        case tooFewPairs(path: String)

        public var description: String {
            switch self {
            case .otherInstruments(let path):
                "the notes in \(path) are not those that these weights were trained on: instruments, pitches or "
                    + "velocities differ"
            case .tooFewPairs(let path): "\(path) holds no pairs of one of the splits; render more instruments"
            }
        }
    }

    private let trained: TrainedSING
    private let library: NoteLibrary
    private let notes: Int
    private let seed: UInt64
    private let loss = SINGSpectralLoss()

    /// - Parameters:
    ///   - notes: how many of each kind are measured.
    /// - Throws: `Problem.otherInstruments`.
    public init(_ trained: TrainedSING, library: NoteLibrary, notes: Int, seed: UInt64 = 1) throws {
        let catalogue = trained.catalogue
        guard library.instruments.map(\.name) == catalogue.instruments,
            library.grid.pitches == Array(catalogue.pitches), library.grid.velocities == catalogue.velocities,
            library.grid.samples <= trained.longestNote
        else { throw Problem.otherInstruments(path: library.folder.path) }
        self.trained = trained
        self.library = library
        self.notes = notes
        self.seed = seed
    }

    /// - Parameter progress: called with the share that is done.
    /// - Throws: `Problem.tooFewPairs`, errors of reading and of the engine.
    public func report(progress: (Double) throws -> Void = { _ in }) throws -> NoteReport {
        try Engine.withGradients(false) {
            let seen = try measured(.training) { try progress($0 * 0.45) }
            let unseen = try measured(.test) { try progress(0.45 + $0 * 0.45) }
            let loudness = try measuredLoudness()
            try progress(1)
            return NoteReport(
                seen: seen.losses, unseen: unseen.losses, seenPitch: seen.pitch, unseenPitch: unseen.pitch,
                loudness: loudness)
        }
    }

    private func drawn(_ split: NoteSplit, stream: UInt64, count: Int) throws -> [NoteKey] {
        var generator = SeededGenerator(seed: seed, stream: stream)
        let keys = library.keys(of: split).shuffled(using: &generator).prefix(count)
        guard !keys.isEmpty else { throw Problem.tooFewPairs(path: library.folder.path) }
        return Array(keys)
    }

    private func measured(
        _ split: NoteSplit, progress: (Double) throws -> Void
    ) throws -> (losses: NoteReport.Losses, pitch: NoteReport.Pitch) {
        let keys = try drawn(split, stream: split == .training ? 1 : 2, count: notes)
        var losses = NoteReport.Losses()
        var resampled = 0.0
        var nearer = 0
        var errors: [Double] = []
        for (place, key) in keys.enumerated() {
            let wanted = try wave(key)
            let made = try trained.wave([key])
            let target = tensor(wanted)
            losses.notes += 1
            let ours = Double(try loss.absolute(tensor(made), target).item())
            losses.model += ours
            losses.autoencoder += Double(try loss.absolute(trained.restored(wanted, key), target).item())
            losses.silence += Double(try loss.absolute(target * 0, target).item())
            if split != .training {
                let near = try neighbour(of: key)
                let theirs = Double(try loss.absolute(tensor(near), target).item())
                resampled += theirs
                if ours < theirs { nearer += 1 }
            }
            if let error = pitchError(made, wanted, key) { errors.append(abs(error)) }
            try progress(Double(place + 1) / Double(keys.count))
        }
        let count = Double(keys.count)
        losses.model /= count
        losses.autoencoder /= count
        losses.silence /= count
        if split != .training {
            losses.resampled = resampled / count
            losses.nearer = Double(nearer) / count
        }
        errors.sort()
        func quantile(_ share: Double) -> Double? {
            errors.isEmpty ? nil : errors[min(Int(share * Double(errors.count)), errors.count - 1)]
        }
        return (losses, NoteReport.Pitch(notes: errors.count, median: quantile(0.5), ninth: quantile(0.9)))
    }

    private func tensor(_ samples: [Float]) -> Tensor { Tensor(samples, shape: [1, samples.count]) }

    /// The library's note as the model is to make it: at its level, with silence around it.
    private func wave(_ key: NoteKey) throws -> [Float] {
        trained.framed(try library.samples(key), velocity: key.velocity)
    }

    /// The nearest trained pitch of the instrument, with the same velocity, resampled to the pitch of this one.
    private func neighbour(of key: NoteKey) throws -> [Float] {
        let others = library.grid.pitches.indices.map {
            NoteKey(instrument: key.instrument, pitch: $0, velocity: key.velocity)
        }.filter { library.split($0) == .training }
        guard let nearest = others.min(by: { abs($0.pitch - key.pitch) < abs($1.pitch - key.pitch) }) else {
            throw Problem.tooFewPairs(path: library.folder.path)
        }
        let shift = library.grid.pitches[key.pitch] - library.grid.pitches[nearest.pitch]
        let rate = Renderer.sampleRate
        let moved = try Resampler(from: rate * exp2(Double(shift) / 12), to: rate).resample(library.samples(nearest))
        let count = library.grid.samples
        let fitted = Array(moved.prefix(count)) + [Float](repeating: 0, count: max(count - moved.count, 0))
        return trained.framed(fitted, velocity: key.velocity)
    }

    /// Seconds of the note in which its pitch is measured.
    private static let held = 0.3..<1.8
    /// How much of the power has to lie at harmonics for a sound to have a pitch.
    private static let pitched = 0.6
    /// Cents off the key within which the real note's pitch is believed.
    private static let tuned = 45.0

    /// Cents between the made note and the library's; nil where that one has no pitch near its key.
    private func pitchError(_ made: [Float], _ wanted: [Float], _ key: NoteKey) -> Double? {
        let rate = Renderer.sampleRate
        let (first, last) = (Int(Self.held.lowerBound * rate), Int(Self.held.upperBound * rate))
        func estimate(_ samples: [Float]) -> FundamentalEstimate? {
            FundamentalEstimate(
                Array(samples[first..<last]), pitch: library.grid.pitches[key.pitch], sampleRate: rate)
        }
        guard let real = estimate(wanted), real.harmonicShare > Self.pitched, abs(real.cents) < Self.tuned,
            let found = estimate(made)
        else { return nil }
        return found.cents - real.cents
    }

    /// Of full scale: a note that stays under it is silent.
    private static let audible: Float = 1e-3
    /// Velocities that loudness is measured at: those of the library and between them.
    private static let velocities = [20, 35, 50, 65, 80, 95, 110, 127]

    private func measuredLoudness() throws -> NoteReport.Loudness {
        // some fonts have no sound for some keys: what is silent has no loudness
        let keys = try drawn(.test, stream: 3, count: min(notes, 64)).filter { key in
            var loudest = key
            loudest.velocity = library.grid.velocities.count - 1
            return try library.samples(loudest).contains { abs($0) > Self.audible }
        }
        let instrument = SINGInstrument(trained)
        var exceptions: [String] = []
        for key in keys {
            let requests = Self.velocities.map {
                SINGInstrument.Request(
                    instrument: key.instrument, pitch: library.grid.pitches[key.pitch], velocity: $0, seconds: 0.8)
            }
            let levels = try instrument.notes(requests).map { $0.reduce(0.0) { $0 + Double($1 * $1) } }
            if !zip(levels, levels.dropFirst()).allSatisfy({ $0 < $1 }) {
                let pitch = PitchName.text(library.grid.pitches[key.pitch])
                exceptions.append("\(library.instruments[key.instrument].name) \(pitch)")
            }
        }
        return NoteReport.Loudness(
            pairs: keys.count, velocities: Self.velocities,
            monotonic: keys.isEmpty ? 1 : 1 - Double(exceptions.count) / Double(keys.count), exceptions: exceptions)
    }
}
