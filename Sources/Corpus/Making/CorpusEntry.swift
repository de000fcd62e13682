import Band
import Music

/// What is kept beside a training song's audio: `symbols.json`.
public struct CorpusEntry: Codable, Hashable, Sendable {
    /// The excerpt after transposition; its melody as written.
    public var symbols: SongSymbols
    /// The split the song was made for; has to agree with the identifier.
    public var split: SongSymbols.Split
    public var style: Style
    /// The parts of the band without their notes.
    public var instruments: [Instrument]
    public var voice: SingerVoice
    /// Who sings in the voice's place, with its timing and tuning; nil for our own singer.
    public var festival: FestivalSinger?
    public var microphone: Microphone
    /// Nil where nothing beyond the microphone was done to the voice.
    public var treatment: Treatment?
    /// The melody as it is sung: moved by `octaveShift`, and where the singer's delivery is loose, when it really was.
    public var sungMelody: [Note]
    /// Semitones, a multiple of 12.
    public var octaveShift: Int
    /// Semitones from the data set's key.
    public var transposition: Int
    /// Seconds from the start of the whole song.
    public var excerptStart: Double
    /// Seconds.
    public var duration: Double
    /// Nil in corpora of before there was a choice.
    public var production: Production?
    /// Which of a song's many renderings this is; nil in corpora of before there was more than one.
    public var variation: Int?
    public var seed: UInt64
    /// Where chords and metre come from.
    public var source: POP909Song.Source

    public struct Instrument: Codable, Hashable, Sendable {
        public var name: Part.Name
        public var program: Int
    }
}
