import Music

/// Position in beat and bar at any time, carried on at the nearest tempo outside the known beats.
public struct BeatGridPhase {
    /// The second half of a beat begins in its middle.
    public static let straight = 0.5

    private let beats: [Double]
    private let positions: [Int]  // in the bar, 0 on a downbeat
    private let meter: Int

    /// - Precondition: at least two beats.
    init(_ sheet: LeadSheet) {
        beats = sheet.beats
        meter = max(sheet.meter, 1)
        let downbeats = sheet.downbeats.isEmpty ? [0] : sheet.downbeats
        positions = sheet.beats.indices.map { index in
            if let last = downbeats.last(where: { $0 <= index }) { return (index - last) % max(sheet.meter, 1) }
            let ahead = downbeats[0] - index
            return (sheet.meter - ahead % max(sheet.meter, 1)) % max(sheet.meter, 1)
        }
    }

    func isDownbeat(_ index: Int) -> Bool { positions[index] == 0 }

    /// Phases 0..<1 in beat and bar, and the tempo in BPM.
    /// - Parameter swing: share of the beat at which its phase is 0.5.
    func phase(at time: Double, swing: Double = straight) -> (beat: Double, bar: Double, tempo: Double) {
        var low = 0
        var high = beats.count - 1
        while low < high {
            let middle = (low + high + 1) / 2
            if beats[middle] <= time { low = middle } else { high = middle - 1 }
        }
        let left = min(low, beats.count - 2)
        let length = beats[left + 1] - beats[left]
        let place = (time - beats[left]) / length
        let whole = place.rounded(.down)
        let position = (((positions[left] + Int(whole)) % meter) + meter) % meter
        let share = place - whole
        let phase = share < swing ? share / swing / 2 : 0.5 + (share - swing) / (1 - swing) / 2
        return (phase, (Double(position) + phase) / Double(meter), 60 / length)
    }
}
