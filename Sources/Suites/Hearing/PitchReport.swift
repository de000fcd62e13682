import AudioFiles
import Evaluation
import Foundation
import Listener

/// The pitch of one vocal against what another program heard in it.
package struct PitchReport: Codable {
    var vocal: String
    var seconds: Double
    var agreement: PitchAgreement
    /// Times faster than it sounds, on one core.
    var speed: Double

    /// - Parameter references: a folder with a CSV of the vocal's name, see `PitchReference`.
    /// - Throws: `AudioFileError`, and what `PitchReference` throws.
    package init(_ path: String, references: URL) throws {
        let url = URL(fileURLWithPath: path)
        let name = url.deletingPathExtension().lastPathComponent
        let reference = try PitchReference(contentsOf: references.appendingPathComponent("\(name).csv"))
        let samples = try AudioReader.read(url, resampledTo: PitchTracker.sampleRate, mono: true).mono()
        vocal = path
        seconds = Double(samples.count) / PitchTracker.sampleRate
        var track = PitchTrack(hopSeconds: 0, hertz: [], confidence: [], energy: [])
        let elapsed = ContinuousClock().measure { track = PitchTracker().track(samples) }
        agreement = PitchAgreement(
            estimate: track.hertz, reference: reference.hertz(frames: track.frameCount, hopSeconds: track.hopSeconds))
        speed = seconds / (elapsed / .seconds(1))
    }

    package var sentence: String {
        func text(_ value: Double?) -> String { value.map { String(format: "%.3f", $0) } ?? "-" }
        return "\(URL(fileURLWithPath: vocal).lastPathComponent): "
            + "of frames that both call voiced \(text(agreement.pitchWhereBoth)) within 50 cents "
            + "(\(text(agreement.chromaWhereBoth)) in any octave), voicing agrees on \(text(agreement.voicingAgreement)) "
            + "(F1 \(text(agreement.voicingF1))); \(String(format: "%.0f", speed)) times faster than it sounds"
    }
}
