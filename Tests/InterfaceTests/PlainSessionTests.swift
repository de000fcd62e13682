import Foundation
import Interface
import Testing

@Suite struct PlainSessionTests {
    /// What is said when lines are typed.
    private func transcript(_ rig: Rig, _ lines: [String], opening: URL? = nil) -> [String] {
        var rest = lines[...]
        var said: [String] = []
        let session = PlainSession(rig.workstation) {
            // a studio that answers as soon as the person says the next thing
            for job in rig.studio.jobs where rig.state.jobs.contains(where: { $0.id == job }) {
                rig.workstation.handle(.finished(job: job, rig.made()))
            }
            return rest.popFirst()
        } output: {
            said.append($0)
        }
        session.run(opening: opening)
        return said
    }

    @Test func aTakeIsMadeNamedStarredAndDeleted() throws {
        let rig = try Rig()
        let said = transcript(
            rig,
            ["1", "2", "1", "take.name", "Blue", "2", "1", "take.star", "2", "1", "take.delete", "yes", "undo", "0"])
        #expect(rig.song.takes.map(\.name) == ["Blue"] && rig.song.takes[0].isStarred)
        #expect(said.contains("Take 1 is finished"))
        #expect(said.contains("Delete Blue? Undo brings it back."))
        #expect(rig.workstation.isFinished)
    }

    @Test func recipesAndChordsAreTyped() throws {
        let rig = try Rig()
        let said = transcript(
            rig, ["recipe", "2", "0", "x", "30", "0", "6", "2", "sheet.chord", "Am F", "sheet.key", "Am", "0"])
        #expect(rig.song.recipe.steps == 30)
        #expect(said.contains { $0.contains("steps must be 1 to 200, not 0") })
        #expect(rig.song.sheet?.leadSheet.chord(at: 2.1)?.description == "Am")
        #expect(rig.song.sheet?.leadSheet.key.description == "A minor")
    }

    @Test func everythingSaidIsPlainText() throws {
        let rig = try Rig(takes: 1)
        let said = transcript(rig, ["help", "13", "0", "12", "0"])
        #expect(said.joined().unicodeScalars.allSatisfy { $0.value >= 0x20 && $0.value < 0x2500 })
        #expect(said.contains { $0.hasPrefix("Lead sheet: 120 BPM") })
    }

    @Test func exportAsksAndWrites() throws {
        let rig = try Rig()
        let said = transcript(rig, ["8", "2", "5", "8", "0"])
        #expect(said.contains { $0.hasPrefix("exported song-mix.flac to ") })
    }

    @Test func theEndOfInputWaitsForTakes() throws {
        let rig = try Rig()
        var asked = 0
        var said: [String] = []
        let session = PlainSession(rig.workstation) {
            asked += 1
            if asked == 1 { return "generate" }
            let (inbox, made) = (rig.workstation.inbox, rig.made())
            Thread {
                Thread.sleep(forTimeInterval: 0.05)
                inbox.receive(.finished(job: 1, made))
            }.start()
            return nil
        } output: {
            said.append($0)
        }
        session.run(opening: nil)
        #expect(said.contains("Waiting for 1 take.") && rig.song.takes.count == 1)
    }

    @Test func whatCannotBeOpenedEndsTheSession() throws {
        let rig = try Rig(opens: false)
        var said: [String] = []
        let session = PlainSession(rig.workstation) {
            nil
        } output: {
            said.append($0)
        }
        #expect(!session.run(opening: rig.home.appendingPathComponent("none.wav")))
        #expect(said.contains { $0.hasPrefix("Error: there is no file") })
    }

    @Test func aDisabledCommandSaysWhy() throws {
        let rig = try Rig()
        let said = transcript(rig, ["redo", "generat", "99", "0"])
        #expect(said.contains("Warning: Redo: there is nothing to redo"))
        #expect(said.contains("\"generat\" is no choice. Did you mean generate?"))
        #expect(said.contains("There is no choice 99."))
    }

    @Test func lanesAreAMenu() throws {
        let rig = try Rig(takes: 1)
        let said = transcript(rig, ["lane.add", "strings", "16", "1", "lane.mute", "0", "0"]).joined(separator: "\n")
        #expect(said.contains("Lanes (2)") && said.contains("strings, 0 takes, silent, chosen"))
        #expect(said.contains("band, 1 take, silent"))
        #expect(rig.song.lane.name == "band" && rig.song.lane.strip.isMuted)
    }
}
