import Foundation
import Listener
import Music
import Signal

/// What `listen --json` writes.
struct ListeningRecord: Encodable {
    struct Chord: Encodable {
        var start: Double
        var end: Double
        /// "N" where nobody plays.
        var chord: String
        var confidence: Double
    }

    struct Pitch: Encodable {
        /// Seconds at the middle of each frame.
        var times: [Double]
        /// 0 where nothing is sung.
        var hertz: [Double]
    }

    /// 0...1; what no model judged is left out.
    struct Confidence: Encodable {
        var beats: Double
        var meter: Double?
        var downbeats: Double?
        var key: Double?
        var chords: Double?
    }

    struct Range: Encodable {
        var lowest: String
        var median: String
        var highest: String
        var lowestHertz: Double
        var medianHertz: Double
        var highestHertz: Double
        /// Share of time that is sung.
        var voiced: Double
    }

    struct Level: Encodable {
        /// LUFS; left out where nothing passes the gate.
        var integrated: Double?
        /// dBTP
        var truePeak: Double?
    }

    /// The voice's pitch against A = 440 Hz.
    struct Tuned: Encodable {
        /// Hertz of the A.
        var a: Double
        var cents: Double
        /// 0...1
        var confidence: Double
        /// Cents by which the voice is higher at its end.
        var drift: Double
    }

    /// What else it may be.
    struct Reading: Encodable {
        var tempo: Double
        var firstDownbeat: Double
        /// Like "6/8".
        var signature: String
        var key: String
        var probability: Double
    }

    var file: String
    var duration: Double
    var tempo: Double
    var key: String
    /// Beats a bar.
    var meter: Int
    /// Like "6/8", whose bars have two beats.
    var signature: String
    /// Left out where nobody listened for it.
    var tuning: Tuned?
    /// The likeliest first; left out where they were not asked for.
    var alternatives: [Reading]?
    var beats: [Double]
    var downbeats: [Double]
    var chords: [Chord]
    var pitch: Pitch
    var notes: Int
    var confidence: Confidence
    /// Left out where nothing is sung.
    var range: Range?
    var loudness: Level

    /// - Parameter alternatives: how many readings are told; nil tells none.
    init(_ heard: Heard, file: String, duration: Double, loudness: Loudness, alternatives: Int? = nil) {
        let sheet = heard.leadSheet
        self.file = file
        self.duration = duration
        tempo = sheet.reportedTempo
        key = sheet.key.description
        meter = sheet.meter
        signature = sheet.signature.description
        tuning = sheet.tuning.map { Tuned(a: $0.a, cents: $0.cents, confidence: $0.confidence, drift: $0.drift) }
        self.alternatives = alternatives.map { count in
            heard.hypotheses.prefix(count).map {
                Reading(
                    tempo: $0.tempo, firstDownbeat: $0.firstDownbeat, signature: $0.meter.description,
                    key: $0.key.description, probability: $0.probability)
            }
        }
        beats = sheet.beats
        downbeats = sheet.downbeats.map { sheet.beats[$0] }
        chords = sheet.chords.map {
            Chord(start: $0.start, end: $0.end, chord: $0.chord?.description ?? "N", confidence: $0.confidence)
        }
        pitch = Pitch(
            times: (0..<heard.pitch.frameCount).map(heard.pitch.time(ofFrame:)),
            hertz: heard.pitch.hertz.map(Double.init))
        notes = heard.notes.count
        let sure = sheet.confidence ?? heard.confidence
        confidence = Confidence(
            beats: sheet.beatConfidence, meter: sure?.meter, downbeats: sure?.downbeats, key: sure?.key,
            chords: sure?.chords)
        range = PitchSummary(heard.pitch).map {
            Range(
                lowest: PitchSummary.name($0.lowest), median: PitchSummary.name($0.median),
                highest: PitchSummary.name($0.highest), lowestHertz: PitchSummary.hertz($0.lowest),
                medianHertz: PitchSummary.hertz($0.median), highestHertz: PitchSummary.hertz($0.highest),
                voiced: $0.voiced)
        }
        self.loudness = Level(integrated: loudness.integrated, truePeak: loudness.truePeakDecibels)
    }

    func json() throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return String(decoding: try encoder.encode(self), as: UTF8.self)
    }
}
