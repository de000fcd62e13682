import Foundation
import Music
import Songs
import Testing

extension SongwriterTests {
    /// Settling beats at the screen: by tapping, and by stepping through readings.
    struct BeatTests {
        private let writer: Songwriter

        init() throws { writer = try .withSoundCard() }

        /// In the mixer, while nothing plays: the first tap starts the vocal, the next ones set the beats.
        @Test func tappingStartsTheVocal() throws {
            try writer.sing(seconds: 6)
            try writer.open("tune.wav")
            try writer.press("5", "t")
            try writer.tmux.wait("the vocal") { $0.contains("play") && $0.contains("tap along with t") }
            for _ in 0..<5 {
                try writer.press("t")
                Thread.sleep(forTimeInterval: 0.5)
            }
            let song = try writer.wait("tapped beats") { $0.sheet?.isGridLocked == true }
            let sheet = try #require(song.sheet)
            // a terminal's keys are some tens of milliseconds off, and so is a busy machine
            #expect((90...135).contains(sheet.leadSheet.tempo), "\(sheet.leadSheet.tempo)")
            let periods = zip(sheet.leadSheet.beats.dropFirst(2), sheet.leadSheet.beats.dropFirst()).map { $0 - $1 }
            #expect(periods.allSatisfy { abs($0 - periods[0]) < 1e-6 })
            #expect(try writer.quit() == 0)
        }

        /// Readings are in the song, as hearing leaves them.
        @Test func readingsAreSteppedAndTaken() throws {
            try writer.sing(seconds: 6)
            try writer.open("tune.wav")
            #expect(try writer.quit() == 0)
            var song = try writer.song()
            song.sheet?.unlockAll()
            song.sheet?.hypotheses = [
                .init(tempo: 124, firstDownbeat: 0.2, meter: .common, key: Key(index: 0), probability: 0.4),
                .init(
                    tempo: 80, firstDownbeat: 0.5, meter: Meter(beats: 3), key: Key(tonic: PitchClass(9), mode: .minor),
                    probability: 0.3),
            ]
            let first = try #require(song.sheet).leadSheet
            try JSONEncoder().encode(song).write(to: writer.folder().appendingPathComponent("song.json"))

            try writer.open("tune.backline")
            try writer.press("2", "n")
            let screen = try writer.tmux.wait(for: "reading 2 of 2: 80 BPM 3/4 A minor, 30 %")
            #expect(screen.contains("play") && screen.contains("click"), "\(screen)")
            song = try writer.wait("the reading") { $0.sheet?.trial?.index == 1 }
            #expect(song.sheet?.leadSheet.signature == Meter(beats: 3) && song.sheet?.isGridLocked == false)
            try writer.press("Escape")
            song = try writer.wait("the first reading") { $0.sheet?.trial == nil }
            #expect(song.sheet?.leadSheet == first)
            try writer.press("n")
            try writer.wait("the reading again") { $0.sheet?.trial?.index == 1 }
            try writer.press("y")
            song = try writer.wait("the reading taken") { $0.sheet?.isGridLocked == true }
            let sheet = try #require(song.sheet)
            #expect(sheet.isMeterLocked && sheet.isKeyLocked && sheet.leadSheet.key == Key(parsing: "Am"))
            #expect(abs(sheet.leadSheet.tempo - 80) < 4 && sheet.leadSheet.meter == 3)
            #expect(try writer.quit() == 0)
        }
    }
}
