import Tensors

/// Sizes and weights of adversarial training.
public struct DiscriminatorConfiguration: Codable, Sendable {
    public var periods: [Int]
    public var periodChannels: [Int]
    /// Samples.
    public var windows: [Int]
    public var windowChannels: [Int]
    /// Of the model's hinge loss.
    public var weight: Double
    /// Of feature matching.
    public var featureWeight: Double

    public init(
        periods: [Int], periodChannels: [Int], windows: [Int], windowChannels: [Int], weight: Double,
        featureWeight: Double
    ) {
        self.periods = periods
        self.periodChannels = periodChannels
        self.windows = windows
        self.windowChannels = windowChannels
        self.weight = weight
        self.featureWeight = featureWeight
    }

    /// What is wrong with its numbers for examples of so many samples; nil when nothing is.
    func problem(samples: Int) -> String? {
        if periods.isEmpty && windows.isEmpty { return "discriminators has neither periods nor windows" }
        if periods.contains(where: { $0 < 1 || $0 > samples }) { return "discriminators.periods is \(periods)" }
        if windows.contains(where: { $0 < 4 || $0 > samples }) {
            return "discriminators.windows is \(windows), not lengths from 4 to samples, \(samples)"
        }
        let channels = periodChannels + windowChannels
        if periodChannels.isEmpty || windowChannels.isEmpty || channels.contains(where: { $0 < 1 }) {
            return "the channels of discriminators are \(periodChannels) and \(windowChannels), not 1 or more each"
        }
        return nil
    }
}

/// All discriminators that a vocoder is trained against.
public struct Discriminators {
    private let periods: [PeriodDiscriminator]
    private let resolutions: [ResolutionDiscriminator]

    public init(_ scope: Scope, _ configuration: DiscriminatorConfiguration) {
        periods = configuration.periods.map {
            PeriodDiscriminator(scope["mpd"][$0], period: $0, channels: configuration.periodChannels)
        }
        resolutions = configuration.windows.map {
            ResolutionDiscriminator(scope["mrd"][$0], window: $0, channels: configuration.windowChannels)
        }
    }

    /// Samples (B, N) -> what each says.
    public func callAsFunction(_ samples: Tensor) -> [Judgement] {
        periods.map { $0(samples) } + resolutions.map { $0(samples) }
    }
}
