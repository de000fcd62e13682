import Band
import Music

/// A song of the corpus as sound, with all that is known of it. 24 kHz mono.
public struct RenderedSong: Sendable {
    /// Hertz.
    public static let sampleRate = 24_000.0
    /// Samples a token of `activity`: the listener's hop.
    public static let tokenHop = 512

    public var entry: CorpusEntry
    /// As the microphone has it.
    public var vocal: [Float]
    /// The true pitch of the voice, see `SungVoice.hertz`.
    public var hertz: [Float]
    /// The band after its mastering, as long as the vocal.
    public var accompaniment: [Float]
    /// The parts as they lie in the accompaniment; their sum is the accompaniment where mastering is linear. Empty unless
    /// they were asked for.
    public var stems: [Part.Name: [Float]]
    /// What the parts of `stems` play, as written; kept in a song's folder only, not in its bytes.
    public var notes: [Part.Name: [Note]]
    /// For each token of 512 samples the parts that are audible in it: bit i for `Part.Name.allCases[i]`.
    public var activity: [UInt8]

    public init(
        entry: CorpusEntry, vocal: [Float], hertz: [Float], accompaniment: [Float],
        stems: [Part.Name: [Float]] = [:], notes: [Part.Name: [Note]] = [:], activity: [UInt8]
    ) {
        self.entry = entry
        self.vocal = vocal
        self.hertz = hertz
        self.accompaniment = accompaniment
        self.stems = stems
        self.notes = notes
        self.activity = activity
    }
}

/// Songs of the corpus by number, without end: the same number gives the same song on every machine with the same fonts.
public protocol SongSource: Sendable {
    /// Waits until the song is there.
    func song(_ number: Int) throws -> RenderedSong

    /// A hint: these numbers are asked for from now on, in any order.
    func expect(_ numbers: Range<Int>)
}

extension SongSource {
    public func expect(_ numbers: Range<Int>) {}
}
