import AudioFiles
import Foundation
import Interface
import Music
import Recipes
import Signal
import Songs
import Terminal
import Testing

/// A workstation over fakes in a folder of its own, in which all slow work is done at once.
final class Rig {
    let home: URL
    let deck = FakeDeck()
    let studio: FakeStudio
    let recorder = FakeRecorder()
    let guide = FakeGuide()
    let workstation: Workstation

    static let rate = 24_000.0
    static let seconds = 8.0

    /// - Parameters:
    ///   - opens: whether a vocal is opened.
    ///   - hears: whether it was heard: 120 BPM in four from 0 s, C and G by turns.
    ///   - systems: that can be chosen.
    init(
        opens: Bool = true, hears: Bool = true, configuration: String = "", takes: Int = 0,
        systems: [SystemDescription] = FakeStudio.two
    ) throws {
        studio = FakeStudio(systems: systems)
        home = FileManager.default.temporaryDirectory.appendingPathComponent("backline-interface-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: home, withIntermediateDirectories: true)
        let folders = ApplicationFolders(environment: ["HOME": home.path])
        workstation = Workstation(
            services: .init(deck: deck, recorder: recorder, studio: studio, guide: guide),
            configuration: Configuration(text: configuration),
            themes: ThemeLoader(environment: ["HOME": home.path], program: nil), folders: folders, workers: .immediate)
        guard opens else { return }
        try AudioWriter.write(Self.tone(seconds: Self.seconds), to: vocal, format: .wav24)
        workstation.open(vocal)
        settle()
        if hears {
            workstation.handle(.heard(Self.sheet))
            settle()
        }
        for _ in 0..<takes { try makeTake() }
    }

    deinit {
        workstation.close()
        try? FileManager.default.removeItem(at: home)
    }

    var vocal: URL { home.appendingPathComponent("song.wav") }
    var state: WorkstationState { workstation.state }
    var song: Song { workstation.state.song }
    var message: String { workstation.state.message?.text ?? "" }

    static func tone(seconds: Double, rate: Double = Rig.rate, level: Float = 0.25) -> AudioBuffer {
        AudioBuffer(
            sampleRate: rate,
            mono: (0..<Int(seconds * rate)).map { level * Float(sin(Double($0) * 2 * .pi * 440 / rate)) })
    }

    static let sheet = LeadSheet(
        beats: (0..<16).map { Double($0) * 0.5 }, downbeats: [0, 4, 8, 12], meter: 4, key: Key(index: 0),
        chords: (0..<4).map {
            .init(
                start: Double($0) * 2, end: Double($0) * 2 + 2,
                chord: Chord(parsing: $0 % 2 == 0 ? "C" : "G"), confidence: 0.6)
        }, beatConfidence: 0.8)

    /// The vocal is heard again: nobody knows where the beats are.
    func hearReadings() {
        workstation.perform("sheet.hear")
        settle()
        workstation.handle(.heard(Self.unsure, hypotheses: Self.readings))
        settle()
    }

    /// The sheet, with beats that are a guess.
    static let unsure: LeadSheet = {
        var sheet = Rig.sheet
        sheet.beatConfidence = 0.4
        sheet.confidence = ListeningConfidence(beats: 0.4, meter: 0.45, downbeats: 0.3, key: 0.9, chords: 0.6)
        sheet.tuning = Tuning(cents: -35, confidence: 0.8)
        return sheet
    }()

    static let readings = [
        ListeningHypothesis(
            tempo: 120, firstDownbeat: 0, meter: .common, key: Key(index: 0), probability: 0.4),
        ListeningHypothesis(
            tempo: 90, firstDownbeat: 0.5, meter: Meter(beats: 3), key: Key(tonic: PitchClass(9), mode: .minor),
            probability: 0.31),
        ListeningHypothesis(
            tempo: 60, firstDownbeat: 1, meter: Meter(beats: 2, division: 3), key: Key(index: 0), probability: 0.2),
    ]

    /// Everything that was left in the inbox, and what follows from it.
    func settle() {
        for _ in 0..<4 {
            workstation.receive()
            workstation.tick()
        }
    }

    func press(_ names: String...) {
        for name in names {
            guard let key = KeyPress(parsing: name) else { preconditionFailure("no key \(name)") }
            workstation.handle(.key(key))
            settle()
        }
    }

    func type(_ text: String) {
        for character in text { workstation.handle(.key(.character(character))) }
        settle()
    }

    /// Empties the line that is being typed, types another and accepts it.
    func answer(_ text: String) {
        press("end", "ctrl-u")
        type(text)
        press("enter")
    }

    func made(
        seconds: Double = Rig.seconds, start: Double = 0, level: Float = 0.1, stems: [String] = ["band"]
    ) -> MadeTake {
        MadeTake(
            stems: Dictionary(uniqueKeysWithValues: stems.map { ($0, Self.tone(seconds: seconds, level: level)) }),
            start: start, leadSheet: Self.sheet, modelHash: "abc", computeSeconds: 3)
    }

    /// A take from order to list.
    func makeTake() throws {
        workstation.perform("generate")
        settle()
        let job = try #require(studio.jobs.last)
        workstation.handle(.finished(job: job, made()))
        settle()
    }

    /// What stands on a screen.
    func text(_ size: Size = Size(rows: 40, columns: 120)) -> String {
        Renderer().canvas(for: workstation.scene, size: size).text
    }
}
