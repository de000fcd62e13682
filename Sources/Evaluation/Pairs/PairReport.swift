import Foundation

/// All that is measured of a set of pairs: what `backline evaluate pairs` prints and draws.
public struct PairReport: Encodable, Sendable {
    public var pairs: [Pair]
    /// By embedding.
    public var frechet: [String: DistanceFigures<FrechetDistance>]
    public var kernel: [String: DistanceFigures<KernelDistance>]
    public var mirdd: MIRDD
    /// By `CoherenceMeasure`.
    public var coherence: [String: CoherenceFigure]
    public var sound: Sound
    /// How good the judges of key, chord, beat and pitch are themselves: on music made here with known truth, and on the
    /// validation renders of a corpus where one was named.
    public var estimators: Estimators

    public struct Pair: Codable, Sendable {
        public var name: String
        /// Of the generated sound.
        public var seconds: Double
        public var coherence: [String: CoherenceFigure.Item]
        public var sound: SoundFigures
        /// Heard in the generated accompaniment, in the vocal and in the real accompaniment.
        public var key: String?
        public var vocalKey: String?
        public var referenceKey: String?
    }

    /// The divergence's own keys, or `reason` alone.
    public enum MIRDD: Encodable, Sendable {
        case measured(DescriptorDivergence)
        case leftOut(reason: String)

        private enum CodingKeys: String, CodingKey { case reason }

        public func encode(to encoder: any Encoder) throws {
            switch self {
            case .measured(let divergence): try divergence.encode(to: encoder)
            case .leftOut(let reason):
                var container = encoder.container(keyedBy: CodingKeys.self)
                try container.encode(reason, forKey: .reason)
            }
        }
    }

    public struct Sound: Codable, Sendable {
        public var generated: SoundSummary
        public var vocals: SoundSummary
        public var reference: SoundSummary?
    }

    public struct Estimators: Codable, Sendable {
        public var synthetic: EstimatorAccuracy
        public var corpus: EstimatorAccuracy?

        public init(synthetic: EstimatorAccuracy, corpus: EstimatorAccuracy? = nil) {
            self.synthetic = synthetic
            self.corpus = corpus
        }
    }

    public func json() throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return String(decoding: try encoder.encode(self), as: UTF8.self)
    }
}
