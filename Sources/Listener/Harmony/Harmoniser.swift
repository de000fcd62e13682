import Foundation
import Music
import Tensors

/// Puts chords, key and bar lines under a sung line whose beats are known.
public final class Harmoniser: Sendable {
    private let network: HarmoniserNetwork
    /// Names the weights; see `Checkpoint.digest`.
    public let digest: String

    /// Cells that the network hears at once, as in training.
    private let window: Int

    public init(_ checkpoint: Checkpoint, device: Device = .cpu) throws {
        let configuration = try checkpoint.configuration(HarmoniserConfiguration.self)
        let store = try ParameterStore(checkpoint, device: device)
        network = HarmoniserNetwork(store.root, configuration)
        window = configuration.window ?? 128
        try store.verify()
        digest = checkpoint.digest
    }

    /// The one that comes with the program.
    public static func bundled() throws -> Harmoniser {
        try Harmoniser(Checkpoint(contentsOf: Bundle.module.weights("harmoniser")))
    }

    /// - Parameters:
    ///   - beats: at least two, in seconds.
    ///   - meter: beats a bar.
    ///   - key: what the singer fixed, or nil.
    ///   - firstDownbeat: index of a beat that is a downbeat, or nil to find it.
    ///   - fixedChords: what the singer fixed, in order and without overlaps; their neighbours are found to fit.
    public func harmonise(
        notes: [SungNote], beats: [Double], meter: Int, key fixedKey: Key?, firstDownbeat fixedDownbeat: Int?,
        fixedChords: [LeadSheet.Span] = []
    ) throws -> Harmony {
        let line = notes.map { (start: $0.start, end: $0.end, pitch: Double($0.pitch)) }
        var cells = HarmonyCells(notes: line, beats: beats)
        if let fixedKey { cells.setKey(fixedKey) }
        var posterior = try listen(cells)
        let downbeat = fixedDownbeat ?? posterior.firstDownbeat(meter: meter)
        // half beats since a downbeat at the first cell
        cells.setPosition(half: (2 * meter - (2 * downbeat) % (2 * meter)) % (2 * meter), meter: meter)
        posterior = try listen(cells)
        let decoder = ChordDecoder(meter: meter, firstDownbeat: downbeat % meter)
        let fixed = FixedChords(spans: fixedChords)
        let chords = decoder.spans(
            posterior.chords, bounds: cells.bounds, fixed: fixed.states(bounds: cells.bounds, stride: 2))
        return Harmony(
            chords: fixed.laid(over: chords), soft: fixed.hardened(posterior.softChords(bounds: cells.bounds)),
            key: fixedKey ?? posterior.key,
            firstDownbeat: downbeat % meter)
    }

    /// Looks through overlapping windows and weighs each most in its middle. The line is heard in all twelve keys: what
    /// the network says of it should not depend on the key, and the mean of twelve guesses is better than one.
    package func listen(_ cells: HarmonyCells) throws -> HarmonyPosterior {
        let width = HarmonyCells.features
        let keys = (0..<12).map { cells.transposed(by: $0) }
        let starts = Swift.stride(from: 0, to: max(cells.count - window / 2, 1), by: window / 2)
        var posterior = HarmonyPosterior(cells: cells.count)
        for start in starts {
            let length = min(window, cells.count - start)
            let values = keys.flatMap { $0.values[(start * width)..<((start + length) * width)] }
            let logits = Engine.withGradients(false) { network(Tensor(values, shape: [12, length, width])) }
            let parts = try [logits.chord, logits.bass, logits.position, logits.key].map {
                try $0.logSoftmax().floats()
            }
            for semitones in 0..<12 {
                for cell in 0..<length {
                    let weight = Float(min(cell, length - 1 - cell) + 1)
                    posterior.add(
                        parts, from: semitones * length + cell, heardIn: semitones, to: start + cell, weight: weight)
                }
            }
        }
        return posterior
    }
}

/// Averaged log probabilities of every cell.
package struct HarmonyPosterior {
    static let widths = [ChordVocabulary.count, 12, 8, 24]
    private(set) var sums: [[Float]]
    private var weights: [Float]
    let cells: Int

    init(cells: Int) {
        self.cells = cells
        sums = Self.widths.map { [Float](repeating: 0, count: $0 * cells) }
        weights = [Float](repeating: 0, count: cells)
    }

    /// - Parameter semitones: how far the line was moved up when it was heard.
    mutating func add(_ parts: [[Float]], from source: Int, heardIn semitones: Int, to cell: Int, weight: Float) {
        weights[cell] += weight
        for (part, width) in Self.widths.enumerated() {
            for index in 0..<width {
                let heard = Self.moved(index, of: part, by: semitones)
                sums[part][cell * width + index] += weight * parts[part][source * width + heard]
            }
        }
    }

    /// Where the value of an index stands once everything is some semitones higher.
    private static func moved(_ index: Int, of part: Int, by semitones: Int) -> Int {
        switch part {
        case 0:
            let qualities = ChordVocabulary.qualities.count
            return index == ChordVocabulary.none ? index : (index + semitones * qualities) % (12 * qualities)
        case 1: return (index + semitones) % 12
        case 3: return index / 12 * 12 + (index + semitones) % 12
        default: return index
        }
    }

    private func logarithms(_ part: Int, _ cell: Int) -> [Float] {
        let width = Self.widths[part]
        return sums[part][(cell * width)..<((cell + 1) * width)].map { $0 / max(weights[cell], 1e-6) }
    }

    /// Log probabilities of chords, a row a cell.
    var chords: [[Float]] { (0..<cells).map(chord) }
    func chord(of cell: Int) -> [Float] { logarithms(0, cell) }
    func bass(of cell: Int) -> [Float] { logarithms(1, cell) }

    var key: Key {
        let mean = meanKey
        return Key(index: mean.indices.max { mean[$0] < mean[$1] } ?? 0)
    }

    /// Mean log probabilities of the keys over all cells.
    var meanKey: [Float] {
        var total = [Float](repeating: 0, count: 24)
        for cell in 0..<cells {
            for (index, value) in logarithms(3, cell).enumerated() { total[index] += value }
        }
        return total.map { $0 / Float(max(cells, 1)) }
    }

    /// The beat among the first bar's that makes the best downbeat.
    func firstDownbeat(meter: Int) -> Int {
        let scores = downbeatScores(meter: meter)
        return scores.indices.max { scores[$0] < scores[$1] } ?? 0
    }

    /// For each beat of the first bar the summed log probability that bars begin with it.
    func downbeatScores(meter: Int) -> [Float] {
        (0..<meter).map { candidate in
            (0..<cells).reduce(Float(0)) { sum, cell in
                let half = ((cell - 2 * candidate) % (2 * meter) + 2 * meter) % (2 * meter)
                return sum + logarithms(2, cell)[half * 8 / (2 * meter)]
            }
        }
    }

    func softChords(bounds: [Double]) -> [SoftChord] {
        (0..<cells).map { cell in
            let chord = logarithms(0, cell).map { Foundation.exp($0) }
            let total = chord.reduce(0, +)
            let bass = logarithms(1, cell).map { Foundation.exp($0) }
            let bassTotal = bass.reduce(0, +)
            return SoftChord(
                start: bounds[cell], end: bounds[cell + 1],
                tones: ChordVocabulary.tones(chord.map { $0 / total }[...]).map { min($0, 1) },
                bass: bass.map { $0 / bassTotal })
        }
    }
}
