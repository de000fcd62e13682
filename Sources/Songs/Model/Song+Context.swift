import Signal

/// What a player listens to beside the vocal alone.
public struct SongContext: Sendable {
    /// Stereo from the song's beginning.
    public let sound: AudioBuffer
    /// Who sounds in it, as lanes are called, with the take that sounds: "vocal", "drums: Take 2".
    public let names: [String]
}

extension Song {
    /// What a player of a lane listens to: all that sounds in the others, as loud as their strips say, without the master's
    /// gain and limiter.
    /// - Parameters:
    ///   - lane: whose take is to be made; it does not hear itself. nil leaves none out.
    ///   - vocal, takes, parts: as for `plan`.
    /// - Returns: stereo from the song's beginning, as long as the vocal, or as what sounds where there is none; nil where
    ///   nothing beside the vocal sounds.
    /// - Throws: `ResamplerError`.
    public func context(
        besides lane: Int?, vocal audio: AudioBuffer?, takes: [Int: [String: AudioBuffer]] = [:],
        parts: [Int: AudioBuffer] = [:]
    ) throws -> SongContext? {
        var plan = try kept.plan(vocal: audio, takes: takes, parts: parts)
        plan.tracks.removeAll { $0.id.lane == lane }
        guard plan.frameCount > 0, plan.audible.contains(where: { $0.id.lane != Lane.vocal }) else { return nil }
        plan.master = MasterSettings(gain: 0, limiterCeiling: nil)
        var renderer = MixRenderer(plan)
        let audible = Set(plan.audible.map(\.id.lane))
        return SongContext(
            sound: renderer.render(0..<plan.frameCount),
            names: lanes.filter { audible.contains($0.id) }.map { lane in
                lane.activeTake.map { "\(lane.name): \($0.name)" } ?? lane.name
            })
    }
}
