import Band
import Foundation

/// A band's sound: its dry parts put into a room, balanced and mastered.
struct BandMix {
    let samples: [Float]
    /// The parts as they lie in the mix; parts of one name are together. Empty unless asked for.
    let stems: [Part.Name: [Float]]
    /// See `RenderedSong.activity`.
    let activity: [UInt8]

    /// - Parameter parts: dry, all of one length.
    init(
        names: [Part.Name], parts: [[Float]], samples count: Int, production: Production, keepsStems: Bool
    ) {
        precondition(names.count == parts.count && production.levels.count == parts.count)
        let reverb = production.reverb
        let mastering = production.mastering
        var dry: [Part.Name: [Float]] = [:]
        for (index, name) in names.enumerated() {
            let gain = Float(pow(10, production.levels[index] / 20))
            Self.add(parts[index], times: gain, to: &dry[name, default: [Float](repeating: 0, count: count)])
        }
        // The order of a dictionary differs from run to run; that of the sum may not.
        let ordered = Part.Name.allCases.compactMap { name in dry[name].map { (name, $0) } }
        var mix = [Float](repeating: 0, count: count)
        var sent = mix
        for (name, part) in ordered {
            Self.add(part, times: 1, to: &mix)
            if reverb.level > 0 { Self.add(part, times: Reverb.send(name), to: &sent) }
        }
        if reverb.level > 0 { Self.add(reverb.wet(sent), times: 1, to: &mix) }
        let finished = mastering.finished(mastering.tilted(mix))
        samples = finished.samples
        activity = PartActivity.bits(of: ordered, mix: mix, gain: finished.gain)
        guard keepsStems else {
            stems = [:]
            return
        }
        var stems: [Part.Name: [Float]] = [:]
        for (name, part) in ordered {
            var stem = part
            if reverb.level > 0 {
                let send = Reverb.send(name)
                Self.add(reverb.wet(part.map { $0 * send }), times: 1, to: &stem)
            }
            stems[name] = mastering.tilted(stem).map { $0 * finished.gain }
        }
        self.stems = stems
    }

    private static func add(_ samples: [Float], times gain: Float, to sum: inout [Float]) {
        for index in sum.indices { sum[index] += samples[index] * gain }
    }
}
