import AudioFiles
import Foundation
import Music

/// A melody as it stands in a songbook: what `backline corpus sing` sings.
///
/// As JSON:
///
///     { "title": "Amazing Grace", "origin": "public domain", "voice": "male", "tempo": 84, "meter": 3, "pickup": 1,
///       "key": "G", "chords": "G | G | C | G", "seed": 7, "melody": ["D3 1", "G3 2 B3 0.5 G3 0.5", "- 1"] }
///
/// The melody is note and beats by turns, "-" for a rest; its lines are joined.
public struct Tune: Decodable, Sendable, Equatable {
    public var title: String
    public var origin: String
    public var voice: SingerVoice.Kind
    /// Beats a minute.
    public var tempo: Double
    /// Beats a bar.
    public var meter: Int
    /// Beats before the first downbeat.
    public var pickup: Double
    /// Key and chords by the bar as `generate` takes them; the singer needs neither.
    public var key: String
    public var chords: String
    /// The singer's seed unless another is asked for.
    public var seed: UInt64
    public var melody: [String]

    /// Seconds of silence before the first note, for a breath, and after the last, for the room.
    public static let lead = 0.5
    public static let tail = 0.7
    /// Seconds that a tune may last.
    static let longest = 600.0

    /// - Throws: `CorpusError.badTune`.
    public static func load(_ url: URL) throws -> Tune {
        let data: Data
        do {
            data = try Data(contentsOf: url)
        } catch {
            throw CorpusError.cannotRead(url, reason: (error as NSError).localizedDescription)
        }
        do {
            let tune = try JSONDecoder().decode(Tune.self, from: data)
            _ = try tune.notes()
            return tune
        } catch let error as TuneError {
            throw CorpusError.badTune(url, reason: error.description)
        } catch let error as DecodingError {
            throw CorpusError.badTune(url, reason: error.sentence)
        }
    }

    /// The melody in seconds of the recording.
    /// - Throws: `TuneError`.
    public func notes() throws -> [Note] {
        guard (20...400).contains(tempo) else { throw TuneError.tempo(tempo) }
        let words = melody.flatMap { $0.split(separator: " ") }
        guard words.count.isMultiple(of: 2) else { throw TuneError.odd }
        var notes: [Note] = []
        var time = Tune.lead
        for index in stride(from: 0, to: words.count, by: 2) {
            guard let beats = Double(words[index + 1]), beats > 0, beats <= 64 else {
                throw TuneError.length(String(words[index + 1]))
            }
            let seconds = beats * 60 / tempo
            if words[index] != "-" {
                guard let pitch = Tune.pitch(words[index]) else { throw TuneError.pitch(String(words[index])) }
                notes.append(Note(start: time, duration: seconds, pitch: pitch, velocity: 88))
            }
            time += seconds
        }
        guard !notes.isEmpty else { throw TuneError.empty }
        guard time + Tune.tail <= Tune.longest else { throw TuneError.tooLong(seconds: time) }
        return notes
    }

    /// Seconds of the first downbeat of the recording.
    public var firstDownbeat: Double { Tune.lead + pickup * 60 / tempo }

    /// "C4" is 60; nil for what is no note of a voice.
    static func pitch(_ text: some StringProtocol) -> Int? {
        guard let place = text.firstIndex(where: \.isNumber), let octave = Int(text[place...]),
            (0...8).contains(octave),
            let pitchClass = PitchClass(parsing: text[..<place])
        else { return nil }
        let pitch = 12 * (octave + 1) + pitchClass.value
        return (36...96).contains(pitch) ? pitch : nil
    }
}

/// What is wrong with a tune.
public enum TuneError: Error, Equatable, CustomStringConvertible {
    case tempo(Double)
    case odd
    case length(String)
    case pitch(String)
    case empty
    case tooLong(seconds: Double)

    public var description: String {
        switch self {
        case .tempo(let tempo): "the tempo must be 20 to 400 BPM, not \(tempo)"
        case .odd: "the melody must be note and beats by turns, like \"C4 1 D4 0.5\""
        case .length(let text): "\"\(text)\" is no number of beats up to 64"
        case .pitch(let text): "\"\(text)\" is no note from C2 to C7; write it like C4, F#3 or Bb4, a rest as -"
        case .empty: "the melody holds no notes"
        case .tooLong(let seconds): "it lasts \(Int(seconds)) s; the longest allowed is \(Int(Tune.longest)) s"
        }
    }
}
