import Foundation
import Interface
import Music
import Recipes
import Signal
import Songs
import Terminal

/// A song with everything in it, made of arithmetic alone, so that its screens are the same everywhere.
enum SampleSong {
    static let sampleRate = 8000.0
    /// Seconds.
    static let duration = 32.0
    /// Beats a minute, and the seconds of the first "one".
    static let tempo = 104.0
    static let firstDownbeat = 0.6

    /// Phrases of four notes and a breath, as a triangle wave that fades.
    static let vocal: [Float] = (0..<Int(sampleRate * duration)).map { index in
        let time = Double(index) / sampleRate
        let phrase = time.truncatingRemainder(dividingBy: 4)
        guard phrase < 3.2 else { return 0 }
        let note = phrase.truncatingRemainder(dividingBy: 0.8) / 0.8
        let loudness = (1 - note) * (0.35 + 0.3 * phrase / 3.2) * (time > 16 ? 1 : 0.7)
        let cycle = (time * 110).truncatingRemainder(dividingBy: 1)
        return Float(loudness * (abs(cycle * 4 - 2) - 1))
    }

    /// Harmonics that follow the vocal's notes, late by some seconds.
    static func mel(delay: Double = 0, seconds: Double = duration) -> Spectrogram {
        let hop = 256.0 / 24000
        let frames = Int(seconds / hop)
        let bands = 100
        var values = [Float](repeating: -11, count: frames * bands)
        for frame in 0..<frames {
            let time = Double(frame) * hop - delay
            let phrase = time.truncatingRemainder(dividingBy: 4)
            guard time >= 0, phrase < 3.2 else { continue }
            let note = Int(phrase / 0.8)
            let age = phrase.truncatingRemainder(dividingBy: 0.8)
            for harmonic in 1...6 {
                let band = (8 + note * 2) * harmonic
                if band < bands { values[frame * bands + band] = Float(0.5 - age * 3 - Double(harmonic)) }
                if band + 1 < bands { values[frame * bands + band + 1] = Float(-0.5 - age * 3 - Double(harmonic)) }
            }
        }
        return Spectrogram(frames: frames, bands: bands, values: values, hopSeconds: hop)
    }

    static let leadSheet: LeadSheet = {
        let beat = 60 / tempo
        let beats = (0..<54).map { firstDownbeat + Double($0) * beat }
        let names = ["Am", "F", "C", "G", "Am", "F", "G", "Am", "F", "C/E", "Dm7", "E7", "Am"]
        let chords = names.enumerated().map { index, name in
            LeadSheet.Span(
                start: firstDownbeat + Double(index * 4) * beat, end: firstDownbeat + Double(index * 4 + 4) * beat,
                chord: Chord(parsing: name), confidence: index % 5 == 3 ? 0.3 : 0.8)
        }
        return LeadSheet(
            beats: beats, downbeats: Array(stride(from: 0, to: 54, by: 4)), meter: 4,
            key: Key(tonic: PitchClass(9), mode: .minor), chords: chords, beatConfidence: 0.9)
    }()

    static let system = SystemDescription(
        name: "fastsag", title: "FastSAG", summary: "A band in one stem, by diffusion over its Mel spectrogram",
        stems: ["band"], parameters: FakeStudio.parameters,
        draft: Draft(steps: 4, guidanceScale: 0.5), canVary: true, canReroll: true)

    static func take(_ id: Int, _ name: String, origin: Take.Origin = .fresh, parent: Int? = nil) -> Take {
        Take(
            id: id, name: name, note: id == 2 ? "the one with the walking bass" : "", isStarred: id == 2,
            recipe: system.completed(Recipe(steps: id == 3 ? 25 : 12, seed: UInt64(40 + id))), origin: origin,
            parent: parent,
            modelHash: "8f2c", leadSheet: leadSheet, duration: duration, sampleRate: sampleRate,
            stems: [.init(name: "band", file: "takes/00\(id)-band.wav", loudness: -19)], loudness: -19,
            computeSeconds: 14)
    }

    static var song: Song {
        var song = Song(
            title: "Paper boats at low tide",
            vocal: .init(
                file: "vocal.wav", sampleRate: sampleRate, frameCount: vocal.count, loudness: -18, source: "boats.flac"),
            recipe: system.completed(Recipe(steps: 16, guidance: 6, seed: 45, style: .ballad)))
        song.sheet = SongSheet(
            leadSheet: leadSheet, isKeyLocked: true,
            lockedChords: [leadSheet.chords[0], leadSheet.chords[1]])
        song.takes = [
            take(1, "first try"), take(2, "warm piano"), take(3, "slower build", origin: .variation(0.3), parent: 2),
            take(4, "new bridge", origin: .reroll(9..<14), parent: 2),
        ]
        song.nextTake = 5
        song.loop = 9.83..<14.45
        song.isLooping = true
        song.marks = [.init(name: "Verse 1", time: 0.6), .init(name: "Chorus", time: 19.06)]
        song.a = song.scene(with: 2)
        song.b = song.scene(with: 4)
        song.audition = .take(2)
        song.lanes[0].strip = StripSettings(gain: -1.5)
        song.lanes[1].strip = StripSettings(gain: 2, pan: -0.3)
        return song
    }

    static var state: WorkstationState {
        var state = WorkstationState(song: song, theme: SampleThemes.dark)
        state.folder = URL(fileURLWithPath: "/home/ada/songs/paper-boats")
        state.undoTitle = "re-roll bars 5-6"
        state.systems = [system]
        state.engine = .ready
        state.media = media
        state.jobs = jobs
        state.deck.isPlaying = true
        state.deck.position = Int(12.34 * sampleRate)
        state.deck.output = .open("default")
        state.deck.levels = [
            StripID(lane: 0): .init(peak: .init(left: 0.3, right: 0.28), held: 0.5),
            StripID(lane: 1): .init(peak: .init(left: 0.12, right: 0.2), held: 0.35),
        ]
        state.deck.master = .init(peak: .init(left: 0.5, right: 0.45), held: 1.01, hasClipped: true)
        state.takesCursor = 1
        state.sheetCursor = 21
        return state
    }

    private static let media: Media = {
        var media = Media()
        media.vocal = .init(peaks: PeakPyramid(vocal), sampleRate: sampleRate, mel: mel())
        let take = Media.Picture(
            peaks: PeakPyramid(vocal.map { $0 * 0.6 }), sampleRate: sampleRate, mel: mel(delay: 0.06))
        media.takes = [1: take, 2: take, 3: take, 4: take]
        return media
    }()

    static var jobs: [WorkstationState.Job] {
        var running = WorkstationState.Job(
            id: 5, lane: 1, name: "take 5", recipe: Recipe(seed: 45), origin: .fresh, parent: nil)
        running.phase = .running(.init(phase: .sampling, section: 2, sections: 3, step: 5, steps: 16))
        running.secondsLeft = 21
        running.speed = 1.4
        running.playable = 10.4
        let queued = WorkstationState.Job(
            id: 6, lane: 1, name: "take 6", recipe: Recipe(seed: 46), origin: .fresh, parent: nil)
        return [running, queued]
    }

    /// Nobody knows where the beats are, and the singer is flat.
    static func makeUnsure(_ state: inout WorkstationState) {
        var sheet = leadSheet
        sheet.beatConfidence = 0.31
        sheet.confidence = ListeningConfidence(beats: 0.31, meter: 0.4, downbeats: 0.2, key: 0.45, chords: 0.6)
        sheet.tuning = Tuning(cents: -35, confidence: 0.8)
        state.song.sheet = SongSheet(
            leadSheet: sheet,
            hypotheses: [
                .init(
                    tempo: 104, firstDownbeat: firstDownbeat, meter: .common, key: sheet.key, probability: 0.31),
                .init(
                    tempo: 69.3, firstDownbeat: 0.2, meter: Meter(beats: 2, division: 3), key: Key(index: 0),
                    probability: 0.24),
            ])
    }

    /// Three guides, and the piano keys after a chord.
    static func addGuides(to state: inout WorkstationState) {
        state.song.guides = GuidePart.Kind.allCases.map {
            GuidePart(kind: $0, instrument: "Nylon String Guitar", isKept: $0 == .chords)
        }
        let notes = [Note(start: 9, duration: 1.5, pitch: 60), Note(start: 10, duration: 1.5, pitch: 64)]
        state.song.pass = KeyPass(instrument: "Nylon String Guitar", notes: notes)
        state.media.guides = [2: .init(peaks: PeakPyramid(vocal.map { $0 * 0.3 }), sampleRate: sampleRate)]
        let late = (0..<vocal.count).map { $0 < vocal.count / 3 ? 0 : vocal[$0] * 0.2 }
        state.media.guides[4] = .init(peaks: PeakPyramid(late), sampleRate: sampleRate)
        state.outOfDate = [2]
        state.instrument = "Nylon String Guitar"
        var keyboard = PianoKeys()
        keyboard.touch.dynamic = .ff
        keyboard.touch.isSustained = true
        keyboard.lit = [60, 64, 67]
        state.keyboard = keyboard
    }

    static let hints: [Scene.Hint] = [
        ("space", "pause"), ("g", "generate"), ("tab", "A/B"), ("[ ]", "loop"), ("h l", "seek"), ("+ -", "zoom"),
        ("m", "Mel view"), ("1-5", "panels"), (":", "commands"), ("?", "help"), ("u", "undo"), ("q", "quit"),
    ].map { Scene.Hint(key: $0.0, title: $0.1) }

    static let keys = [
        "open": "o", "record": "R", "generate": "g", "palette": ":", "tap": "t", "focus.leadSheet": "2",
        "sheet.nextReading": "n", "sheet.takeReading": "y",
    ]

    static func scene(_ change: (inout WorkstationState) -> Void = { _ in }) -> Scene {
        var state = state
        change(&state)
        return Scene(state: state, hints: hints, keys: keys)
    }

    /// A scene drawn at a size.
    static func canvas(
        _ rows: Int, _ columns: Int, _ change: (inout WorkstationState) -> Void = { _ in }
    ) -> Canvas { Renderer().canvas(for: scene(change), size: Size(rows: rows, columns: columns)) }
}

/// What a made-up system does.
extension Phase {
    static let sampling = Phase("denoise", title: "denoising", pace: .step)
    static let rendering = Phase("vocode", title: "rendering", pace: .section)
}
