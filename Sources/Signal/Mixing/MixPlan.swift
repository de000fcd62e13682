/// Everything that decides the samples of a mix: playback and export render the same plan, so what is heard is what is
/// exported.
public struct MixPlan: Sendable {
    /// One sound on one strip.
    public struct Track: Sendable {
        public var id: StripID
        /// As people read it: "vocal", or what its lane or its stem is called. No two tracks of a plan have the same.
        public var name: String
        /// Mono or stereo, at the plan's rate.
        public var audio: SectionedAudio
        /// Frame of the song at which it begins.
        public var start: Int
        /// dB beside the strip's own, by which loudness is matched.
        public var trim: Double
        public var strip: StripSettings

        public init(
            _ id: StripID, name: String, audio: AudioBuffer, start: Int = 0, trim: Double = 0,
            strip: StripSettings = .init()
        ) {
            self.init(id, name: name, sections: SectionedAudio(audio), start: start, trim: trim, strip: strip)
        }

        public init(
            _ id: StripID, name: String, sections: SectionedAudio, start: Int = 0, trim: Double = 0,
            strip: StripSettings = .init()
        ) {
            self.id = id
            self.name = name
            audio = sections
            self.start = start
            self.trim = trim
            self.strip = strip
        }
    }

    /// Hertz.
    public var sampleRate: Double
    /// Frame of the song at which it begins: below 0 where a band plays before the vocal.
    public var firstFrame: Int
    /// Frames of the song from 0 on.
    public var frameCount: Int
    public var tracks: [Track]
    public var master: MasterSettings

    /// - Precondition: every track is mono or stereo and at the plan's rate.
    public init(
        sampleRate: Double, firstFrame: Int = 0, frameCount: Int, tracks: [Track], master: MasterSettings = .init()
    ) {
        precondition(firstFrame <= 0 && frameCount >= 0, "a song holds frame 0")
        precondition(tracks.allSatisfy { $0.audio.sampleRate == sampleRate }, "a track is at another rate")
        precondition(tracks.allSatisfy { $0.audio.channelCount <= 2 }, "a track has more than two channels")
        self.sampleRate = sampleRate
        self.firstFrame = firstFrame
        self.frameCount = frameCount
        self.tracks = tracks
        self.master = master
    }

    /// Tracks that mute and solo let through.
    public var audible: [Track] { zip(tracks, isAudible).filter(\.1).map(\.0) }

    /// Whether mute and solo let each track through: any soloed one silences those that are not; mute goes before solo.
    var isAudible: [Bool] {
        let someAreSoloed = tracks.contains { $0.strip.isSoloed }
        return tracks.map { !$0.strip.isMuted && (!someAreSoloed || $0.strip.isSoloed) }
    }

    /// All that sounds.
    public var frames: Range<Int> { firstFrame..<frameCount }
}
