import Foundation
import Music

/// Who of drums, bass and harmony plays when, as a recipe asks: the model is told as well, but lets the others shine
/// through, so that what the splitter gives to them is taken out.
struct BandGate: Sendable {
    /// Samples from which a group of players holds until the next one, in order; the first one holds from the beginning.
    private let changes: [(start: Int, playing: Set<StemGroup>)]
    /// Samples over which a group fades in or out.
    private let fade: Int

    /// - Parameter rate: samples a second.
    /// - Returns: nil where all groups play all along.
    init?(_ schedule: ArrangementSchedule, rate: Double) {
        changes = schedule.parts.map { start, controls in
            (Int((start * rate).rounded()), Self.groups(of: controls.families ?? InstrumentFamily.allCases))
        }
        fade = CrossFade(rate: rate).length
        guard changes.contains(where: { $0.playing.count < StemGroup.allCases.count }) else { return nil }
    }

    /// The splitter takes the low tones of all players for the bass: they stay where harmony plays.
    private static func groups(of families: [InstrumentFamily]) -> Set<StemGroup> {
        let asked = Set(families.map(StemGroup.init))
        return asked.contains(.harmony) ? asked.union([.bass]) : asked
    }

    /// Silences a group's samples where it does not play.
    /// - Parameter first: which sample of the take the first one is.
    func apply(to samples: inout [Float], of group: StemGroup, from first: Int) {
        func gain(_ index: Int) -> Float { changes[index].playing.contains(group) ? 1 : 0 }
        var change = changes.lastIndex { $0.start <= first } ?? 0
        for index in samples.indices {
            let place = first + index
            while change + 1 < changes.count, changes[change + 1].start <= place { change += 1 }
            let since = place - changes[change].start
            if change > 0, since < fade {
                let before = gain(change - 1)
                samples[index] *= before + (gain(change) - before) * Float(since) / Float(fade)
            } else {
                samples[index] *= gain(change)
            }
        }
    }
}
