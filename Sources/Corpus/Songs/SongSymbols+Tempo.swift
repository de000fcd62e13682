import Band
import Foundation
import Music
import Signal

/// How a singer without a click wanders from the tempo.
public struct TempoDrift: Codable, Hashable, Sendable {
    /// The standard deviation of the slow wander, as a share of the tempo.
    public var wander: Double
    /// 0...1: the chance that a phrase ends slower.
    public var ritardando: Double

    public init(wander: Double, ritardando: Double) {
        self.wander = wander
        self.ritardando = ritardando
    }

    public static let none = TempoDrift(wander: 0, ritardando: 0)

    /// Two songs in five are to a click, the others wander by up to 3 %.
    public init(drawnBy generator: inout SeededGenerator) {
        let isClick = generator.uniform() < 0.4
        let wander = generator.uniform(in: 0.003..<0.03)
        let ritardando = generator.uniform(in: 0..<0.5)
        self = isClick ? .none : TempoDrift(wander: wander, ritardando: ritardando)
    }

    /// How much a beat's tempo may differ from the song's.
    static let reach = 0.85...1.12
}

extension SongSymbols {
    /// Beats a minute that songs are brought to.
    public static let tempos = 50.0...180.0

    /// The same song at another tempo: beats, chords, keys and all notes move together.
    /// - Parameters:
    ///   - tempo: beats a minute of the median beat before the drift; cut to `tempos`.
    ///   - drift: single beats stay within 15 % below and 12 % above the tempo.
    public func retimed(tempo: Double, drift: TempoDrift = .none, generator: SeededGenerator) -> SongSymbols {
        guard let grid = BeatGrid(beats: leadSheet.beats) else { return self }
        let tempo = min(max(tempo, Self.tempos.lowerBound), Self.tempos.upperBound)
        let scale = leadSheet.tempo / tempo
        let shares = Self.tempoShares(
            count: grid.beats.count - 1, drift: drift, phraseEnds: phraseEnds(grid), generator: generator)
        let lengths = shares.enumerated().map { index, share in
            // The performance's own unevenness stays, inside the reach of what a drift may be.
            let own = (grid.beats[index + 1] - grid.beats[index]) * scale
            let local = min(max(60 / own * share / tempo, TempoDrift.reach.lowerBound), TempoDrift.reach.upperBound)
            return 60 / (tempo * local)
        }
        // What lies before the first beat moves with it: 0 stays 0.
        var beats = [-grid.position(at: 0) * lengths[0]]
        for length in lengths { beats.append((beats.last ?? 0) + length) }
        guard let moved = BeatGrid(beats: beats) else { return self }
        return self.moved(beats: beats) { seconds in
            moved.seconds(at: grid.position(at: seconds))
        }
    }

    /// For every beat its tempo as a share of the song's.
    private static func tempoShares(
        count: Int, drift: TempoDrift, phraseEnds: Set<Int>, generator: SeededGenerator
    ) -> [Double] {
        var generator = generator
        // Two first-order low passes in a row: a walk without corners that stays near the tempo.
        let memory = 0.85
        let deviation = (pow(1 - memory, 4) * (1 + memory * memory) / pow(1 - memory * memory, 3)).squareRoot()
        var (slow, smooth) = (0.0, 0.0)
        var shares: [Double] = []
        for _ in 0..<count {
            slow = memory * slow + (1 - memory) * generator.normal()
            smooth = memory * smooth + (1 - memory) * slow
            shares.append(1 + drift.wander * smooth / deviation)
        }
        for end in phraseEnds.sorted() where generator.uniform() < drift.ritardando {
            let depth = generator.uniform(in: 0.04..<0.12)
            for (back, part) in [(0, 1.0), (1, 0.6), (2, 0.25)] where end - back >= 0 && end - back < count {
                shares[end - back] *= 1 - depth * part
            }
        }
        return shares
    }

    /// Beats in which the voice ends a phrase: a rest of a beat and a half or more follows.
    private func phraseEnds(_ grid: BeatGrid) -> Set<Int> {
        var ends: Set<Int> = []
        for (index, note) in melody.enumerated() {
            let end = grid.position(at: note.end)
            let next = index + 1 < melody.count ? grid.position(at: melody[index + 1].start) : .infinity
            if next - end >= 1.5 { ends.insert(Int(end.rounded(.up)) - 1) }
        }
        return ends
    }

    /// Beats a minute for a style: near the song's own where the style allows it, and never so fast that a quarter of
    /// the notes are shorter than a syllable.
    public func tempo(for style: Style, generator: inout SeededGenerator) -> Double {
        let range = style.tempos
        let own = leadSheet.tempo
        let drawn = generator.uniform(in: range.lowerBound..<range.upperBound)
        // Half way between what the style likes and what the song is, in ratios.
        let wanted = own > 0 ? (drawn * own).squareRoot() : drawn
        let distances = zip(melody, melody.dropFirst()).map { $1.start - $0.start }.sorted()
        let quick = distances.isEmpty ? 1 : distances[distances.count / 4]
        let fastest = own > 0 ? own * quick / Self.syllable : Self.tempos.upperBound
        return min(max(min(wanted, fastest), Self.tempos.lowerBound), Self.tempos.upperBound)
    }

    /// Seconds: a quick syllable.
    private static let syllable = 0.13
}
