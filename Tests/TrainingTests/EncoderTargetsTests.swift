import Corpus
import Listener
import Music
import Signal
import Testing
import Training

@Suite struct EncoderTargetsTests {
    private func token(_ time: Double) -> Int { Int(time * Posteriors.rate) }

    @Test func metreStandsWhereItsBeatsAre() throws {
        // beats every 0.5 s, bars of 2 s
        let targets = EncoderTargets(try EncoderSongs.song(1))
        for beat in 1..<23 {
            let place = token(Double(beat) * 0.5)
            #expect(targets.beats[place] == 1 && targets.beats[place + 1] == 0.5 && targets.beats[place + 3] == 0)
            #expect(targets.downbeats[place] == (beat % 4 == 0 ? 1 : 0))
        }
        for time in [0.25, 3.1, 5.9] {
            let exact = Posteriors.time(ofToken: token(time))
            #expect(
                abs(Double(targets.beatPhase[token(time)]) - (exact / 0.5).truncatingRemainder(dividingBy: 1)) < 1e-4)
            #expect(abs(Double(targets.barPhase[token(time)]) - (exact / 2).truncatingRemainder(dividingBy: 1)) < 1e-4)
            #expect(abs(targets.tempo[token(time)] - 120) < 0.01)
        }
    }

    @Test func barsOfThreeAreBarsToo() throws {
        let targets = EncoderTargets(try EncoderSongs.song(1, meter: 3))
        let exact = Posteriors.time(ofToken: token(4))
        #expect(abs(Double(targets.barPhase[token(4)]) - (exact / 1.5).truncatingRemainder(dividingBy: 1)) < 1e-4)
        #expect(targets.downbeats[token(4.5)] == 1 && targets.downbeats[token(4)] == 0)
    }

    @Test func harmonyStandsUnderItsTimes() throws {
        // C Am F G, moved by a semitone for song 1
        let targets = EncoderTargets(try EncoderSongs.song(1))
        for (bar, name) in ["C#", "Bbm", "F#", "G#", "C#", "Bbm"].enumerated() {
            let chord = try #require(Chord(parsing: name))
            for time in [Double(bar) * 2 + 0.02, Double(bar) * 2 + 1.97] {
                #expect(targets.chords[token(time)] == ChordVocabulary.index(of: chord))
                #expect(targets.bass[token(time)] == chord.root.value)
                let tones = (0..<12).filter { targets.chroma[token(time)] >> UInt16($0) & 1 == 1 }
                #expect(Set(tones) == Set(chord.pitchClasses.map(\.value)))
            }
        }
        #expect(Set(targets.keys) == [1])
    }

    @Test func theVoiceHasItsPitchAndItsVowels() throws {
        let song = try EncoderSongs.song(1)
        let targets = EncoderTargets(song)
        for note in song.entry.sungMelody.dropFirst() {
            #expect(abs(targets.pitch[token(note.start + 0.2)] - Float(note.pitch)) < 0.01)
            #expect(targets.onsets[token(note.start)] == 1 && targets.onsets[token(note.start + 0.2)] == 0)
            // between notes nobody sings, yet the voice is still in the air
            #expect(targets.pitch[token(note.start - 0.025)] == 0)
            #expect(targets.activity[token(note.start)] == 0b1001)
        }
    }

    @Test func anExampleSaysWhereItsPitchLies() throws {
        let song = EncoderSong(try EncoderSongs.song(1), EncoderFrontEnd())
        var generator = SeededGenerator(seed: 1)
        for shift in [0, 3, -4] {
            var hearing = EncoderHearing(voice: 1, band: 0)
            hearing.shift = shift
            let example = EncoderExample(song, start: 40, length: 64, hearing, &generator)
            let pitch = try #require(example.values[.pitch])
            for row in 0..<64 where song.targets.pitch[40 + row] > 0 {
                let bins = pitch[(row * Posteriors.pitchBins)..<((row + 1) * Posteriors.pitchBins)]
                let mean = zip(0..., bins).reduce(0.0) { $0 + Posteriors.pitch(ofBin: $1.0) * Double($1.1) }
                #expect(abs(mean - Double(song.targets.pitch[40 + row]) - Double(shift)) < 0.02)
                #expect(abs(bins.reduce(0, +) - 1) < 1e-4)
            }
        }
    }

    @Test func transpositionMovesSoundAndTargets() throws {
        let song = EncoderSong(try EncoderSongs.song(1), EncoderFrontEnd())
        var generator = SeededGenerator(seed: 1)
        var hearing = EncoderHearing(voice: 0, band: 1)
        let plain = EncoderExample(song, start: 0, length: 64, hearing, &generator)
        hearing.shift = -3
        let moved = EncoderExample(song, start: 0, length: 64, hearing, &generator)
        // C# major becomes Bb major
        #expect(plain.classes[.key]?[0] == 1 && moved.classes[.key]?[0] == 10)
        #expect(moved.classes[.chords]?[5] == ChordVocabulary.index(of: Chord(parsing: "Bb")))
        #expect(moved.classes[.bass]?[5] == 10)
        let tones = try #require(moved.values[.chroma]?[(5 * 12)..<(6 * 12)])
        #expect(tones.enumerated().filter { $0.element == 1 }.map(\.offset) == [2, 5, 10])
        #expect(moved.classes[.beatPhase] == plain.classes[.beatPhase])
        // the strongest bins move with them
        func peak(_ example: EncoderExample) -> Int {
            let bins = example.features[(5 * EncoderFrontEnd.count)..<(5 * EncoderFrontEnd.count + 180)]
            return (bins.indices.max { bins[$0] < bins[$1] } ?? 0) - bins.startIndex
        }
        #expect(peak(moved) == peak(plain) - 3 * EncoderFrontEnd.binsPerSemitone)
        // nobody sings in the band
        #expect(moved.values[.voicing]?.allSatisfy { $0 == 0 } == true)
        #expect(moved.values[.onsets]?.allSatisfy { $0 == 0 } == true)
        #expect(moved.values[.activity]?.prefix(8) == [0, 0, 0, 1, 0, 0, 0, 0])
    }

    @Test func phasesAreCentredOnTheBeat() throws {
        let song = EncoderSong(try EncoderSongs.song(1), EncoderFrontEnd())
        var generator = SeededGenerator(seed: 1)
        let example = EncoderExample(song, start: 0, length: 280, EncoderHearing(voice: 1, band: 1), &generator)
        for beat in 1..<10 {
            let place = token(Double(beat) * 0.5)
            #expect(example.classes[.beatPhase]?[place] == 0)
            // the token before ends on the beat: still nearest to it
            #expect([0, 11].contains(example.classes[.beatPhase]?[place - 1]))
            #expect(example.classes[.barPhase]?[place + 1] == beat % 4 * 4)
        }
        // beyond the end nothing is judged
        let late = EncoderExample(
            song, start: song.tokens - 10, length: 64, EncoderHearing(voice: 1, band: 1), &generator)
        #expect(late.classes[.chords]?.suffix(54).allSatisfy { $0 == -1 } == true)
        #expect(late.metre.suffix(54).allSatisfy { $0 == 0 })
    }
}
