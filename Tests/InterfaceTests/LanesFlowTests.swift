import Foundation
import Interface
import Recipes
import Signal
import Songs
import Terminal
import Testing

/// Several lanes at the workstation, by keys.
@Suite struct LanesFlowTests {
    /// The band with take 1, and strings, which the cursor is on, with take 2.
    private func withStrings() throws -> Rig {
        let rig = try Rig(takes: 1)
        rig.press("3", "enter", "A")
        rig.answer("strings")
        try rig.makeTake()
        rig.press("enter")
        return rig
    }

    private func heard(_ rig: Rig) -> [String] { rig.deck.plan?.tracks.map(\.name) ?? [] }

    /// Rows of the timeline that begin with a lane's name.
    private func rows(_ rig: Rig, _ size: Size) -> [String] {
        let layout = Layout(size: size, state: rig.state)
        let lines = rig.text(size).split(separator: "\n", omittingEmptySubsequences: false)
        return lines[layout.lanes.row..<layout.lanes.row + layout.lanes.rows].map(String.init)
    }

    // MARK: Takes

    @Test func theTakeListShowsTheLaneUnderTheCursor() throws {
        let rig = try withStrings()
        #expect(rig.song.takes.map(\.id) == [2] && rig.text().contains("Takes of strings"))
        #expect(rig.text().contains("#2 Take 2") && !rig.text().contains("#1 Take 1"))
        rig.press("{")
        #expect(rig.song.takes.map(\.id) == [1] && rig.text().contains("Takes of band"))
        #expect(rig.text().contains("#1 Take 1") && !rig.text().contains("#2 Take 2"))
        rig.press("{", "}", "}", "}")
        #expect(rig.song.lane.name == "strings")
    }

    /// With one seed two bands would be one.
    @Test func everyLaneHasASeedOfItsOwn() throws {
        let rig = try withStrings()
        rig.press("{", "&")
        let seeds = rig.song.lanes.compactMap(\.recipe?.seed)
        #expect(seeds.count == 3 && Set(seeds).count == 3)
        let made = rig.song.lanes.flatMap(\.takes).map(\.recipe.seed)
        #expect(made.count == 2 && Set(made).count == 2)
    }

    @Test func allLanesSoundTogether() throws {
        let rig = try withStrings()
        #expect(heard(rig) == ["vocal", "band", "strings"])
        #expect(rig.state.stripNames == ["vocal", "band", "strings", "master"])
        rig.press("!")
        #expect(rig.deck.plan?.tracks.map(\.strip.isMuted) == [false, false, true])
        rig.press("!", "{", "$")
        #expect(rig.deck.plan?.tracks.map(\.strip.isSoloed) == [false, true, false])
        rig.press("$", "`")
        #expect(heard(rig) == ["vocal"])
        rig.press("`")
        #expect(heard(rig) == ["vocal", "band", "strings"])
    }

    /// Whoever taps along hears nothing but the voice.
    @Test func tappingSilencesAllLanes() throws {
        let rig = try withStrings()
        rig.press("t")
        #expect(heard(rig) == ["vocal"])
        rig.press("`")
        #expect(heard(rig) == ["vocal", "band", "strings"])
    }

    @Test func generatingOrdersTheLaneUnderTheCursor() throws {
        let rig = try withStrings()
        rig.press("4", "down", "right", "g")
        #expect(rig.song.recipe.steps == 9 && rig.studio.orders.last?.recipe.steps == 9)
        rig.press("{")
        #expect(rig.song.recipe.steps == 8 && rig.state.takeRowCount == 1, "the job is the strings'")
        rig.press("g")
        #expect(rig.studio.orders.last?.recipe.steps == 8 && rig.state.takeRowCount == 2)
        // finished in another order, and each in its lane
        rig.workstation.handle(.finished(job: 4, rig.made()))
        rig.settle()
        rig.workstation.handle(.finished(job: 3, rig.made()))
        rig.settle()
        #expect(rig.song.lanes.map { $0.takes.map(\.id) } == [[], [1, 4], [2, 3]])
    }

    @Test func aNewLaneHearsWhatTheSingerFixed() throws {
        let rig = try Rig()
        try rig.workstation.setRecipe("key", "D")
        rig.press("A")
        rig.answer("strings")
        #expect(rig.song.systemLanes.map { $0.recipe?.constraints.key != nil } == [true, true])
        try rig.workstation.setRecipe("key", "")
        #expect(rig.song.systemLanes.map { $0.recipe?.constraints.key != nil } == [false, false])
    }

    /// A name can be seen while it is typed, also where no take is yet.
    @Test func theNameOfANewLaneIsSeen() throws {
        let rig = try Rig()
        rig.press("A")
        let entry = try #require(rig.state.entry)
        #expect(rig.text().contains("\(entry.label) \(entry.text)"))
    }

    @Test func theFirstTakeOfALaneIsHeardAsItGrows() throws {
        let rig = try Rig(takes: 1)
        rig.press("3", "enter", "A")
        rig.answer("strings")
        rig.press("g")
        rig.workstation.handle(.sections(job: 2, stems: rig.made(seconds: 2).stems, start: 0))
        rig.settle()
        #expect(heard(rig) == ["vocal", "band", "strings"] && rig.deck.plan?.tracks.last?.audio.duration == 2)
        rig.press("X")
        rig.workstation.handle(.cancelled(job: 2))
        rig.settle()
        #expect(heard(rig) == ["vocal", "band"])
    }

    // MARK: Players

    /// Finishes what the studio was ordered last, at a level of its own.
    private func finish(_ rig: Rig, level: Float) throws {
        let job = try #require(rig.studio.jobs.last)
        let made = rig.made(level: level, stems: ["stem"])
        rig.workstation.handle(.sections(job: job, stems: made.stems, start: 0))
        rig.settle()
        rig.workstation.handle(.finished(job: job, made))
        rig.settle()
    }

    /// Root mean square of the middle of what the last order listens to.
    private func contextLevel(_ rig: Rig) throws -> Float {
        let order = try #require(rig.studio.orders.last)
        let heard = (order.context ?? order.vocal).mono()
        let middle = heard[(heard.count / 4)..<(3 * heard.count / 4)]
        return (middle.reduce(0) { $0 + $1 * $1 } / Float(middle.count)).squareRoot()
    }

    @Test func aPlayerHearsAllThatSounds() throws {
        let rig = try Rig(takes: 1, systems: FakeStudio.three)
        rig.press("3", "B")
        rig.type("harp")
        rig.press("enter")
        let order = try #require(rig.studio.orders.last)
        #expect(order.recipe.system == "soloists" && order.recipe.settings["stem"] == .text("harp"))
        #expect(order.context == nil && rig.song.lane.name == "harp")
        let alone = try contextLevel(rig)
        try finish(rig, level: 0.2)
        // with the take of the band it is louder
        rig.press("{", "enter", "}", "g")
        #expect(try contextLevel(rig) > alone * 1.2)
        // what is muted is not heard
        rig.press("{", "!", "}", "X")
        rig.workstation.handle(.cancelled(job: rig.studio.jobs.last ?? 0))
        rig.press("g")
        #expect(abs(try contextLevel(rig) - alone) < 1e-3)
    }

    /// Each of the band hears those before: nobody's order goes out before they are made.
    @Test func theBandPlaysInTurn() throws {
        let rig = try Rig(systems: FakeStudio.three)
        rig.press("G")
        #expect(rig.state.jobs.count == 3 && rig.studio.orders.map { $0.recipe.settings["stem"] } == [.text("drums")])
        let voice = try contextLevel(rig)
        try finish(rig, level: 0.2)
        #expect(rig.studio.orders.last?.recipe.settings["stem"] == .text("bass"))
        let withDrums = try contextLevel(rig)
        #expect(withDrums > voice * 1.2)
        // one that waits is cancelled without a word to the studio
        rig.press("3", "X")
        #expect(rig.song.lane.name == "keys" && rig.studio.cancelled.isEmpty)
        #expect(rig.state.jobs.map { $0.recipe.settings["stem"] } == [.text("bass")])
        let seeds = rig.song.systemLanes.compactMap(\.recipe?.seed)
        #expect(Set(seeds).count == seeds.count)
        // once more: the lanes are there
        rig.workstation.perform("job.cancelAll")
        for job in rig.studio.jobs.suffix(1) { rig.workstation.handle(.cancelled(job: job)) }
        rig.settle()
        #expect(rig.state.jobs.isEmpty)
        rig.press("G")
        #expect(rig.song.lanes.map(\.name) == ["vocal", "band", "drums", "bass", "keys"] && rig.state.jobs.count == 3)
    }

    /// A failed player doesn't keep the others from playing.
    @Test func theBandGoesOnWithoutWhoFails() throws {
        let rig = try Rig(systems: FakeStudio.three)
        rig.press("G")
        rig.workstation.handle(.failed(job: try #require(rig.studio.jobs.last), "out of memory"))
        rig.settle()
        #expect(rig.studio.orders.last?.recipe.settings["stem"] == .text("bass"))
    }

    /// Takes of the band explore readings; who joins one plays to its reading.
    @Test func aPlayerFollowsTheReadingThatSounds() throws {
        let rig = try Rig(systems: FakeStudio.three)
        rig.hearReadings()
        rig.press("g")
        var made = rig.made()
        made.leadSheet.beats = made.leadSheet.beats.map { $0 + 0.1 }
        var second = made
        second.leadSheet.beats = second.leadSheet.beats.map { $0 + 0.1 }
        rig.workstation.handle(.finished(job: try #require(rig.studio.jobs.last), made))
        rig.settle()
        rig.press("g")
        rig.workstation.handle(.finished(job: try #require(rig.studio.jobs.last), second))
        rig.settle()
        rig.press("3", "down", "down", "enter", "B")
        rig.type("harp")
        rig.press("enter")
        #expect(rig.studio.orders.last?.recipe.leadSheet?.beats == second.leadSheet.beats)
    }

    // MARK: Scenes

    @Test func scenesRememberEachLane() throws {
        let rig = try withStrings()
        rig.press("a")
        #expect(rig.song.a?.takes == [1: 1, 2: 2] && rig.text().contains("A #1 #2"))
        rig.press("{")
        try rig.makeTake()
        rig.press("down", "enter", "b")
        #expect(rig.song.b?.takes == [1: 3, 2: 2])
        rig.press("tab")
        #expect(rig.song.lanes.map(\.active) == [nil, 1, 2] && rig.message == "A: Take 1, Take 2")
        rig.press("tab")
        #expect(rig.song.lanes.map(\.active) == [nil, 3, 2] && rig.message == "B: Take 3, Take 2")
    }

    // MARK: Editing

    @Test func aRemovedLaneComesBackWithItsTakesAndItsSound() throws {
        let rig = try withStrings()
        rig.press("a", "E")
        #expect(rig.text().contains("Remove strings with 1 take? Undo brings it back."))
        rig.press("n")
        #expect(rig.song.lanes.count == 3)
        rig.press("E", "y")
        #expect(heard(rig) == ["vocal", "band"] && rig.message == "strings is removed; u brings it back")
        #expect(rig.song.lane.name == "band" && rig.song.a?.takes == [1: 1])
        rig.press("u")
        #expect(heard(rig) == ["vocal", "band", "strings"] && rig.song.a?.takes == [1: 1, 2: 2])
        #expect(rig.song.takes.map(\.id) == [2] && rig.state.media.takes[2] != nil)
        // and from the disk
        rig.workstation.close()
        let kept = try SongFolder.open(rig.home.appendingPathComponent("song.backline"), access: .readOnly)
        #expect(kept.song == rig.song && kept.notices.isEmpty)
    }

    @Test func aLaneThatIsRemovedCancelsWhatIsMadeForIt() throws {
        let rig = try withStrings()
        rig.press("g", "E", "y")
        #expect(rig.studio.cancelled == [3])
        // it was finished all the same
        rig.workstation.handle(.finished(job: 3, rig.made()))
        rig.settle()
        #expect(rig.song.allTakes.map(\.id) == [1])
        #expect(rig.message == "Take 3 is finished; it comes back with its lane: u or ctrl-r")
        rig.press("u")
        #expect(rig.song.lanes.map { $0.takes.map(\.id) } == [[], [1], [2, 3]])
        rig.press("}", "3", "down", "enter")
        #expect(heard(rig) == ["vocal", "band", "strings"])
    }

    /// Adding a lane is undone although takes were made in it: the lane goes, and comes back with them.
    @Test func undoOfANewLaneTakesItsTakesAlong() throws {
        let rig = try withStrings()
        rig.press("a")
        while rig.song.lanes.count == 3, rig.state.undoTitle != nil { rig.press("u") }
        #expect(rig.song.lanes.count == 2 && heard(rig) == ["vocal", "band"])
        #expect(rig.message == "undone: adding strings")
        while rig.state.redoTitle != nil { rig.workstation.perform("redo") }
        #expect(rig.song.lanes.map { $0.takes.map(\.id) } == [[], [1], [2]])
    }

    @Test func theLastLaneForTakesStays() throws {
        let rig = try Rig(takes: 1)
        rig.press("E")
        #expect(rig.message == "Remove the lane: a song keeps one lane for takes" && rig.state.overlay == nil)
    }

    @Test func twoLanesNeverHaveOneName() throws {
        let rig = try withStrings()
        rig.press("\"")
        rig.answer("Band")
        #expect(rig.state.entry?.problem == "there is a lane called Band already")
        rig.answer("cellos")
        #expect(rig.song.lane.name == "cellos" && rig.state.stripNames.contains("cellos"))
        #expect(heard(rig) == ["vocal", "band", "cellos"])
    }

    @Test func aLaneKeepsItsStripWhereverItStandsAndWhateverItIsCalled() throws {
        let rig = try withStrings()
        rig.press("5", "down", "down", "^", "\"")
        rig.answer("zither")
        #expect(rig.state.stripNames == ["vocal", "zither", "band", "master"])
        #expect(rig.deck.plan?.tracks.map(\.strip.gain) == [0, -2, 0])
        #expect(rig.state.name(of: rig.state.selectedTarget) == "zither")
    }

    @Test func theMixersCursorIsTheLanes() throws {
        let rig = try withStrings()
        rig.press("5", "left")
        #expect(rig.song.lane.name == "band" && rig.text().contains("Takes of band"))
        rig.press("}")
        #expect(rig.state.name(of: rig.state.selectedTarget) == "strings")
        rig.press("right")
        #expect(rig.state.selectedTarget == .master && rig.song.lane.name == "strings")
    }

    // MARK: Instruments

    @Test func anInstrumentsLaneIsPlayedAnewByTheSameKey() throws {
        let rig = try Rig()
        rig.press("V", "}", "3")
        #expect(rig.song.lane.name == "melody" && rig.text().contains("g plays it anew"))
        rig.press("g")
        #expect(rig.guide.played.count == 2 && rig.studio.orders.isEmpty)
        rig.press("D")
        #expect(rig.message == "Generate a draft: an instrument plays melody: choose a lane for takes")
    }

    @Test func twoInstrumentsCanPlayTheSame() throws {
        let rig = try Rig()
        rig.press("J", "}", "&", "5", "Y")
        rig.type("flute")
        rig.press("enter")
        #expect(rig.song.guides.map(\.instrument) == ["Grand Piano", "Flute"])
        #expect(rig.song.guides.map(\.kind) == [.chords, .chords] && heard(rig) == ["vocal", "chords", "chords 2"])
        // both follow the lead sheet
        rig.workstation.perform("focus.leadSheet")
        rig.press("enter")
        rig.answer("F")
        #expect(rig.state.outOfDate.isEmpty && Set(rig.song.guides.map { $0.passes?.first?.notes }).count == 1)
        rig.press("5", "E", "y")
        #expect(heard(rig) == ["vocal", "chords"])
        rig.press("u")
        #expect(heard(rig) == ["vocal", "chords", "chords 2"])
    }

    // MARK: Screen

    @Test(arguments: [(24, 80), (40, 120), (60, 200)])
    func lanesAreThinRowsInTheTimeline(rows count: Int, columns: Int) throws {
        let rig = try withStrings()
        let size = Size(rows: count, columns: columns)
        let lines = rows(rig, size)
        #expect(lines.count == 2)
        #expect(lines[0].hasPrefix(" band") && lines[1].hasPrefix("▸stri"), "\(lines)")
        let layout = Layout(size: size, state: rig.state)
        let drawn = lines.map { $0.dropFirst(layout.timelineColumn).filter { $0 != " " && $0 != "│" }.count }
        #expect(drawn.allSatisfy { $0 > columns / 2 }, "\(lines)")
        rig.press("!", "{", "`")
        let silent = rows(rig, size)
        #expect(silent[0].contains("silent: 1 take") && silent[1].dropFirst(2).prefix(9).contains("M"), "\(silent)")
    }

    @Test func oneLaneNeedsNoRow() throws {
        let rig = try Rig(takes: 1)
        #expect(Layout(size: Size(rows: 24, columns: 80), state: rig.state).lanes.isEmpty)
    }

    @Test func ofManyLanesThoseAroundTheCursorAreShown() throws {
        let rig = try Rig(takes: 1)
        for _ in 0..<12 { rig.press("&") }
        let lines = rows(rig, Size(rows: 24, columns: 80))
        #expect(lines.count == 3 && lines[2].hasPrefix("▸band") && lines[0].hasSuffix("↑"), "\(lines)")
    }

    @Test func aClickOnARowChoosesItsLane() throws {
        let rig = try withStrings()
        let layout = Layout(size: Layout.comfortable, state: rig.state)
        rig.workstation.handle(
            .mouse(.init(.press, row: layout.lanes.row, column: layout.lanes.column + 3)))
        rig.settle()
        #expect(rig.song.lane.name == "band" && rig.state.playhead == 0)
    }
}
