import Codecs
import Listener
import Tensors

/// How near resynthesised sound is to the real one.
public struct VocodingFigures: Codable, Sendable, Equatable {
    /// Mean distance of natural-log Mels, as the front end reads them.
    public var melL1: Double?
    /// Spectral convergence plus log-magnitude L1 at windows of 256 to 2048 samples.
    public var distance: Double?
    /// The same at 4096 and 8192: where held tones that lose their phases show.
    public var longDistance: Double?
    /// See `PeriodicityError`.
    public var periodicity: Double?
    public var cents: Double?
    /// See `TransientSharpness`.
    public var onsetPeaks: Double?
    public var attackSlopes: Double?
    public var crest: Double?
    /// See `HighBandEnergy`.
    public var highBandDistance: Double?
    public var highBandRatio: Double?

    private init() {}

    /// - Parameters: 24 kHz mono, of one length.
    public init(made: [Float], real: [Float]) throws {
        (melL1, distance, longDistance) = try Engine.withGradients(false) {
            let made = Tensor(made, shape: [1, made.count]), real = Tensor(real, shape: [1, real.count])
            let short = SpectralLoss()(made, real)
            let long = SpectralLoss(windows: [4096, 8192])(made, real)
            return try (
                Double(short.mel.item()), Double((short.convergence + short.magnitude).item()),
                Double((long.convergence + long.magnitude).item())
            )
        }
        let voice = PeriodicityError(made: made, real: real)
        periodicity = voice.periodicity
        cents = voice.cents
        if let attacks = TransientSharpness(made: made, real: real) {
            onsetPeaks = attacks.peaks
            attackSlopes = attacks.slopes
            crest = attacks.crest
        }
        let high = HighBandEnergy(made: made, real: real)
        highBandDistance = high.distance
        highBandRatio = high.ratio
    }

    /// The figures in the order of a table, with short headings.
    public static let columns: [(heading: String, figure: WritableKeyPath<Self, Double?> & Sendable)] = [
        ("Mel L1", \.melL1), ("distance", \.distance), ("long", \.longDistance), ("periodicity", \.periodicity),
        ("cents", \.cents), ("onsets", \.onsetPeaks), ("attacks", \.attackSlopes), ("crest dB", \.crest),
        ("high dB", \.highBandDistance), ("ratio dB", \.highBandRatio),
    ]

    /// The mean over sounds of each figure that exists.
    public static func mean(_ figures: [Self]) -> Self {
        var result = Self()
        for column in columns {
            let values = figures.compactMap { $0[keyPath: column.figure] }
            result[keyPath: column.figure] = values.isEmpty ? nil : values.reduce(0, +) / Double(values.count)
        }
        return result
    }
}
