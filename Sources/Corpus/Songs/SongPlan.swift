import Band
import Foundation
import Music
import Signal

/// Everything about a song but its sound.
public struct SongPlan: Sendable {
    public var entry: CorpusEntry
    public var arrangement: Arrangement
    public var production: Production
    var font: SoundFont
    var singing: SeededGenerator
    var recording: SeededGenerator
    /// For what studios and bad recordings do.
    var treating: SeededGenerator

    /// What is drawn and what is given.
    public struct Settings: Hashable, Sendable {
        public var seed: UInt64
        /// The length of training songs.
        public var seconds: Double
        /// The length of validation songs.
        public var validationSeconds: Double
        /// The fonts there are; not empty.
        public var fonts: [SoundFont]
        /// The styles to choose from; not empty.
        public var styles: [Style]
        /// How training singers and their recordings may be untidy.
        public var untidiness = Set(Untidiness.allCases)

        public init(
            seed: UInt64 = 1, seconds: Double = 40, validationSeconds: Double = 30, fonts: [SoundFont],
            styles: [Style] = Style.allCases
        ) {
            precondition(!fonts.isEmpty && !styles.isEmpty)
            self.seed = seed
            self.seconds = seconds
            self.validationSeconds = validationSeconds
            self.fonts = fonts
            self.styles = styles
        }
    }

    /// Share of the training songs that recorded diphones sing, where they are installed.
    private static let recorded = 0.15

    /// Styles that can play thirds of dotted beats: straight ones with broken chords.
    private static let dotted: [Style] = [.ballad, .acoustic, .strings]

    /// Tells the draws of the loose apart from the others.
    private static let looseness: UInt64 = 0x6c6f_6f73_656e

    /// Draws a song: the same for the same symbols, settings and variation, whatever was drawn before.
    /// - Parameter song: the whole song as the data set has it.
    public init(_ song: POP909Song, variation: Int, settings: Settings) {
        self.init(song.symbols, source: song.source, variation: variation, settings: settings)
    }

    /// - Parameter written: the whole song.
    public init(_ written: SongSymbols, source: POP909Song.Source, variation: Int, settings: Settings) {
        let stream = UInt64(written.identifier) + UInt64(variation) << 16
        var generator = SeededGenerator(seed: settings.seed, stream: stream)
        let isCompound = written.leadSheet.signature.isCompound
        let able = settings.styles.filter { !isCompound || Self.dotted.contains($0) }
        let styles = able.isEmpty ? Self.dotted : able
        let style = styles[generator.uniform(in: 0..<styles.count)]
        // Tempo and drift are applied here, and nowhere else: what follows sees the song as it will sound.
        let tempo = written.tempo(for: style, generator: &generator)
        let timed = written.retimed(
            tempo: tempo, drift: TempoDrift(drawnBy: &generator), generator: SeededGenerator(seed: generator.next()))
        let isTraining = written.split == .training
        let length = min(isTraining ? settings.seconds : settings.validationSeconds, timed.duration)
        let start = ExcerptChoice.start(in: timed, seconds: length, generator: &generator)
        let transposition = generator.uniform(in: -6..<6)
        let symbols = timed.excerpt(from: start, to: start + length).transposed(by: transposition)
        // What makes training singers and their recordings untidy has draws of its own: validation songs stay as they are.
        var loose = SeededGenerator(seed: settings.seed ^ Self.looseness, stream: stream)
        let drawn = SingerVoice(heldOut: !isTraining, drawnBy: &generator)
        let voice =
            isTraining ? drawn.untidied(by: &loose).keeping(settings.untidiness, of: drawn) : drawn
        let isRecorded = isTraining && loose.uniform() < Self.recorded
        let diphones = isRecorded ? FestivalSinger(kind: voice.kind, drawnBy: &loose) : nil
        let festival = settings.untidiness.contains(.festival) ? diphones : nil
        let octaveShift = voice.octaveShift(for: symbols.melody)
        var microphone = Microphone(drawnBy: &generator)
        var treatment: Treatment?
        // A third of the voices stay clean.
        if isTraining, loose.uniform() > 0.35 {
            let studio = Treatment(tempo: tempo, drawnBy: &loose)
            if settings.untidiness.contains(.studio) { treatment = studio }
            let worn = microphone.worn(by: &loose)
            if settings.untidiness.contains(.microphones) { microphone = worn }
        }
        let font = SoundFont.draw(from: settings.fonts, split: written.split, generator: &generator)
        let reverb = Reverb(drawnBy: &generator)
        let mastering = Mastering(drawnBy: &generator)
        let arranged = isCompound ? symbols.inThirds() : symbols
        let arrangement = Arranger.arrange(
            arranged.score, style: style, generator: SeededGenerator(seed: generator.next()))
        // The voice divides the beat as the band does.
        let loosened = isTraining ? symbols.loosened(generator: &loose) : symbols
        let line = settings.untidiness.contains(.syncopation) ? loosened : symbols
        let played = isCompound ? line : line.swung(by: arrangement.swing)
        treating = SeededGenerator(seed: loose.next())
        singing = SeededGenerator(seed: generator.next())
        recording = SeededGenerator(seed: generator.next())
        let levels = arrangement.parts.map { _ in
            min(max(generator.normal(standardDeviation: 2.5), -6), 6)
        }
        production = Production(
            font: font.name, tempo: tempo / max(written.leadSheet.tempo, 1), reverb: reverb, levels: levels,
            mastering: mastering)
        entry = CorpusEntry(
            symbols: played, split: written.split, style: style,
            instruments: arrangement.parts.map { CorpusEntry.Instrument(name: $0.name, program: $0.program) },
            voice: voice, festival: festival, microphone: microphone, treatment: treatment,
            sungMelody: played.transposed(by: octaveShift).melody,
            octaveShift: octaveShift, transposition: transposition, excerptStart: start, duration: length,
            production: production, variation: variation, seed: settings.seed, source: source)
        self.arrangement = arrangement
        self.font = font
    }
}
