import AudioFiles
import Foundation
import Signal

/// Measures a set of pairs.
public struct PairEvaluation: Sendable {
    public var files: [PairedFiles]
    /// What distances are measured in.
    public var embeddings: [any Embedding] = [MelStatistic()]
    /// Embeddings there could be, with the reason why they are left out.
    public var missingEmbeddings: [String: String] = [:]
    /// The estimators' accuracy on a corpus, where it was asked for.
    public var corpusAccuracy: EstimatorAccuracy?
    /// How often everybody gets somebody else's accompaniment.
    public var shuffles = 5
    /// Keeps spectrograms of so many pairs for the report's pictures.
    public var pictures = 0

    /// Hz.
    private static let rate = 24_000.0
    /// Seconds.
    private static let shortest = 1.0
    /// Minutes a file may last; memory holds all of a set.
    private static let longest = 900.0

    public init(files: [PairedFiles]) { self.files = files }

    /// What is known of one pair after all its files have been heard once.
    private struct Heard: Sendable {
        var vocal: VocalAnalysis
        var generated: AccompanimentAnalysis
        var reference: AccompanimentAnalysis?
        var descriptors: (generated: MusicDescriptors, reference: MusicDescriptors)?
        var sound: (vocal: SoundFigures, generated: SoundFigures, reference: SoundFigures?)
        var seconds: (vocal: Double, generated: Double, reference: Double)
        /// By embedding, of generated, reference and vocal.
        var clips: [[EmbeddedClip]]
        var picture: PairPicture?
    }

    /// - Throws: `AudioFileError`, `PairingError`, `LoudnessError`, and what embeddings throw.
    public func run() throws -> (report: PairReport, pictures: [PairPicture]) {
        let heard = try Parallel.map(files.count) { try hear(files[$0], keepsPicture: $0 < pictures) }
        let items = coherence(heard)
        var figures: [String: CoherenceFigure] = [:]
        for measure in CoherenceMeasure.allCases {
            figures[measure.rawValue] =
                measure.needsReference && heard.contains { $0.reference == nil }
                ? .leftOut("needs --reference") : CoherenceFigure(items.map { $0[measure.rawValue] ?? .nothing })
        }
        let (frechet, kernel) = try distances(heard)
        let pairs = zip(zip(files, heard), items).map { pair, items in
            PairReport.Pair(
                name: pair.0.name, seconds: pair.1.generated.seconds, coherence: items, sound: pair.1.sound.generated,
                key: pair.1.generated.key?.description, referenceKey: pair.1.reference?.key?.description)
        }
        let references = heard.compactMap(\.sound.reference)
        return (
            PairReport(
                pairs: pairs, frechet: frechet, kernel: kernel, mirdd: mirdd(heard), coherence: figures,
                sound: .init(
                    generated: SoundSummary(heard.map(\.sound.generated), seconds: heard.map(\.seconds.generated)),
                    vocals: SoundSummary(heard.map(\.sound.vocal), seconds: heard.map(\.seconds.vocal)),
                    reference: references.isEmpty
                        ? nil : SoundSummary(references, seconds: heard.map(\.seconds.reference))),
                estimators: .init(synthetic: try Self.syntheticAccuracy(), corpus: corpusAccuracy)),
            heard.compactMap(\.picture)
        )
    }

    /// The estimators on `SyntheticBand`.
    public static func syntheticAccuracy() throws -> EstimatorAccuracy {
        try accuracy(of: SyntheticBand.songs(), source: "synthetic pieces with known truth")
    }

    /// The mean over songs.
    public static func accuracy(of songs: [EstimatorAccuracy.Song], source: String) throws -> EstimatorAccuracy {
        let each = try Parallel.map(songs.count) { EstimatorAccuracy(songs[$0], source: source) }
        guard let mean = EstimatorAccuracy.mean(each) else { throw EstimatorError.noSongs }
        return mean
    }

    private func hear(_ pair: PairedFiles, keepsPicture: Bool) throws -> Heard {
        func read(_ url: URL) throws -> (samples: [Float], sound: SoundFigures) {
            let buffer = try AudioReader.read(url, longest: Self.longest)
            guard buffer.duration >= Self.shortest else {
                throw PairingError.tooShort(url, seconds: buffer.duration)
            }
            let samples = try Resampler(from: buffer.sampleRate, to: Self.rate).resample(buffer.mono())
            return (samples, try SoundFigures(buffer))
        }
        let vocal = try read(pair.vocal)
        let generated = try read(pair.generated)
        let reference = try pair.reference.map(read)
        let clips = try embeddings.map { embedding in
            try [generated.samples, reference?.samples ?? [], vocal.samples].map { samples in
                samples.isEmpty ? EmbeddedClip(dimension: 1, values: []) : try embedding.embed(samples)
            }
        }
        return Heard(
            vocal: VocalAnalysis(vocal.samples), generated: AccompanimentAnalysis(generated.samples),
            reference: reference.map { AccompanimentAnalysis($0.samples) },
            descriptors: reference.map {
                (
                    MusicDescriptors(mix: Self.mix(vocal.samples, generated.samples)),
                    MusicDescriptors(mix: Self.mix(vocal.samples, $0.samples))
                )
            },
            sound: (vocal.sound, generated.sound, reference?.sound),
            seconds: (
                Double(vocal.samples.count) / Self.rate, Double(generated.samples.count) / Self.rate,
                Double(reference?.samples.count ?? 0) / Self.rate
            ),
            clips: clips,
            picture: keepsPicture
                ? PairPicture(
                    name: pair.name, vocal: vocal.samples, generated: generated.samples, reference: reference?.samples)
                : nil)
    }

    /// Vocal and accompaniment at the same RMS, so that the balance of a mix does not decide what is heard in it.
    static func mix(_ vocal: [Float], _ accompaniment: [Float]) -> [Float] {
        func level(_ samples: [Float]) -> Float {
            let square = samples.reduce(0.0) { $0 + Double($1) * Double($1) } / Double(max(samples.count, 1))
            return Float(square.squareRoot())
        }
        let own = level(accompaniment)
        let gain = own > 0 ? level(vocal) / own : 0
        return zip(vocal, accompaniment).map { $0 + (gain > 0 ? gain : 1) * $1 }
    }

    /// For each pair every measure: as it is, with others' accompaniments, and with the reference in its place.
    private func coherence(_ heard: [Heard]) -> [[String: CoherenceFigure.Item]] {
        let orders = Shuffles.derangements(of: heard.count, number: shuffles)
        return heard.indices.map { index in
            let (vocal, reference) = (heard[index].vocal, heard[index].reference)
            var items: [String: CoherenceFigure.Item] = [:]
            for measure in CoherenceMeasure.allCases where reference != nil || !measure.needsReference {
                func value(_ accompaniment: AccompanimentAnalysis) -> Double? {
                    measure.value(of: accompaniment, vocal: vocal, reference: reference)
                }
                let others = orders.compactMap { value(heard[$0[index]].generated) }
                items[measure.rawValue] = CoherenceFigure.Item(
                    value: value(heard[index].generated),
                    chance: others.isEmpty ? nil : others.reduce(0, +) / Double(others.count),
                    ceiling: reference.flatMap(value))
            }
            return items
        }
    }

    private func mirdd(_ heard: [Heard]) -> PairReport.MIRDD {
        let both = heard.compactMap(\.descriptors)
        guard
            let divergence = DescriptorDivergence(generated: both.map(\.generated), reference: both.map(\.reference))
        else { return .leftOut(reason: "needs --reference") }
        return .measured(divergence)
    }

    private typealias Frechet = DistanceFigures<FrechetDistance>
    private typealias Kernel = DistanceFigures<KernelDistance>

    private func distances(
        _ heard: [Heard]
    ) throws -> ([String: DistanceFigures<FrechetDistance>], [String: DistanceFigures<KernelDistance>]) {
        var frechet: [String: Frechet] = [:]
        var kernel: [String: Kernel] = [:]
        for (name, reason) in missingEmbeddings {
            frechet[name] = Frechet(embedding: name, leftOut: reason)
            kernel[name] = Kernel(embedding: name, leftOut: reason)
        }
        let hasReference = heard.allSatisfy { $0.reference != nil }
        for (index, embedding) in embeddings.enumerated() {
            guard hasReference else {
                frechet[embedding.name] = Frechet(embedding: embedding.explanation, leftOut: "needs --reference")
                kernel[embedding.name] = Kernel(embedding: embedding.explanation, leftOut: "needs --reference")
                continue
            }
            let sides = (0..<3).map { side in heard.map { $0.clips[index][side] } }
            // Every second song against the others.
            let halves = (0..<2).map { half in
                sides[1].indices.filter { $0 % 2 == half }.map { sides[1][$0] }
            }
            let tooFew = "too few sounds: at least three windows and two pairs are needed"
            let found = try Parallel.map(3) { place -> (FrechetDistance?, KernelDistance?) in
                let (one, other) = [(sides[0], sides[1]), (halves[0], halves[1]), (sides[2], sides[1])][place]
                return (FrechetDistance(one, other), KernelDistance(one, other))
            }
            frechet[embedding.name] = Frechet(
                distance: found[0].0, halves: found[1].0, vocals: found[2].0, embedding: embedding.explanation,
                leftOut: found[0].0 == nil ? tooFew : nil)
            kernel[embedding.name] = Kernel(
                distance: found[0].1, halves: found[1].1, vocals: found[2].1, embedding: embedding.explanation,
                leftOut: found[0].1 == nil ? tooFew : nil)
        }
        return (frechet, kernel)
    }
}

/// Why the estimators could not be measured.
public enum EstimatorError: Error, Equatable, CustomStringConvertible {
    case noSongs

    public var description: String { "there are no songs to measure the estimators on" }
}

extension CoherenceFigure.Item {
    static let nothing = CoherenceFigure.Item(value: nil, chance: nil, ceiling: nil)
}
