import Tensors

/// How long the published networks take; what they make of random weights is thrown away.
public struct PublishedTiming: Sendable {
    /// Seconds of sound that were made.
    public let duration: Double
    public let parameterCount: Int
    /// Seconds from semantic features to mu.
    public let condition: Double
    /// Seconds of every step of the sampler, in turn.
    public let steps: [Double]

    public var total: Double { steps.reduce(condition, +) }

    /// Runs networks with random weights from random semantic features to a Mel.
    /// - Parameters:
    ///   - steps: of the sampler; nil takes the configuration's.
    ///   - duration: seconds of sound, so many as fit on `sizes.frames`.
    ///   - step: called after every step with its number from 1 and how many there are; throws to cancel.
    public static func measure(
        _ configuration: FastSAGConfiguration<PublishedSizes> = .paper, steps: Int? = nil, duration: Double = 10,
        seed: UInt64 = 1, device: Device = .cpu, step: (Int, Int) throws -> Void = { _, _ in }
    ) throws -> PublishedTiming {
        let store = try ParameterStore(seed: seed, device: device)
        let model = PublishedFastSAG(store.root, configuration)
        let generator = try RandomGenerator(seed: seed)
        let samples = Int(duration * sampleRate)
        let (heard, frames) = ((samples - receptiveField) / semanticHop + 1, samples / melHop)
        let semantic = Tensor.normal(
            [1, heard, configuration.sizes.semanticProjection.width], generator: generator, device: device)
        let noise = Tensor.normal(
            [1, configuration.sizes.bands, configuration.sizes.frames], generator: generator, device: device)
        var sampler = configuration.sampler
        if let steps { sampler.steps = steps }
        return try Engine.withGradients(false) {
            let clock = ContinuousClock()
            var lap = clock.now
            func seconds() -> Double {
                let now = clock.now
                defer { lap = now }
                return lap.duration(to: now) / .seconds(1)
            }
            let context = model.context(semantic: semantic, frames: frames)
            // reading waits for the device
            _ = try context.mu.sum().item()
            let condition = seconds()
            var laps: [Double] = []
            _ = try model.sample(context, frames: frames, noise: noise, sampler: sampler) { number, count in
                laps.append(seconds())
                try step(number, count)
            }.sum().item()
            return PublishedTiming(
                duration: Double(samples) / sampleRate, parameterCount: store.parameterCount, condition: condition,
                steps: laps)
        }
    }

    /// Hertz.
    private static let sampleRate = 24_000.0
    /// Samples between Mel frames.
    private static let melHop = 256
    /// Samples between semantic frames, and of the first.
    private static let semanticHop = 320
    private static let receptiveField = 400
}
