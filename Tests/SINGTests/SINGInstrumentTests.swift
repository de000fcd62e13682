import Foundation
import Music
import SING
import Testing

@Suite struct SINGInstrumentTests {
    private let player: SINGInstrument

    init() throws { player = SINGInstrument(try untrained()) }

    @Test func namesAreFoundWhateverTheirCase() throws {
        #expect(try player.number(of: "grand piano") == 0)
        #expect(try player.number(of: "HARPSICHORD A") == 2)
    }

    @Test func anUnknownNameSuggestsNearOnes() {
        func near(_ name: String) -> [String]? {
            do { _ = try player.number(of: name) } catch SINGError.unknownInstrument(_, let near) { return near } catch
            {}
            return nil
        }
        #expect(near("Grand Pino")?.first == "Grand Piano")
        #expect(near("bass") == ["Acoustic Bass"])
        #expect(near("kazoo") == [])
        #expect(SINGError.unknownInstrument("x", near: ["A", "B"]).description.contains("but \"A\" and \"B\""))
    }

    @Test func aNoteLastsAsLongAsAsked() throws {
        for seconds in [0.1, 1, 5.5] {
            let samples = try player.note(instrument: "Flute", pitch: 60, velocity: 90, seconds: seconds)
            #expect(samples.count == Int(((seconds + SINGInstrument.release) * 24_000).rounded()))
            #expect(samples.allSatisfy(\.isFinite) && samples.contains { abs($0) > 1e-6 })
            #expect(abs(samples[samples.count - 1]) < 1e-6)
        }
    }

    /// The same samples alone, among others and from several threads at a time.
    @Test func companyChangesNothing() async throws {
        let requests = (0..<10).map {
            SINGInstrument.Request(
                instrument: $0 % 4, pitch: 50 + 3 * $0, velocity: 20 + 10 * $0, seconds: 0.2 + 0.05 * Double($0))
        }
        let together = try player.notes(requests)
        let player = player
        let alone = try await withThrowingTaskGroup(of: (Int, [Float]).self) { group in
            for (place, request) in requests.enumerated() {
                group.addTask { (place, try player.notes([request])[0]) }
            }
            var found = [[Float]](repeating: [], count: requests.count)
            for try await (place, samples) in group { found[place] = samples }
            return found
        }
        for (a, b) in zip(together, alone) {
            #expect(a.count == b.count)
            #expect(zip(a, b).allSatisfy { abs($0 - $1) < 1e-5 })
        }
    }

    @Test func whatIsOutOfRangeIsRefused() {
        func refused(_ pitch: Int, _ velocity: Int, _ seconds: Double) -> SINGError? {
            do {
                _ = try player.note(instrument: "Flute", pitch: pitch, velocity: velocity, seconds: seconds)
                return nil
            } catch { return error as? SINGError }
        }
        #expect(refused(47, 80, 1) == .pitch(47, range: 48...83))
        #expect(refused(60, 0, 1) == .velocity(0))
        #expect(refused(60, 128, 1) == .velocity(128))
        #expect(refused(60, 80, 0) == .seconds(0, most: 60))
        #expect(refused(60, 80, .nan) != nil)
        #expect(SINGError.pitch(47, range: 48...83).description.contains("C3 to B5"))
    }

    @Test func partsSoundAtTheirTimes() throws {
        let note = Note(start: 1, duration: 0.3, pitch: 60, velocity: 90)
        var low = note
        low.pitch = 24
        let mix = try player.render([.init(instrument: 1, notes: [note, low])])
        #expect(mix[..<24_000].allSatisfy { $0 == 0 })
        let one = try player.note(instrument: "Acoustic Bass", pitch: 60, velocity: 90, seconds: 0.3)
        let other = try player.note(instrument: "Acoustic Bass", pitch: 48, velocity: 90, seconds: 0.3)
        #expect(mix.count == 24_000 + one.count)
        for index in one.indices { #expect(abs(mix[24_000 + index] - one[index] - other[index]) < 1e-5) }
    }

    @Test func programsHaveInstruments() {
        #expect((0..<4).map(player.number(ofProgram:)) == [0, 1, 2, 3])
        #expect(player.number(ofProgram: 100) == 3)
    }

    @Test(arguments: [
        ("C4", 60), ("F#3", 54), ("Bb2", 46), ("A4", 69), ("Cb4", 59), ("B#3", 60), ("C-1", 0), ("61", 61),
    ])
    func pitchesHaveNames(_ text: String, _ pitch: Int) { #expect(PitchName.pitch(text) == pitch) }

    @Test(arguments: ["J4", "C", "", "4C", "C99", "Cx4"])
    func whatIsNoPitchIsNone(_ text: String) { #expect(PitchName.pitch(text) == nil) }

    @Test func everyPitchIsReadAsItIsWritten() {
        for pitch in 0...127 { #expect(PitchName.pitch(PitchName.text(pitch)) == pitch) }
    }

    /// A file that contradicts itself is refused before anything is computed with it.
    @Test func descriptionsThatCannotBeAreRefused() throws {
        let changes: [(inout SINGDescription) -> Void] = [
            { $0.catalogue.instruments.removeLast() }, { $0.catalogue.velocities.reverse() },
            { $0.configuration.sizes.zones.semitones = 0 }, { $0.configuration.sizes.timbres.semitones = 0 },
            { $0.configuration.sizes.embeddingScale = 0 }, { $0.configuration.sizes.carrier.noiseBands = 1 },
            { $0.configuration.sizes.carrier.freeBands = 10_000 },
        ]
        for change in changes {
            #expect(throws: SINGError.self) { _ = try untrained(saying: change) }
        }
    }
}
