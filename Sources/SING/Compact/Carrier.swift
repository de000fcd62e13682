import Foundation
import Signal
import Tensors

/// Plays what the decoder's layers say on its last filters, which come in pairs, cosine and sine of a band. SING as
/// published has to carry the phases of a pitch's harmonics from frame to frame in its embeddings; here layers say how
/// strong harmonics are, which changes slowly, and the carrier turns them. Not in the paper: it lets a small network
/// hold its pitch and learn a timbre from few notes.
///
/// What the layers say is in `Parts`. Levels are natural logarithms, as the spectral loss hears them.
public struct Carrier: Sendable {
    public struct Sizes: Codable, Sendable, Equatable {
        /// MIDI, of pitch number 0.
        public var lowestPitch: Int
        /// Harmonics of a pitch that have a level of their own.
        public var harmonics: Int
        /// Partials half-way between them, from half the pitch up: organs and synthesisers have voices an octave below
        /// and a fifth above.
        public var halves: Int
        /// Bands of the filters, from 0 Hz up, two bins of their length apart. A tone next to the middle of one stays a
        /// tone: the nearest image of the frames' rate falls into a zero of the squared Hann window.
        public var narrowBands: Int
        /// Above them, twice as far apart.
        public var wideBands: Int
        /// Lowest bands that may sound by themselves, for partials that are no harmonics.
        public var freeBands: Int
        /// Of a filter that harmonics of all pitches pass.
        public var formantBands: Int
        public var noiseBands: Int

        public init(
            lowestPitch: Int, harmonics: Int, halves: Int, narrowBands: Int, wideBands: Int, freeBands: Int,
            formantBands: Int,
            noiseBands: Int
        ) {
            self.lowestPitch = lowestPitch
            self.harmonics = harmonics
            self.halves = halves
            self.narrowBands = narrowBands
            self.wideBands = wideBands
            self.freeBands = freeBands
            self.formantBands = formantBands
            self.noiseBands = noiseBands
        }

        public var bands: Int { narrowBands + wideBands }
        public var partials: Int { harmonics + halves }
        /// Numbers of a frame that say levels: of harmonics, of partials between them, of formants, of noise.
        public var levels: Int { partials + formantBands + noiseBands }
        /// Whether curves over frequency have two ends, and nothing is less than nothing.
        var isPlayable: Bool {
            harmonics > 0 && halves >= 0 && narrowBands > 0 && wideBands >= 0 && (0...bands).contains(freeBands)
                && formantBands > 1 && noiseBands > 1
        }
        /// Numbers of a frame that may be 0: real and imaginary parts of free bands, and two of the tuning.
        public var deviations: Int { 2 * freeBands + 2 }
    }

    /// Bins of the discrete Fourier transform between narrow bands.
    private static let narrow = 2
    /// Where levels begin: about what the spectral loss begins to hear.
    private static let quiet = (tone: -5.0, noise: -6.5)
    /// Nepers of a level for 1 from the layers, whose weights start small.
    private static let nepers = 4.0
    /// The loudest level.
    private static let loudest = 4.0
    /// Share of its frequency by which a harmonic moves for a tuning of 1, and by which the first one moves for a
    /// stretching of 1, as in strings: higher ones by the square of their number, up to a limit.
    private static let tuning = (shift: 0.01, stretch: 3e-5, limit: 32.0)
    private static let noiseSeed: UInt64 = 1810_09785

    private let sizes: Sizes
    /// Turns a frame of each pitch's partials, (pitches, partials), and how many more for tunings of 1.
    private let turns: Tensor
    private let shifts: Tensor
    private let stretches: Tensor
    /// Turns a frame of free bands, (1, 1, bands).
    private let freeTurns: Tensor
    /// Formants at partials, (pitches, formants partials).
    private let formants: Tensor
    /// Partials on bands, (pitches, partials bands).
    private let places: Tensor
    /// (noise bands, bands)
    private let noiseLevels: Tensor
    /// Cosine and sine of the noise's phases, (frames, bands).
    private let noise: (cosine: Tensor, sine: Tensor)

    /// - Parameters:
    ///   - pitches: how many.
    ///   - frames: after how many the noise's phases begin again.
    package init(
        _ sizes: Sizes, pitches: Int, frames: Int, kernel: Int, stride: Int, sampleRate: Double, device: Device
    ) {
        self.sizes = sizes
        let centres = Self.centres(sizes, kernel: kernel, sampleRate: sampleRate)
        let (bands, partials) = (sizes.bands, sizes.partials)
        let numbers = (0..<sizes.harmonics).map { Double($0 + 1) } + (0..<sizes.halves).map { Double($0) + 0.5 }
        let frame = Double(stride) / sampleRate
        let formantScale = BandScale(count: sizes.formantBands, highest: sampleRate / 2)
        let noiseScale = BandScale(count: sizes.noiseBands, highest: sampleRate / 2)
        var turns: [Float] = []
        var shifts: [Float] = []
        var stretches: [Float] = []
        var formants = [Float](repeating: 0, count: pitches * sizes.formantBands * partials)
        var places = [Float](repeating: 0, count: pitches * partials * bands)
        for pitch in 0..<pitches {
            let fundamental = 440 * exp2(Double(sizes.lowestPitch + pitch - 69) / 12)
            for (partial, number) in numbers.enumerated() {
                let frequency = number * fundamental
                let advance = frequency * frame
                turns.append(Float(advance - advance.rounded(.down)))
                shifts.append(Float(advance * Self.tuning.shift))
                let square = pow(min(number, Self.tuning.limit), 2)
                stretches.append(Float(advance * Self.tuning.stretch * square))
                guard frequency < sampleRate / 2 else { continue }
                for (band, weight) in formantScale.weights(at: frequency) {
                    formants[(pitch * sizes.formantBands + band) * partials + partial] = weight
                }
                guard
                    let nearest = centres.indices.min(by: {
                        abs(centres[$0] - frequency) < abs(centres[$1] - frequency)
                    })
                else { continue }
                let offset = (frequency - centres[nearest]) * Double(kernel) / sampleRate
                places[(pitch * partials + partial) * bands + nearest] = Float(1 / Self.lobe(min(abs(offset), 1)))
            }
        }
        func perPitch(_ values: [Float], _ width: Int) -> Tensor {
            Tensor(values, shape: [pitches, width], device: device)
        }
        self.turns = perPitch(turns, partials)
        self.shifts = perPitch(shifts, partials)
        self.stretches = perPitch(stretches, partials)
        self.formants = perPitch(formants, sizes.formantBands * partials)
        self.places = perPitch(places, partials * bands)
        freeTurns = Tensor(
            centres.prefix(sizes.freeBands).map { Float(($0 * frame).truncatingRemainder(dividingBy: 1)) },
            shape: [1, 1, sizes.freeBands], device: device)
        var levels = [Float](repeating: 0, count: sizes.noiseBands * bands)
        for (place, centre) in centres.enumerated() {
            for (band, weight) in noiseScale.weights(at: centre) { levels[band * bands + place] = weight }
        }
        noiseLevels = Tensor(levels, shape: [sizes.noiseBands, bands], device: device)
        var generator = SeededGenerator(seed: Self.noiseSeed)
        let phases = (0..<bands * frames).map { _ in Float(2 * Double.pi * generator.uniform()) }
        let drawn = Tensor(phases, shape: [frames, bands], device: device)
        noise = (drawn.cos(), drawn.sin())
    }

    /// The spectrum of a squared Hann window so many bins from its middle, beside what it is there.
    private static func lobe(_ bins: Double) -> Double {
        func sinc(_ x: Double) -> Double { x == 0 ? 1 : sin(.pi * x) / (.pi * x) }
        // cos^4 = 3/8 + cos(2x) / 2 + cos(4x) / 8
        return sinc(bins) + 2 / 3.0 * (sinc(bins - 1) + sinc(bins + 1)) + (sinc(bins - 2) + sinc(bins + 2)) / 6
    }

    /// Of the bands, in Hertz.
    static func centres(_ sizes: Sizes, kernel: Int, sampleRate: Double) -> [Double] {
        let bin = sampleRate / Double(kernel)
        return (1...sizes.bands).map { band in
            bin * Double(narrow * (band + max(band - sizes.narrowBands, 0)))
        }
    }

    /// Filters that are cosine and minus sine of the bands about their middle: real parts first, then imaginary ones.
    package static func filters(_ sizes: Sizes, kernel: Int, sampleRate: Double, scale: Double) -> [Float] {
        let centres = centres(sizes, kernel: kernel, sampleRate: sampleRate)
        return [0.0, 0.25].flatMap { quarter in
            centres.flatMap { centre in
                (0..<kernel).map { sample in
                    let turn = centre * Double(sample - kernel / 2) / sampleRate + quarter
                    return Float(scale * cos(2 * .pi * turn))
                }
            }
        }
    }

    /// What the bands' filters are multiplied with, (B, T, 2 bands).
    /// - Parameters:
    ///   - levels: (B, T, `Sizes.levels`).
    ///   - deviations: (B, T, `Sizes.deviations`).
    ///   - pitches: of the batch, numbers from 0, (B).
    ///   - times: numbers of the frames, counted from the note's beginning.
    package func callAsFunction(levels network: Tensor, deviations: Tensor, pitches: Tensor, times: [Int]) -> Tensor {
        let levels = network * Self.nepers
        let (bands, partials, count) = (sizes.bands, sizes.partials, levels.size(0))
        let moments = Tensor(times.map(Float.init), shape: [1, times.count, 1], device: levels.device)
        func ofPitch(_ table: Tensor, _ rows: Int, _ columns: Int) -> Tensor {
            table.rows(pitches).reshaped([count, rows, columns])
        }
        // log A_k = s_k + F(k f0)
        let source = levels.narrowed(-1, from: 0, length: partials)
        let formants = levels.narrowed(-1, from: partials, length: sizes.formantBands)
        let level = source + formants.matmul(ofPitch(self.formants, sizes.formantBands, partials))
        let amplitude = (level + Self.quiet.tone).clamped(max: Self.loudest).exp()
        // theta_k = 2 pi (k f0 t + what the tuning has added until then)
        let tuning = deviations.narrowed(-1, from: 2 * sizes.freeBands, length: 2).cumulativeSum(1)
        let phase =
            (ofPitch(turns, 1, partials) * moments
                + ofPitch(shifts, 1, partials) * tuning.narrowed(-1, from: 0, length: 1)
                + ofPitch(stretches, 1, partials) * tuning.narrowed(-1, from: 1, length: 1)) * (2 * Double.pi)
        let places = ofPitch(places, partials, bands)
        let tones = (
            real: (amplitude * phase.cos()).matmul(places), imaginary: (amplitude * phase.sin()).matmul(places)
        )
        // partials that have no place among them
        let free = deviations.narrowed(-1, from: 0, length: 2 * sizes.freeBands).split(2, dimension: -1)
        let turned = (freeTurns * (2 * Double.pi)) * moments
        let (cosine, sine) = (turned.cos(), turned.sin())
        let others = (
            real: (free[0] * cosine - free[1] * sine).padded(0, bands - sizes.freeBands),
            imaginary: (free[0] * sine + free[1] * cosine).padded(0, bands - sizes.freeBands)
        )
        let period = noise.cosine.size(0)
        let drawn = Tensor(times.map { $0 % period }, shape: [times.count], device: levels.device)
        let loudness =
            (levels.narrowed(-1, from: partials + sizes.formantBands, length: sizes.noiseBands)
            .matmul(noiseLevels) + Self.quiet.noise).clamped(max: Self.loudest).exp()
        return .concatenated(
            [
                tones.real + others.real + loudness * noise.cosine.rows(drawn),
                tones.imaginary + others.imaginary + loudness * noise.sine.rows(drawn),
            ], dimension: -1)
    }
}
