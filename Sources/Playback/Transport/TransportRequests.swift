import Signal

/// What was asked of a transport since it last rendered; what is nil stays as it is.
package struct TransportRequests: Sendable {
    package enum Motion: Sendable {
        case play(countIn: ClickTrack?)
        case pause
    }

    /// nil inside is silence.
    package var renderer: MixRenderer??
    package var motion: Motion?
    /// Frame of the song.
    package var seek: Int?
    /// nil inside ends the loop.
    package var loop: Range<Int>??
    /// nil inside ends the clicks.
    package var click: ClickTrack??
    package var device: String?
    /// Notes that were struck.
    package var notes = [LiveNote]()
    /// Seconds of the clock at which the first of them was.
    package var struck: Double?
    /// Whether the device stays open while nothing plays, so that notes that are struck sound at once.
    package var staysOpen: Bool?
    /// Whether others have the device and nothing goes on.
    package var isAway: Bool?
    package var isEnding = false

    package init() {}
}
