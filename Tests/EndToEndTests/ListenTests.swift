import AudioFiles
import Foundation
import Signal
import Testing

/// `backline listen`.
struct ListenTests {
    let scratch: Scratch

    init() throws { scratch = try Scratch() }

    private func listen(_ arguments: [String]) throws -> Program.Outcome {
        try Program.run(["listen"] + arguments, scratch: scratch)
    }

    private func object(_ outcome: Program.Outcome) throws -> [String: Any] {
        #expect(outcome.status == 0 && outcome.errors.isEmpty, "\(outcome.errors)")
        #expect(outcome.lines.count == 1)
        return try #require(try JSONSerialization.jsonObject(with: Data(outcome.output.utf8)) as? [String: Any])
    }

    @Test func jsonSaysEverything() throws {
        let found = try object(
            try listen([
                Program.sample("amazing-grace.flac"), "--json", "--meter", "3", "--key", "G", "--first-downbeat", "1.2",
            ]))
        #expect(found["meter"] as? Int == 3 && found["key"] as? String == "G major")
        let tempo = try #require(found["tempo"] as? Double), duration = try #require(found["duration"] as? Double)
        #expect((20...400).contains(tempo) && duration > 10)
        let beats = try #require(found["beats"] as? [Double]), downbeats = try #require(found["downbeats"] as? [Double])
        #expect(zip(beats, beats.dropFirst()).allSatisfy { $0 < $1 } && !downbeats.isEmpty)
        #expect(downbeats.allSatisfy(beats.contains) && downbeats.contains { abs($0 - 1.2) < 0.05 })
        let chords = try #require(found["chords"] as? [[String: Any]])
        #expect(!chords.isEmpty)
        for chord in chords {
            let start = try #require(chord["start"] as? Double), end = try #require(chord["end"] as? Double)
            #expect(start < end && (chord["chord"] as? String)?.isEmpty == false)
        }
        let pitch = try #require(found["pitch"] as? [String: [Double]])
        let times = try #require(pitch["times"]), hertz = try #require(pitch["hertz"])
        #expect(times.count == hertz.count && hertz.contains(0) && hertz.contains { $0 > 80 })
        for name in ["confidence", "range", "loudness"] { #expect(found[name] is [String: Any], "\(name)") }
        #expect((found["file"] as? String)?.hasSuffix("amazing-grace.flac") == true)
    }

    @Test func whatIsGivenIsKept() throws {
        let found = try object(
            try listen([
                Program.sample("twinkle.flac"), "--json", "--bpm", "100", "--chords", "Dm | Bb", "--downbeat", "0.5",
            ]))
        #expect(abs((found["tempo"] as? Double ?? 0) - 100) < 4)
        let chords = try #require(found["chords"] as? [[String: Any]])
        #expect(Set(chords.compactMap { $0["chord"] as? String }).isSuperset(of: ["Dm", "Bb"]))
    }

    /// Two dotted beats a bar, and what else it may be.
    @Test func compoundMetresAndOtherReadings() throws {
        let found = try object(
            try listen([
                Program.sample("twinkle.flac"), "--json", "--meter", "6/8", "--alternatives", "3", "--tuning", "440",
            ]))
        #expect(found["meter"] as? Int == 2)
        let readings = try #require(found["alternatives"] as? [[String: Any]])
        #expect(readings.count <= 3)
        let shares = try readings.map { try #require($0["probability"] as? Double) }
        #expect(shares.reduce(0, +) <= 1 + 1e-9 && zip(shares, shares.dropFirst()).allSatisfy { $0 >= $1 })
        for reading in readings {
            #expect(reading["tempo"] is Double && reading["key"] is String && reading["signature"] as? String == "6/8")
        }
    }

    /// For people: the lead sheet by bars; and the picture, whose size its header says.
    /// Half a minute of silence before the voice moves nothing but the time, and no beats are counted in it.
    @Test func silenceBeforeTheVoiceDoesNotStartTheBeats() throws {
        let voice = try AudioReader.read(URL(fileURLWithPath: Program.sample("twinkle.flac")))
        let silence = [Float](repeating: 0, count: Int(30 * voice.sampleRate))
        let late = scratch.url("late.wav")
        try AudioWriter.write(
            AudioBuffer(sampleRate: voice.sampleRate, channels: voice.channels.map { silence + $0 }), to: late,
            format: .wavFloat)
        let found = try object(try listen(["--json", late.path]))
        let plain = try object(try listen(["--json", Program.sample("twinkle.flac")]))
        let tempo = try #require(found["tempo"] as? Double), expected = try #require(plain["tempo"] as? Double)
        #expect(abs(tempo / expected - 1) < 0.01)
        #expect(found["key"] as? String == plain["key"] as? String)
        let beats = try #require(found["beats"] as? [Double])
        #expect(try #require(beats.first) > 30 - 8 * 60 / tempo)
    }

    /// Three in a bar, and dotted beats, without being told.
    @Test func metresAreHeard() throws {
        let three = try object(try listen(["--json", Program.sample("amazing-grace.flac")]))
        #expect(three["signature"] as? String == "3/4")
        // a carol of the public domain (bbloomf_pd_0466 of data/leadsheets), in dotted beats
        let tune = """
            {"title": "Carol", "origin": "public domain", "voice": "female", "tempo": 58, "meter": 2, "pickup": 0,
             "key": "Eb", "seed": 4, "chords": "Eb",
             "melody": ["Bb4 1.6667 C5 0.3333 Bb4 0.6667 G4 0.3333 Eb4 0.6667 C4 0.3333 Bb3 1.3333 Eb4 0.3333",
             "G4 0.3333 Bb4 1 C5 1 Bb4 1.3333 F4 0.3333 G4 0.3333 Ab4 1 C5 1",
             "Bb4 1.3333 Eb4 0.3333 F4 0.3333 G4 0.6667 - 1 Bb4 0.3333 Bb4 1.6667 C5 0.3333",
             "Bb4 0.6667 G4 0.3333 Eb4 0.6667 C4 0.3333 Bb3 1.3333 Eb4 0.3333 G4 0.3333 Bb4 1",
             "Eb5 1 D5 1.3333"]}
            """
        let json = try scratch.file("carol.json", Data(tune.utf8)), vocal = scratch.path("carol.flac")
        #expect(try Program.run(["corpus", "sing", json, "--out", vocal], scratch: scratch).status == 0)
        let six = try object(try listen(["--json", vocal]))
        #expect(six["signature"] as? String == "6/8")
        #expect(abs((six["tempo"] as? Double ?? 0) - 58) < 1.5)
    }

    /// What nobody sang is not surely a song.
    @Test(arguments: ["tone", "noise"])
    func whatIsNoSongIsNotSure(kind: String) throws {
        var generator = SeededGenerator(seed: 5)
        let samples = (0..<(15 * 24_000)).map { index -> Float in
            kind == "tone" ? 0.2 * Float(sin(Double(index) * 2 * .pi * 220 / 24_000)) : 0.1 * Float(generator.normal())
        }
        let file = scratch.url("odd.wav")
        try AudioWriter.write(AudioBuffer(sampleRate: 24_000, mono: samples), to: file, format: .wavFloat)
        let outcome = try listen(["--json", file.path])
        guard outcome.status == 0 else {
            // nothing that could be sung is an answer too
            #expect(outcome.status == 2 && !outcome.crashed)
            return
        }
        let confidence = try #require(try object(outcome)["confidence"] as? [String: Double])
        for name in ["beats", "meter", "downbeats", "key"] {
            #expect(try #require(confidence[name]) < 0.95, "\(name) of \(kind)")
        }
    }

    @Test func peopleGetALeadSheetAndAPicture() throws {
        let outcome = try listen([Program.sample("twinkle.flac"), "--png", scratch.path("heard.png")])
        #expect(outcome.status == 0 && outcome.errors.isEmpty, "\(outcome.errors)")
        for word in ["tempo", "BPM", "metre", "4/4", "key", "C major", "voice", "LUFS", "notes", "0:0", " | "] {
            #expect(outcome.output.contains(word), "\(word)")
        }
        let picture = [UInt8](try Data(contentsOf: scratch.url("heard.png")))
        #expect(Array(picture.prefix(8)) == [137, 80, 78, 71, 13, 10, 26, 10])
        func word(_ place: Int) -> Int { picture[place..<(place + 4)].reduce(0) { $0 << 8 | Int($1) } }
        #expect(word(16) > 1000 && word(20) > 400)
    }

    @Test(arguments: [
        (["--bpm", "0"], "tempo"), (["--meter", "1"], "metre"), (["--key", "J#"], "J#"), (["--bpm", "~x"], "~x"),
        (["--tuning", "-80c"], "tuning"), (["--alternatives", "0"], "--alternatives"),
        (["--chords", "C | Xyz"], "Xyz"),
        (["--downbeat", "500"], "downbeat"), (["--nonsense"], "nonsense"),
        (["--png", "/nonexistent/heard.png"], "/nonexistent"),
    ])
    func badOptions(arguments: [String], word: String) throws {
        try refuse([Program.sample("twinkle.flac"), "--json"] + arguments, saying: word)
    }

    @Test func badFiles() throws {
        try refuse([scratch.path("none.wav"), "--json"], saying: "there is no file")
        try scratch.file("text.wav", Data(String(repeating: "La la la.\n", count: 500).utf8))
        try refuse([scratch.path("text.wav")], saying: "not a sound file")
        try scratch.file("silent.wav", SoundFiles.floatWave([Float](repeating: 0, count: 72_000)))
        try refuse([scratch.path("silent.wav"), "--json"], saying: "silent")
        try scratch.file("short.wav", SoundFiles.floatWave([0.5]))
        try refuse([scratch.path("short.wav")], saying: "too short")
    }

    private func refuse(_ arguments: [String], saying reason: String) throws {
        let outcome = try listen(arguments)
        #expect(outcome.status == 2 && !outcome.crashed && outcome.output.isEmpty, "\(outcome.errors)")
        #expect(outcome.errors.hasPrefix("backline: ") && outcome.errors.contains(reason), "\(outcome.errors)")
    }
}
