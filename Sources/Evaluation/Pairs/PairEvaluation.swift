/// Measures a set of pairs.
public struct PairEvaluation: Sendable {
    /// What distances are measured in.
    public var embeddings: [any Embedding] = [MelStatistic()]
    /// Embeddings there could be, with the reason why they are left out.
    public var missingEmbeddings: [String: String] = [:]
    /// How good the estimators are; nil measures them on the pieces made here.
    public var estimators: PairReport.Estimators?
    /// How often everybody gets somebody else's accompaniment.
    public var shuffles = 5

    public init() {}

    /// Hears files and measures them.
    /// - Parameter pictures: keeps spectrograms of so many pairs for the report's page.
    /// - Throws: `AudioFileError`, `PairingError`, `LoudnessError`, and what embeddings throw.
    public func run(
        _ files: [PairedFiles], pictures: Int = 0
    ) throws -> (report: PairReport, pictures: [PairPicture]) {
        let heard = try Parallel.map(files.count) { index -> (pair: HeardPair, picture: PairPicture?) in
            let file = files[index]
            let vocal = try PairSound(file: file.vocal)
            let generated = try PairSound(file: file.generated)
            let reference = try file.reference.map(PairSound.init(file:))
            let pair = HeardPair(
                name: file.name, vocal: try hear(vocal: vocal),
                generated: try hear(generated, with: vocal, isDescribed: reference != nil),
                reference: try reference.map { try hear($0, with: vocal) })
            let parts = [("vocal", vocal), ("generated", generated)] + (reference.map { [("reference", $0)] } ?? [])
            return (pair, index < pictures ? PairPicture(name: file.name, sounds: parts) : nil)
        }
        return (try report(on: heard.map(\.pair)), heard.compactMap(\.picture))
    }

    /// - Throws: `LoudnessError`, and what embeddings throw.
    public func hear(vocal: PairSound) throws -> HeardVocal {
        HeardVocal(
            analysis: VocalAnalysis(vocal.samples), sound: try SoundFigures(vocal.buffer), seconds: vocal.seconds,
            clips: try embeddings.map { try $0.embed(vocal.samples) })
    }

    /// - Parameter isDescribed: whether MIRDD will ask for it.
    /// - Throws: `LoudnessError`, and what embeddings throw.
    public func hear(
        _ accompaniment: PairSound, with vocal: PairSound, isDescribed: Bool = true
    ) throws -> HeardAccompaniment {
        HeardAccompaniment(
            analysis: AccompanimentAnalysis(accompaniment.samples), sound: try SoundFigures(accompaniment.buffer),
            seconds: accompaniment.seconds, clips: try embeddings.map { try $0.embed(accompaniment.samples) },
            descriptors: isDescribed
                ? MusicDescriptors(mix: PairSound.mix(vocal.samples, accompaniment.samples)) : nil)
    }

    /// A vocal and accompaniments of it, on all processors.
    /// - Throws: `LoudnessError`, and what embeddings throw.
    public func hear(
        _ vocal: PairSound, and accompaniments: [PairSound], isDescribed: Bool
    ) throws -> (vocal: HeardVocal, accompaniments: [HeardAccompaniment]) {
        let heard = try Parallel.map(accompaniments.count) {
            try hear(accompaniments[$0], with: vocal, isDescribed: isDescribed)
        }
        return (try hear(vocal: vocal), heard)
    }

    /// - Throws: what the estimators throw.
    public func report(on heard: [HeardPair]) throws -> PairReport {
        let items = coherence(heard)
        var figures: [String: CoherenceFigure] = [:]
        for measure in CoherenceMeasure.allCases {
            figures[measure.rawValue] =
                measure.needsReference && heard.contains { $0.reference == nil }
                ? .leftOut("needs --reference") : CoherenceFigure(items.map { $0[measure.rawValue] ?? .nothing })
        }
        let (frechet, kernel) = try distances(heard)
        let pairs = zip(heard, items).map { pair, items in
            PairReport.Pair(
                name: pair.name, seconds: pair.generated.seconds, coherence: items, sound: pair.generated.sound,
                key: pair.generated.analysis.key?.description, vocalKey: pair.vocal.analysis.key?.description,
                referenceKey: pair.reference?.analysis.key?.description)
        }
        let references = heard.compactMap(\.reference)
        return PairReport(
            pairs: pairs, frechet: frechet, kernel: kernel, mirdd: mirdd(heard), coherence: figures,
            sound: .init(
                generated: SoundSummary(heard.map(\.generated.sound), seconds: heard.map(\.generated.seconds)),
                vocals: SoundSummary(heard.map(\.vocal.sound), seconds: heard.map(\.vocal.seconds)),
                reference: references.isEmpty
                    ? nil : SoundSummary(references.map(\.sound), seconds: references.map(\.seconds))),
            estimators: try estimators ?? .init(synthetic: Self.syntheticAccuracy()))
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

    /// For each pair every measure: as it is, with others' accompaniments, and with the reference in its place.
    private func coherence(_ heard: [HeardPair]) -> [[String: CoherenceFigure.Item]] {
        let orders = Shuffles.derangements(of: heard.count, number: shuffles)
        return heard.indices.map { index in
            let vocal = heard[index].vocal.analysis
            let reference = heard[index].reference?.analysis
            var items: [String: CoherenceFigure.Item] = [:]
            for measure in CoherenceMeasure.allCases where reference != nil || !measure.needsReference {
                func value(_ accompaniment: AccompanimentAnalysis) -> Double? {
                    measure.value(of: accompaniment, vocal: vocal, reference: reference)
                }
                let others = orders.compactMap { value(heard[$0[index]].generated.analysis) }
                items[measure.rawValue] = CoherenceFigure.Item(
                    value: value(heard[index].generated.analysis),
                    chance: others.isEmpty ? nil : others.reduce(0, +) / Double(others.count),
                    ceiling: reference.flatMap(value))
            }
            return items
        }
    }

    private func mirdd(_ heard: [HeardPair]) -> PairReport.MIRDD {
        let generated = heard.compactMap(\.generated.descriptors)
        let references = heard.compactMap { $0.reference?.descriptors }
        guard generated.count == heard.count, references.count == heard.count,
            let divergence = DescriptorDivergence(generated: generated, reference: references)
        else { return .leftOut(reason: "needs --reference") }
        return .measured(divergence)
    }

    private typealias Frechet = DistanceFigures<FrechetDistance>
    private typealias Kernel = DistanceFigures<KernelDistance>

    private func distances(
        _ heard: [HeardPair]
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
            let sides = [
                heard.map { $0.generated.clips[index] }, heard.compactMap { $0.reference?.clips[index] },
                heard.map { $0.vocal.clips[index] },
            ]
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
