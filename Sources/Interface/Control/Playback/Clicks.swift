import Music
import Signal

/// Clicks from a lead sheet.
enum Clicks {
    /// Where nothing was heard yet.
    static let usualTempo = 100.0
    static let usualMeter = 4

    /// Beats a minute that are known; nil where nobody has said or heard any.
    static func tempo(_ sheet: LeadSheet?, _ given: ListeningConstraints) -> Double? {
        sheet.map(\.tempo).flatMap { $0 > 0 ? $0 : nil } ?? given.tempo
    }

    /// Beats a bar that a count-in counts.
    static func signature(_ sheet: LeadSheet?, _ given: ListeningConstraints) -> Meter {
        sheet?.signature ?? given.signature ?? .common
    }

    static func track(_ sheet: LeadSheet, sampleRate: Double) -> ClickTrack {
        let downbeats = Set(sheet.downbeats)
        return ClickTrack(
            beats: sheet.beats.enumerated().map { index, time in
                .init(frame: Int((time * sampleRate).rounded()), isDownbeat: downbeats.contains(index))
            })
    }

    /// One bar of clicks before a frame, at the tempo that the sheet has there. The clicks fall on the beats of a grid
    /// that runs on through the frame.
    /// - Parameters:
    ///   - sheet: nil counts what is given.
    ///   - given: what the singer says of the song; without a tempo a usual one is counted.
    static func countIn(
        _ sheet: LeadSheet?, given: ListeningConstraints = .init(), before frame: Int, sampleRate: Double
    ) -> ClickTrack {
        let tempo = tempo(sheet, given) ?? usualTempo
        let meter = max(signature(sheet, given).beats, 1)
        let beat = 60 / tempo * sampleRate
        return ClickTrack(
            beats: (1...meter).reversed().map { before in
                .init(frame: -Int((Double(before) * beat).rounded()), isDownbeat: before == meter)
            })
    }
}
