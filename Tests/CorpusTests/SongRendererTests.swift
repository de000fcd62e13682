import AudioFiles
import Band
import Corpus
import Foundation
import Music
import Signal
import TestSupport
import Testing

@Suite("Song renderer")
struct SongRendererTests {
    private func withPlan<Value>(
        _ identifier: Int = 1, variation: Int = 0, style: Style = .pop, _ body: (SongPlan) throws -> Value
    ) throws -> Value {
        let data = try TinyPOP909(identifiers: [identifier])
        defer { try? data.remove() }
        let song = try POP909Song(identifier: identifier, in: data.original, cl: data.corrected)
        return try body(
            SongPlan(
                song, variation: variation,
                settings: SongPlan.Settings(
                    seed: 2, seconds: 6, validationSeconds: 5, fonts: try SoundFont.find(), styles: [style])))
    }

    @Test("The parts add up to the accompaniment where the mastering is linear")
    func stems() throws {
        try withPlan { plan in
            var plan = plan
            plan.production.mastering.ratio = 1
            plan.production.mastering.knee = 0
            plan.production.reverb.level = 0.2
            let song = try SongRenderer().render(plan, stems: true)
            #expect(Set(song.stems.keys) == Set(plan.arrangement.parts.map(\.name)))
            #expect(plan.arrangement.parts.allSatisfy { song.notes[$0.name] == $0.notes })
            #expect(try SongRenderer().render(plan).notes.isEmpty)
            var difference: Float = 0
            for index in song.accompaniment.indices {
                let sum = song.stems.values.reduce(Float(0)) { $0 + $1[index] }
                difference = max(difference, abs(sum - song.accompaniment[index]))
            }
            // Every track is rounded to 16 bits.
            #expect(difference <= Float(song.stems.count + 1) / 65_536 + 1e-5)
            // Compression changes the sound, and stays near what it was.
            plan.production.mastering.ratio = 2
            plan.production.mastering.threshold = -3
            plan.production.mastering.knee = 0.3
            let mastered = try SongRenderer().render(plan).accompaniment
            #expect(mastered != song.accompaniment)
            func power(_ samples: [Float]) -> Float { samples.reduce(0) { $0 + $1 * $1 } }
            let shared = zip(mastered, song.accompaniment).reduce(Float(0)) { $0 + $1.0 * $1.1 }
            #expect(shared > 0.9 * (power(mastered) * power(song.accompaniment)).squareRoot())
            let peak = mastered.map(abs).max() ?? 0
            #expect(abs(20 * log10(peak) - Float(plan.production.mastering.peak)) < 0.01)
        }
    }

    @Test("Activity says which parts sound when")
    func activity() throws {
        try withPlan { plan in
            var plan = plan
            plan.arrangement.parts = [
                Part(
                    name: .bass, program: 33, channel: 1,
                    notes: [Note(start: 1, duration: 1, pitch: 40, velocity: 100)]),
                Part(
                    name: .keys, program: 19, channel: 2,
                    notes: [Note(start: 0, duration: 3, pitch: 60, velocity: 100)]),
            ]
            plan.production.levels = [0, 0]
            let song = try SongRenderer().render(plan)
            let tokens = song.activity
            func isOn(_ name: Part.Name, _ seconds: Double) throws -> Bool {
                let place = try #require(Part.Name.allCases.firstIndex(of: name))
                return tokens[Int(seconds * 24_000 / 512)] & (1 << UInt8(place)) != 0
            }
            #expect(try !isOn(.bass, 0.5) && isOn(.bass, 1.5) && !isOn(.bass, 4))
            #expect(try isOn(.keys, 0.5) && isOn(.keys, 2.8) && !isOn(.keys, 5.8))
            #expect(try !isOn(.drums, 1.5))
        }
    }

    @Test("Variations differ, training songs never play the font that is held out, tempo stays in its range")
    func variations() throws {
        let data = try TinyPOP909(identifiers: [1, 900])
        defer { try? data.remove() }
        // Names only: nothing is rendered.
        let fonts = ["FluidR3_GM", "MuseScore_General_Full", "TimGM6mb"].map {
            SoundFont(file: URL(fileURLWithPath: "/fonts/\($0).sf2"))
        }
        let settings = SongPlan.Settings(seconds: 6, fonts: fonts)
        func plans(_ identifier: Int, _ count: Int) throws -> [CorpusEntry] {
            let song = try POP909Song(identifier: identifier, in: data.original, cl: data.corrected)
            return (0..<count).map { SongPlan(song, variation: $0, settings: settings).entry }
        }
        let training = try plans(1, 60)
        let names = Set(training.compactMap(\.production?.font))
        #expect(names == ["FluidR3_GM", "MuseScore_General_Full"])
        #expect(try plans(900, 30).contains { $0.production?.font == SoundFont.heldOut })
        let tempos = training.compactMap(\.production?.tempo)
        // The songs are at 120.
        #expect(tempos.allSatisfy { (49.9...180.1).contains($0 * 120) })
        #expect(Set(tempos).count > 50)
        for entry in training {
            let factor = try #require(entry.production?.tempo)
            // A singer drifts, but not by more than 15 %.
            #expect(abs(entry.symbols.leadSheet.tempo / (120 * factor) - 1) < 0.15)
        }
        #expect(Set(training.map(\.transposition)).count > 6)
        #expect(Set(training.map(\.style)).count > 6)
        #expect(try plans(1, 3) == Array(training.prefix(3)))
    }

    @Test("What makes singers untidy can be left away part by part; the rest stays as it was")
    func untidiness() throws {
        let data = try TinyPOP909(identifiers: [1])
        defer { try? data.remove() }
        let song = try POP909Song(identifier: 1, in: data.original, cl: data.corrected)
        func plans(_ parts: Set<Untidiness>) -> [CorpusEntry] {
            var settings = SongPlan.Settings(
                seconds: 6, fonts: [SoundFont(file: URL(fileURLWithPath: "/fonts/FluidR3_GM.sf2"))])
            settings.untidiness = parts
            return (0..<40).map { SongPlan(song, variation: $0, settings: settings).entry }
        }
        let all = plans(Set(Untidiness.allCases)), tidy = plans([])
        #expect(tidy.allSatisfy { $0.voice.delivery == .strict && $0.treatment == nil && $0.festival == nil })
        #expect(all.contains { $0.voice.delivery != .strict } && all.contains { $0.treatment != nil })
        let timed = plans([.timing])
        for (entry, whole) in zip(timed, all) {
            let (voice, other) = (entry.voice, whole.voice)
            #expect(voice.delivery.lag == other.delivery.lag && voice.delivery.noteSpread == other.delivery.noteSpread)
            #expect(voice.delivery.tuning == 0 && entry.treatment == nil)
            #expect(entry.transposition == whole.transposition && entry.style == whole.style)
        }
        #expect(plans([.studio]).map(\.treatment) == all.map(\.treatment))
        #expect(zip(plans([.microphones]), tidy).contains { $0.microphone != $1.microphone })
        #expect(zip(plans([.syncopation]), tidy).contains { $0.sungMelody != $1.sungMelody })
        #expect(zip(plans([.tuning]), tidy).contains { $0.voice.delivery.tuning != $1.voice.delivery.tuning })
    }

    @Test("A kept song is read back whole; one of an older corpus says what it lacks")
    func folder() throws {
        try withPlan { plan in
            let song = try SongRenderer().render(plan, stems: true)
            let root = FileManager.default.temporaryDirectory.appendingPathComponent("corpus-\(UUID().uuidString)")
            defer { try? FileManager.default.removeItem(at: root) }
            try song.write(to: root.appendingPathComponent("001"))
            let kept = try #require(try CorpusIndex.songs(in: root, split: .training).first)
            let read = try kept.rendered()
            #expect(read.vocal == song.vocal && read.accompaniment == song.accompaniment)
            #expect(read.hertz == song.hertz && read.activity == song.activity)
            #expect(read.stems == song.stems && read.entry == song.entry)
            try FileManager.default.removeItem(at: kept.folder.appendingPathComponent("pitch.f32"))
            #expect(throws: CorpusError.noTruth(kept.folder)) { try kept.rendered() }
        }
    }
}
