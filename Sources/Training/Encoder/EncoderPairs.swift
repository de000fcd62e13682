import AudioFiles
import Corpus
import Foundation
import Listener
import Music
import Signal
import Synchronization

/// What a run is told of real vocals with their backings.
public struct PairRun: Codable, Sendable {
    /// The folder of the pairs, from the data folder or absolute.
    public var folder: String
    /// Share of the examples that are stretches of pairs; 0 trains on none and validates on all.
    public var share: Double
    /// Clips on whose beats two trackers agree less are not trained on.
    public var agreement: Double
    /// Semitones up and down by which a clip is played faster and slower.
    public var speeds: Int
    /// How many parts the singers are divided into, and which of them is not trained on; nil trains on all.
    public var folds: Int?
    public var fold: Int?

    var problem: String? {
        if !(0...1).contains(share) { return "pairs.share is \(share), not a share of 1" }
        if !(0...6).contains(speeds) { return "pairs.speeds is \(speeds), not 0 to 6 semitones" }
        if let folds, folds < 2 { return "pairs.folds is \(folds), not 2 or more" }
        if let fold, !(0..<(folds ?? 0)).contains(fold) {
            return "pairs.fold is \(fold), not 0 to \((folds ?? 0) - 1), with pairs.folds \(folds ?? 0)"
        }
        return nil
    }
}

/// Real vocals with their backings as songs to train on and, of singers who were held out, to validate on.
///
/// A clip is brought to A = 440 Hz by the mean offset of its notes, as the listener hears it, and heard at that speed and by
/// whole semitones faster and slower, so that its key stays a key. Thread-safe.
public final class EncoderPairs: Sendable {
    private let run: PairRun
    private let frontEnd = EncoderFrontEnd()
    package let training: [PairClip]
    package let heldOut: [PairClip]
    /// By singer: the fold that does not train on them.
    public let folds: [String: Int]
    private let made = Mutex<[Place: EncoderSong]>([:])

    private let tunings = Mutex<[String: Double]>([:])

    private struct Place: Hashable {
        var name: String
        var semitones: Int
    }

    /// - Parameter data: where a relative folder is.
    /// - Throws: `PairSetError`, `TrainingError.noPairs` when nothing is left to train on.
    public init(_ run: PairRun, data: URL) throws {
        self.run = run
        let folder = Self.folder(run.folder, in: data)
        let clips = try PairSet(folder).clips
        let folds = run.folds.map { Self.folds(of: clips.map(\.singer), count: $0) } ?? [:]
        // a run that trains on none is judged by all
        func isHeldOut(_ clip: PairClip) -> Bool {
            run.share == 0 || run.fold.map { folds[clip.singer] == $0 } ?? false
        }
        let agreement = run.agreement
        training = clips.filter { !isHeldOut($0) && $0.truth.agreement ?? 1 >= agreement }
        heldOut = clips.filter(isHeldOut)
        self.folds = folds
        guard run.share == 0 || !training.isEmpty else { throw TrainingError.noPairs(path: folder.path) }
    }

    static func folder(_ name: String, in data: URL) -> URL {
        name.hasPrefix("/") ? URL(fileURLWithPath: name) : data.appendingPathComponent(name)
    }

    /// For every singer the fold that leaves them out: singers with the most clips first, each into the fold with the
    /// fewest, so that no singer is in two and all folds are about as large.
    /// - Parameter singers: one a clip.
    public static func folds(of singers: [String], count: Int) -> [String: Int] {
        let clips = Dictionary(singers.map { ($0, 1) }, uniquingKeysWith: +)
        var sizes = [Int](repeating: 0, count: max(count, 1))
        var folds: [String: Int] = [:]
        for (singer, number) in clips.sorted(by: { ($1.value, $0.key) < ($0.value, $1.key) }) {
            let fold = sizes.indices.min { (sizes[$0], $0) < (sizes[$1], $1) } ?? 0
            folds[singer] = fold
            sizes[fold] += number
        }
        return folds
    }

    /// Any clip that is trained on, at any of the speeds.
    /// - Throws: `AudioFileError`.
    func song(_ generator: inout SeededGenerator) throws -> EncoderSong {
        let clip = training[generator.uniform(in: 0..<training.count)]
        return try song(clip, semitones: generator.uniform(in: -run.speeds..<run.speeds + 1))
    }

    package func song(_ clip: PairClip, semitones: Int = 0) throws -> EncoderSong {
        let place = Place(name: clip.name, semitones: semitones)
        if let song = made.withLock({ $0[place] }) { return song }
        let speed = exp2((Double(semitones) - (try tuning(of: clip)) / 100) / 12)
        func samples(_ file: URL) throws -> [Float] {
            try AudioReader.read(file, resampledTo: RenderedSong.sampleRate / speed, mono: true).channels[0]
        }
        let voice = try samples(clip.vocal)
        var band = try samples(clip.backing)
        band = Array(band.prefix(voice.count)) + [Float](repeating: 0, count: max(voice.count - band.count, 0))
        let song = EncoderSong(voice: voice, band: band, Self.sheet(clip, speed, semitones), frontEnd)
        made.withLock { $0[place] = song }
        return song
    }

    /// Cents over A = 440 Hz, as the listener hears them.
    private func tuning(of clip: PairClip) throws -> Double {
        if let cents = tunings.withLock({ $0[clip.name] }) { return cents }
        let samples = try AudioReader.read(clip.vocal, resampledTo: RenderedSong.sampleRate, mono: true).channels[0]
        let cents = TuningEstimator().heard(NoteSegmenter().segment(PitchTracker().track(samples))).cents
        tunings.withLock { $0[clip.name] = cents }
        return cents
    }

    private static func sheet(_ clip: PairClip, _ speed: Double, _ semitones: Int) -> LeadSheet {
        var sheet = clip.truth.sheet
        sheet.beats = sheet.beats.map { $0 / speed }
        sheet.key = sheet.key.transposed(by: semitones)
        sheet.chords = sheet.chords.map { span in
            LeadSheet.Span(
                start: span.start / speed, end: span.end / speed, chord: span.chord?.transposed(by: semitones))
        }
        return sheet
    }
}
