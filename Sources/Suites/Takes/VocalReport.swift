import AudioFiles
import Evaluation
import Foundation
import Listener
import Recipes
import Signal

/// A take of one vocal, checked by itself.
package struct VocalReport: Codable {
    var vocal: String
    var system: String
    var seconds: Double
    var sound: SoundCheck
    /// `HarmonyJudge.harmonyZ`: how much the accompaniment favours the sung pitch class; 0 is chance.
    var harmonyZ: Double?
    var tempo: Double
    var beatConfidence: Double
    var key: String
    /// Seconds of computing over seconds of audio.
    var realTimeFactors: [String: Double]
    var realTimeFactor: Double
    /// Of the process so far, megabytes.
    var peakMemory: Double
    /// `SoundCheck.seamClicks` at each join of sections.
    var seamClicks: [Double]

    /// - Parameters:
    ///   - path: of the vocal.
    ///   - out: where the take, the vocal and pictures of their spectrograms go; nil keeps none.
    /// - Throws: `AudioFileError`, what generating and measuring throw.
    package init(_ path: String, system: MeasuredSystem, out: URL?) throws {
        let audio = try AudioReader.read(URL(fileURLWithPath: path))
        let made = try system.take(of: audio, recipe: system.recipe)
        vocal = path
        self.system = system.generator.name
        seconds = audio.duration
        sound = try SoundCheck(made.audio)
        harmonyZ = HarmonyJudge.harmonyZ(accompaniment: made.audio.mono(), vocalPitch: made.heard.pitch)
        tempo = made.heard.leadSheet.tempo
        beatConfidence = made.heard.leadSheet.beatConfidence
        key = made.heard.leadSheet.key.description
        let duration = audio.duration
        realTimeFactors = Dictionary(
            uniqueKeysWithValues: made.phaseSeconds.map { ($0.key.id, $0.value / duration) })
        realTimeFactor = made.phaseSeconds.values.reduce(0, +) / duration
        peakMemory = Self.peakMegabytes
        seamClicks = SoundCheck.seamClicks(made.audio, joins: made.joins)
        if let out {
            let name = URL(fileURLWithPath: path).deletingPathExtension().lastPathComponent
            try Pictures.write(made.audio.mono(), "\(name)-\(self.system)", in: out)
            try Pictures.write(
                Resampler(from: audio.sampleRate, to: 24_000).resample(audio.mono()), "\(name)-vocal", in: out)
        }
    }

    private static var peakMegabytes: Double {
        var usage = rusage()
        getrusage(__rusage_who_t(RUSAGE_SELF.rawValue), &usage)
        return Double(usage.ru_maxrss) / 1024
    }

    package var sentence: String {
        let phases = realTimeFactors.sorted { ($1.value, $0.key) < ($0.value, $1.key) }
            .map { String(format: "%@ %.3f", $0.key, $0.value) }
        return String(
            format:
                "%@, %@: %.1f s, %@, %.1f LUFS, %.1f dBTP, bandwidth %.0f Hz, harmony z %.2f, %.0f BPM (%.2f), %@, real-time factor %.3f (%@), peak %.0f MB",
            URL(fileURLWithPath: vocal).lastPathComponent, system, seconds, sound.isFinite ? "finite" : "NOT FINITE",
            sound.loudness ?? -.infinity, sound.truePeak ?? -.infinity, sound.bandwidth, harmonyZ ?? 0, tempo,
            beatConfidence, key, realTimeFactor, phases.joined(separator: ", "), peakMemory)
    }
}
