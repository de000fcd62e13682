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

    init(_ state: WorkstationState, index: Int, _ name: String) {
        self.name = name
        isMaster = index == state.stripNames.count - 1
        let mixer = state.song.mixer
        let settings = mixer[name]
        gain = isMaster ? mixer.master.gain : settings.gain
        pan = isMaster ? nil : settings.pan
        isMuted = !isMaster && settings.isMuted
        isSoloed = !isMaster && settings.isSoloed
        level = isMaster ? state.deck.master : state.deck.levels[name] ?? .init()
        let guide = isMaster ? nil : state.song.guides.first { $0.strip == name }
        self.guide = guide
        isOutOfDate = guide.map { state.outOfDate.contains($0.kind) } ?? false
        picture =
            guide.flatMap { state.media.guides[$0.kind] }
            ?? (name == MixerSettings.vocal ? state.media.vocal : nil)
        isCursor = index == state.mixerCursor
        selected = isCursor && state.focus == .mixer ? state.mixerParameter : nil
    }
}
