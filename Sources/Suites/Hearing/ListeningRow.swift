import Evaluation
import Music

/// What is measured of one validation song.
package struct ListeningRow: Codable {
    package var song: Int
    package var input: ListeningSuite.Input
    package var style: Style
    package var singer: String
    package var figures: ListeningFigures
    /// The same hearing against another song's truth.
    package var chance: ListeningFigures
    package var confidence: Double
    /// Why the listener gave up.
    package var failure: String?
    /// Times faster than it sounds.
    package var speed: Double
    package var heardTempo: Double
    package var tempo: Double
    package var heardKey: String
    package var key: String
}
