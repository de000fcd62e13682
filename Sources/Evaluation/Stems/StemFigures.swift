import Foundation
import Listener
import Music
import Signal

/// How well one player's stem fits a song, and whether it holds that player alone. All sound is mono at 24 kHz.
public enum StemFigures {
    /// Share of a frame's chroma from which a pitch class counts as played.
    private static let played: Float = 0.15

    /// F1 of the pitch classes that sound against those of the annotated chord, over all frames of a tenth of a second that
    /// have a chord and sound; nil where there are none.
    public static func chordF1(_ samples: [Float], _ sheet: LeadSheet) -> Double? {
        var analysis = ChromaAnalysis()
        analysis.weighting = .energy
        let chroma = analysis.chromagram(of: samples).smoothed(seconds: 0.1).shares()
        let step = max(Int((0.1 / chroma.hopSeconds).rounded()), 1)
        var (hits, sounding, wanted) = (0, 0, 0)
        for frame in stride(from: 0, to: chroma.frames, by: step) {
            let values = Array(chroma.frame(frame))
            guard let chord = sheet.chord(at: chroma.time(ofFrame: frame)), values.contains(where: { $0 > 0 }) else {
                continue
            }
            let tones = Set(chord.pitchClasses.map(\.value))
            let found = Set(values.indices.filter { values[$0] >= played })
            hits += found.intersection(tones).count
            sounding += found.count
            wanted += tones.count
        }
        return sounding + wanted > 0 ? 2 * Double(hits) / Double(sounding + wanted) : nil
    }

    /// F of tracked beats against the sheet's, within 70 ms, at the best metrical level; nil without beats.
    public static func beatF(_ samples: [Float], _ sheet: LeadSheet) -> Double? {
        guard sheet.beats.count > 1 else { return nil }
        return RhythmJudge.beatFAtAnyLevel(
            estimated: AccompanimentBeatTracker().track(samples).beats, reference: sheet.beats)
    }

    /// How much of a way a value went.
    public static func way(from chance: Double, to ceiling: Double, at value: Double) -> Double? {
        ceiling != chance ? (value - chance) / (ceiling - chance) : nil
    }

    /// Mel bands in which a family's real stems have their energy.
    public struct Support: Sendable {
        private let bands: Set<Int>

        /// Of the energy of real stems that the bands hold together.
        public static let share = 0.99

        /// - Parameter stems: real ones, at one level.
        public init(of stems: [[Float]]) {
            var energies = [Double](repeating: 0, count: MelFrontEnd().bands)
            for stem in stems { for (band, energy) in Self.energies(stem).enumerated() { energies[band] += energy } }
            let total = energies.reduce(0, +)
            var held = 0.0
            var bands: Set<Int> = []
            for band in energies.indices.sorted(by: { energies[$0] > energies[$1] }) where held < Self.share * total {
                held += energies[band]
                bands.insert(band)
            }
            self.bands = bands
        }

        /// Share of a stem's energy outside; nil for silence.
        public func outside(_ stem: [Float]) -> Double? {
            let energies = Self.energies(stem)
            let total = energies.reduce(0, +)
            guard total > 0 else { return nil }
            return energies.indices.filter { !bands.contains($0) }.reduce(0) { $0 + energies[$1] } / total
        }

        private static func energies(_ stem: [Float]) -> [Double] {
            let mel = MelFrontEnd().logMel(stem)
            var energies = [Double](repeating: 0, count: mel.bands)
            for (index, value) in mel.values.enumerated() where value > MelFrontEnd.logFloor {
                energies[index % mel.bands] += exp(2 * Double(value))
            }
            return energies
        }
    }
}
