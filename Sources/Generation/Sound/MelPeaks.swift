import Foundation

/// Takes the peaks off a Mel that was made up: tokens that never stood together in real sound may decode to a frame far
/// louder than all others, which would decide the level of a whole mix.
package enum MelPeaks {
    /// Nepers over the loud frames (their ninth decile) that a frame may have: 6 dB.
    private static let room: Float = 0.7
    /// Nepers under the loudest frames but one in a hundred down to which a frame sounds: 30 dB.
    private static let range: Float = 3.5
    /// Frames from which peaks are told from what is usual.
    private static let fewest = 32

    /// - Parameter mel: natural logarithms, `[frame * bands + band]`; louder frames are turned down as they are.
    package static func limit(_ mel: inout [Float], bands: Int) {
        let frames = mel.count / bands
        guard frames >= fewest else { return }
        let levels = (0..<frames).map { frame in
            logf(mel[(frame * bands)..<((frame + 1) * bands)].reduce(0) { $0 + expf(2 * $1) } + 1e-20) / 2
        }
        let sorted = levels.sorted()
        let loudest = sorted[frames * 99 / 100]
        let sounding = sorted.filter { $0 > loudest - range }
        let most = sounding[sounding.count * 9 / 10] + room
        for (frame, level) in levels.enumerated() where level > most {
            for index in (frame * bands)..<((frame + 1) * bands) { mel[index] -= level - most }
        }
    }
}
