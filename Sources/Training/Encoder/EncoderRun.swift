import Corpus
import Listener

/// What a run of the encoder is told.
public struct EncoderRun: Codable, Sendable, TrainingRecipe {
    public var training: TrainingConfiguration
    public var model: EncoderConfiguration
    /// Seconds of a song, where songs are rendered for the run, and gigabytes on disk in which they are kept; 0 keeps none.
    public var songSeconds: Double
    public var cacheGigabytes: Double
    /// Share of the songs that are lead sheets, where the data folder holds `leadsheets`; all are POP909's without it.
    public var leadSheets: Double?
    /// How singers of songs that are rendered for the run are untidy; in all ways without it.
    public var untidiness: [Untidiness]?
    /// Real vocals with their backings between the songs.
    public var pairs: PairRun?
    /// Songs that are there before the first step, songs that are made while a step is taken, and songs held in memory
    /// at most: the oldest leave.
    public var firstSongs: Int
    public var songsPerStep: Double
    public var songsHeld: Int
    /// Songs that validation hears.
    public var validationSongs: Int
    /// How often which of the two is heard; the band alone for the rest.
    public var voiceAlone: Double
    public var voiceWithBand: Double
    public var voiceWithSoftBand: Double
    /// Probability that an example is moved to another key, and by how many semitones at most.
    public var transposed: Double
    public var transposition: Int
    /// Share of each head in the loss.
    public var weights: [String: Double]

    public var problem: String? {
        if let problem = model.problem ?? pairs?.problem { return problem }
        let counts = [("firstSongs", firstSongs), ("songsHeld", songsHeld), ("validationSongs", validationSongs)]
        if let (name, value) = counts.first(where: { $0.1 < 1 }) { return "\(name) is \(value), not 1 or more" }
        if songsHeld < firstSongs { return "songsHeld is \(songsHeld), under firstSongs, \(firstSongs)" }
        if songSeconds < 5 { return "songSeconds is \(songSeconds), not 5 or more" }
        if let leadSheets, !(0...1).contains(leadSheets) { return "leadSheets is \(leadSheets), not a share of 1" }
        if cacheGigabytes < 0 { return "cacheGigabytes is \(cacheGigabytes), not 0 or more" }
        if songsPerStep < 0 { return "songsPerStep is \(songsPerStep), not 0 or more" }
        let shares = [voiceAlone, voiceWithBand, voiceWithSoftBand]
        if shares.contains(where: { $0 < 0 }) || shares.reduce(0, +) > 1 + 1e-9 {
            return "voiceAlone, voiceWithBand and voiceWithSoftBand are \(shares), not shares of 1"
        }
        if !(0...12).contains(transposition) { return "transposition is \(transposition), not 0 to 12 semitones" }
        for head in EncoderHead.allCases where weights[head.rawValue] == nil {
            return "weights.\(head.rawValue) is missing"
        }
        return nil
    }
}
