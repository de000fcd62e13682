import Foundation
import Listener
import Music
import Signal

/// Does the accompaniment play the right tones? All sound is mono at 24 kHz.
public enum HarmonyJudge {
    /// Seconds over which chroma is averaged where a measure says so.
    public static let smoothing = 0.5

    /// The share of chroma energy on the tones of the annotated chord, mean over the frames that have one and sound;
    /// nil where there are none. A third of the pitch classes sound in a triad's quarter: chance is about 0.25.
    /// - Parameter weighting: how much a spectral peak counts; the energy, or compressed, where noise between the tones
    ///   of a take weighs far more.
    public static func chordToneEnergy(
        accompaniment: [Float], leadSheet: LeadSheet, weighting: ChromaAnalysis.Weighting = .energy
    ) -> Double? {
        var analysis = ChromaAnalysis()
        analysis.weighting = weighting
        let chroma = analysis.chromagram(of: accompaniment).shares()
        var sum = 0.0
        var count = 0
        for frame in 0..<chroma.frames {
            let values = Array(chroma.frame(frame))
            guard let chord = leadSheet.chord(at: chroma.time(ofFrame: frame)), values.contains(where: { $0 > 0 })
            else { continue }
            sum += chord.pitchClasses.reduce(0) { $0 + Double(values[$1.value]) }
            count += 1
        }
        return count > 0 ? sum / Double(count) : nil
    }

    /// The share of chord time whose root a template match finds; nil where there is no chord.
    ///
    /// For every span the mean chroma is correlated with the 24 major and minor triads; the bass chroma of the
    /// candidate's root is added (Fujishima 1999, with the bass as in M. Mauch and S. Dixon, ISMIR 2010).
    public static func rootAccuracy(accompaniment: [Float], leadSheet: LeadSheet) -> Double? {
        let chroma = ChromaAnalysis().chromagram(of: accompaniment).shares()
        let bass = ChromaAnalysis.bass.chromagram(of: accompaniment).shares()
        var right = 0.0
        var total = 0.0
        for span in leadSheet.chords {
            guard let chord = span.chord else { continue }
            let found = root(mean(chroma, from: span.start, to: span.end), mean(bass, from: span.start, to: span.end))
            total += span.end - span.start
            if found == chord.root { right += span.end - span.start }
        }
        return total > 0 ? right / total : nil
    }

    /// How much the accompaniment favours the sung pitch class: the mean share of its chroma (harmonic part, smoothed
    /// over 0.5 s) on that class over voiced frames, against the same for the 11 transpositions; 0 is chance.
    public static func harmonyZ(accompaniment: [Float], vocalPitch: PitchTrack) -> Double? {
        harmonyZ(chroma: ChromaAnalysis().chromagram(of: accompaniment), vocalPitch: vocalPitch)
    }

    /// The same for an accompaniment's chromagram.
    public static func harmonyZ(chroma: Chromagram, vocalPitch: PitchTrack) -> Double? {
        let chroma = chroma.smoothed(seconds: smoothing).shares()
        var sums = [Double](repeating: 0, count: 12)
        var count = 0
        for frame in 0..<vocalPitch.frameCount {
            guard let midi = vocalPitch.midi(atFrame: frame),
                let index = chroma.frame(at: vocalPitch.time(ofFrame: frame))
            else { continue }
            let sung = PitchClass(Int(midi.rounded()))
            for shift in 0..<12 { sums[shift] += Double(chroma.values[index * 12 + sung.transposed(by: shift).value]) }
            count += 1
        }
        return count > 0 ? zScore(sums.map { $0 / Double(count) }) : nil
    }

    /// How much two accompaniments agree: the mean correlation of their chroma frame by frame, against the same with
    /// the generated one in the 11 transpositions; 0 is chance. nil where they never sound together.
    public static func chromaZ(generated: [Float], reference: [Float]) -> Double? {
        let analysis = ChromaAnalysis()
        return chromaCorrelations(
            generated: analysis.chromagram(of: generated), reference: analysis.chromagram(of: reference)
        ).flatMap(zScore)
    }

    /// The mean correlation of two chromagrams frame by frame, both smoothed over 0.5 s, with the generated one in each of
    /// the 12 transpositions, the untransposed first; nil where they never sound together.
    public static func chromaCorrelations(generated: Chromagram, reference: Chromagram) -> [Double]? {
        let one = generated.smoothed(seconds: smoothing)
        let other = reference.smoothed(seconds: smoothing)
        let frames = min(one.frames, other.frames)
        let sounding = (0..<frames).filter { frame in
            one.frame(frame).contains { $0 > 0 } && other.frame(frame).contains { $0 > 0 }
        }
        guard !sounding.isEmpty else { return nil }
        return (0..<12).map { shift in
            let moved = one.transposed(by: shift)
            return sounding.reduce(0) { $0 + correlation(moved.frame($1), other.frame($1)) } / Double(sounding.count)
        }
    }

    /// The first value against the mean and standard deviation of the others; nil where those do not differ.
    static func zScore(_ values: [Double]) -> Double? {
        let others = values.dropFirst()
        let mean = others.reduce(0, +) / Double(others.count)
        let variance = others.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(others.count)
        return variance > 0 ? (values[0] - mean) / variance.squareRoot() : nil
    }

    private static func correlation(_ left: ArraySlice<Float>, _ right: ArraySlice<Float>) -> Double {
        let leftMean = left.reduce(0, +) / 12
        let rightMean = right.reduce(0, +) / 12
        var product: Float = 0
        var leftSquares: Float = 0
        var rightSquares: Float = 0
        for (x, y) in zip(left, right) {
            product += (x - leftMean) * (y - rightMean)
            leftSquares += (x - leftMean) * (x - leftMean)
            rightSquares += (y - rightMean) * (y - rightMean)
        }
        let scale = (leftSquares * rightSquares).squareRoot()
        return scale > 0 ? Double(product / scale) : 0
    }

    private static func mean(_ chroma: Chromagram, from start: Double, to end: Double) -> [Double] {
        var sums = [Double](repeating: 0, count: 12)
        for frame in 0..<chroma.frames where chroma.time(ofFrame: frame) >= start && chroma.time(ofFrame: frame) < end {
            for (pitchClass, value) in chroma.frame(frame).enumerated() { sums[pitchClass] += Double(value) }
        }
        let total = sums.reduce(0, +)
        return total > 0 ? sums.map { $0 / total } : sums
    }

    private static func root(_ chroma: [Double], _ bass: [Double]) -> PitchClass? {
        guard chroma.contains(where: { $0 > 0 }) else { return nil }
        var best: (score: Double, root: PitchClass)?
        for root in (0..<12).map({ PitchClass($0) }) {
            for quality in [ChordQuality.major, .minor] {
                let tones = Chord(root: root, quality: quality).pitchClasses
                let score = tones.reduce(0) { $0 + chroma[$1.value] } + 0.5 * bass[root.value]
                if score > best?.score ?? -1 { best = (score, root) }
            }
        }
        return best?.root
    }
}
