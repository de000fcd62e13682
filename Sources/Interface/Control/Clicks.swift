import Music
import Signal

/// Clicks from a lead sheet.
enum Clicks {
    /// Where nothing was heard yet.
    static let usualTempo = 100.0
    static let usualMeter = 4

    static func track(_ sheet: LeadSheet, sampleRate: Double) -> ClickTrack {
        let downbeats = Set(sheet.downbeats)
        return ClickTrack(
            beats: sheet.beats.enumerated().map { index, time in
                .init(frame: Int((time * sampleRate).rounded()), isDownbeat: downbeats.contains(index))
            })
    }

    /// One bar of clicks before a frame, at the tempo that the sheet has there. The clicks fall on the beats of a grid
    /// that runs on through the frame.
    /// - Parameter sheet: nil counts a usual tempo.
    static func countIn(_ sheet: LeadSheet?, before frame: Int, sampleRate: Double) -> ClickTrack {
        let tempo = sheet.map(\.tempo).flatMap { $0 > 0 ? $0 : nil } ?? usualTempo
        let meter = max(sheet?.meter ?? usualMeter, 1)
        let beat = 60 / tempo * sampleRate
        return ClickTrack(
            beats: (1...meter).reversed().map { before in
                .init(frame: -Int((Double(before) * beat).rounded()), isDownbeat: before == meter)
            })
    }
}
