import Signal
import Songs

/// What one strip shows.
struct MixerStrip {
    let name: String
    let isMaster: Bool
    /// dB.
    let gain: Double
    /// nil on the master, like mute and solo.
    let pan: Double?
    let isMuted: Bool
    let isSoloed: Bool
    let level: StereoLevel
    let isCursor: Bool
    /// Of a guide; nil on other strips.
    let guide: GuidePart?
    /// Whether it is a guide that what it was made from has left behind.
    let isOutOfDate: Bool
    /// Its waveform; nil where there is none, or not yet.
    let picture: Media.Picture?
    /// What arrows change; nil while another strip has the cursor or another panel the focus.
    let selected: MixerParameter?

    init(_ state: WorkstationState, index: Int, _ target: MixerTarget) {
        name = state.name(of: target)
        isMaster = target == .master
        let song = state.song
        let id: StripID? = if case .strip(let id) = target { id } else { nil }
        let lane = id.flatMap { song[lane: $0.lane] }
        let settings = id.map { song[strip: $0] } ?? StripSettings()
        gain = isMaster ? song.master.gain : settings.gain
        pan = isMaster ? nil : settings.pan
        isMuted = !isMaster && settings.isMuted
        isSoloed = !isMaster && settings.isSoloed
        level = id.map { state.deck.levels[$0] ?? .init() } ?? state.deck.master
        guide = lane?.guide
        isOutOfDate = lane.map { state.outOfDate.contains($0.id) } ?? false
        picture = lane.flatMap { $0.id == Lane.vocal ? state.media.vocal : state.media.guides[$0.id] }
        isCursor = index == state.mixerCursor
        selected = isCursor && state.focus == .mixer ? state.mixerParameter : nil
    }
}
