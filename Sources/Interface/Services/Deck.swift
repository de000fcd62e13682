import Signal

/// Playback as the screen asks for it. No call waits for sound.
public protocol Deck: Sendable {
    /// Cheap; asked for at every frame.
    var state: PlaybackState { get }
    /// What plays from now on, at the same playhead, without a gap or click; nil is silence.
    func load(_ plan: MixPlan?)
    /// From the playhead on; first as many clicks as the count-in has (frames before 0 of the playhead).
    func play(countIn: ClickTrack?)
    func pause()
    func seek(to frame: Int)
    /// Frames that repeat; nil plays on.
    func setLoop(_ frames: Range<Int>?)
    /// nil is silent.
    func setClick(_ click: ClickTrack?)
    /// Forgets held peaks, latched clips and counted xruns.
    func resetMeters()
    /// Sounds a note at once, whatever plays or stands.
    func strike(_ note: LiveNote)
    /// Whether notes that are struck are to sound without waiting for the device, also while nothing plays.
    func stayOpen(_ staysOpen: Bool)
    /// Lets other programs have the device until `comeBack`; what plays stands still. Waits for that, a second at most.
    func leave()
    func comeBack()
    func devices() -> [SoundDevice]
    func choose(_ device: String)
}
