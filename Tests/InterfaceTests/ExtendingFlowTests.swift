import Foundation
import Interface
import Music
import Recipes
import Signal
import Songs
import Testing

/// Takes that become longer and bands that go on. Bars of the rig's sheet last 2 s, its takes 8 s.
@Suite struct ExtendingFlowTests {
    private func rig(takes: Int = 1) throws -> Rig { try Rig(takes: takes, systems: FakeStudio.four) }

    @Test func aTakeOfAnotherSystemGoesOn() throws {
        let rig = try rig()
        rig.press("%")
        #expect(rig.state.entry?.text == "8")
        rig.answer("3")
        let order = try #require(rig.studio.orders.last)
        #expect(order.recipe.system == "melody" && order.recipe.extends == true && order.recipe.reroll == 8..<14)
        #expect(order.given?.range == 0..<8 && order.goesOn && !order.isEndless)
        rig.workstation.handle(.finished(job: 2, rig.made(seconds: 14)))
        rig.settle()
        let take = try #require(rig.song.allTakes.last)
        #expect(take.origin == .extended(8..<14) && take.parent == 1 && take.duration == 14)
        #expect(rig.state.songSpan == 0..<14)
        // and on from there, and more of the same keeps its length
        rig.workstation.perform("takes.last")
        rig.press("%")
        rig.answer("1")
        #expect(rig.studio.orders.last?.recipe.reroll == 14..<16)
        rig.press("v")
        rig.answer("0.4")
        #expect(rig.studio.orders.last?.recipe.extends == true && rig.studio.orders.last?.recipe.reroll == nil)
        // a new take of the lane is as long as the vocal
        rig.press("g")
        #expect(rig.studio.orders.last?.recipe.extends == nil)
    }

    @Test func barsAreRefusedInASentence() throws {
        let rig = try rig()
        for typed in ["0", "x", "201", "1.5"] {
            rig.press("#")
            rig.answer(typed)
            #expect(rig.message == "bars are a whole number from 1 to 200" && rig.studio.orders.count == 1)
            rig.press("escape")
        }
    }

    /// It plays at once from before the end of what it goes on from, asks for more as it is played, and is kept when it ends.
    @Test func aJamIsHeardAndKept() throws {
        let rig = try rig()
        rig.press("@")
        let order = try #require(rig.studio.orders.last)
        #expect(order.isEndless && order.goesOn && order.recipe.reroll?.lowerBound == 8)
        // its run-up is there already
        #expect(rig.deck.state.isPlaying && rig.state.playhead == 0 && rig.song.lane.active == 1)
        rig.workstation.handle(
            .progress(
                job: 2, .init(phase: .diffuse, section: 1, sections: 300, step: 1, steps: 10), secondsLeft: nil,
                speed: 5))
        rig.workstation.handle(
            .sections(job: 2, stems: ["band": Rig.tone(seconds: 12, level: 0.1)], start: 0))
        rig.settle()
        #expect(rig.deck.state.isPlaying && rig.song.lane.active == 2)
        #expect(rig.text().contains("jam") || rig.text().contains("goes on"))
        rig.deck.seek(to: Int(9 * Rig.rate))
        rig.settle()
        #expect(rig.studio.played.last == 9)
        // takes are made meanwhile
        rig.press("g")
        #expect(rig.studio.jobs.last == 3)
        rig.press("@")
        #expect(rig.studio.finished == [2] && rig.studio.cancelled.isEmpty)
        rig.workstation.handle(.finished(job: 2, rig.made(seconds: 12)))
        rig.settle()
        let take = try #require(rig.song.allTakes.first { $0.id == 2 })
        #expect(take.origin == .extended(8..<12) && take.recipe.reroll == 8..<12 && take.duration == 12)
        #expect(take.name == "Take 1 jam")
        // all of it is played
        #expect(rig.deck.plan?.frameCount == Int(12 * Rig.rate))
        #expect(rig.state.jam == nil && rig.song.lane.active == 2)
    }

    /// Whoever quits keeps what was played.
    @Test func quittingEndsAJam() throws {
        let rig = try rig()
        rig.press("@")
        rig.workstation.handle(.sections(job: 2, stems: ["band": Rig.tone(seconds: 12, level: 0.1)], start: 0))
        rig.settle()
        #expect(rig.deck.plan?.frameCount == Int(12 * Rig.rate))
        rig.press("q")
        #expect(rig.studio.finished == [2] && !rig.workstation.isFinished && rig.message.contains("kept"))
        rig.workstation.handle(.finished(job: 2, rig.made(seconds: 12)))
        rig.settle()
        rig.press("q")
        #expect(rig.workstation.isFinished && rig.song.allTakes.count == 2)
    }

    /// What the program did not end is made when the song is opened again: a jam as far as it was, under its own number.
    @Test func ordersOutliveTheProgram() throws {
        let rig = try rig()
        rig.press("g")
        rig.press("@")
        rig.workstation.handle(.sections(job: 3, stems: ["band": Rig.tone(seconds: 12, level: 0.1)], start: 0))
        rig.settle()
        let other = try Rig(opens: false, systems: FakeStudio.four)
        let song = other.home.appendingPathComponent("song.backline")
        rig.workstation.close()
        try FileManager.default.copyItem(at: try #require(rig.state.folder), to: song)
        other.workstation.open(song)
        other.settle()
        #expect(other.studio.jobs == [2, 3] && other.message.contains("now they are: Take 2, Take 1 jam"))
        // what sounded sounds again as soon as it is there
        #expect(rig.song.isActive(3) && other.song.isActive(3))
        let jam = try #require(other.studio.orders.last)
        #expect(!jam.isEndless && jam.recipe.reroll == 8..<12 && jam.goesOn && jam.given?.range == 0..<8)
        #expect(other.song.orders?.map(\.tries) == [1, 1] && other.song.nextTake == 4)
        other.workstation.handle(.finished(job: 3, other.made(seconds: 12)))
        other.settle()
        #expect(other.song[take: 3]?.origin == .extended(8..<12) && other.song.orders?.map(\.id) == [2])
        #expect(other.song.isActive(3))
        // what ended the program twice is told, and not begun again
        let third = try Rig(opens: false, systems: FakeStudio.four)
        let killed = third.home.appendingPathComponent("song.backline")
        other.workstation.close()
        try FileManager.default.copyItem(at: song, to: killed)
        let document = killed.appendingPathComponent("song.json")
        let text = try String(contentsOf: document, encoding: .utf8)
        try text.replacing("\"tries\" : 0", with: "\"tries\" : 2").write(
            to: document, atomically: true, encoding: .utf8)
        third.workstation.open(killed)
        third.settle()
        #expect(third.studio.jobs.isEmpty && third.message.hasSuffix("ended: Take 2") && third.song.orders == nil)
    }

    /// Without a loop the longest silence is filled.
    @Test func aGapIsFound() throws {
        let rig = try rig(takes: 0)
        rig.press("g")
        var sound = Rig.tone(seconds: 8, level: 0.1).mono()
        for index in Int(3 * Rig.rate)..<Int(5 * Rig.rate) { sound[index] = 0 }
        var made = rig.made()
        made.stems = ["band": AudioBuffer(sampleRate: Rig.rate, mono: sound)]
        rig.workstation.handle(.finished(job: 1, made))
        rig.settle()
        rig.press("alt-r")
        let gap = try #require(rig.studio.orders.last?.recipe.reroll)
        #expect(abs(gap.lowerBound - 3) < 0.06 && abs(gap.upperBound - 5) < 0.06)
        let full = try self.rig()
        full.press("alt-r")
        #expect(full.message.hasPrefix("Take 1 is silent nowhere") && full.studio.orders.count == 1)
    }

    /// Who listens to the mix does not wait for a band that never ends.
    @Test func playersDoNotWaitForAJam() throws {
        let rig = try rig()
        rig.press("@")
        rig.workstation.perform("lane.player")
        rig.type("bass")
        rig.press("enter")
        #expect(rig.studio.orders.last?.recipe.system == "soloists")
    }

    /// Words lead a band in a lane of its own; the next ones go there too, and strange ones are named.
    @Test func wordsLeadABand() throws {
        let rig = try rig(takes: 0)
        rig.press(";")
        rig.type("pop with pi")
        #expect(rig.text().contains("piano"))
        rig.press("tab", "enter")
        #expect(rig.song.lane.name == "melody" && rig.song.systemLanes.count == 2)
        #expect(rig.studio.orders.last?.recipe.settings["prompt"] == .text("pop with piano"))
        rig.press(";")
        #expect(rig.state.entry?.text == "pop with piano")
        rig.answer("pad and xylo")
        #expect(rig.message == "not known: xylo" && rig.song.systemLanes.count == 2 && rig.studio.orders.count == 2)
        rig.press(";")
        rig.answer("")
        #expect(rig.message.hasPrefix("say what shall play") && rig.studio.orders.count == 2)
    }
}
