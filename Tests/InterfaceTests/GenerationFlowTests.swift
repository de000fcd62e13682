import Foundation
import Interface
import Music
import Recipes
import Signal
import Songs
import Testing

@Suite struct GenerationFlowTests {
    @Test func anOrderHasTheRecipeTheSheetAndTheVocal() throws {
        let rig = try Rig()
        rig.press("g")
        let order = try #require(rig.studio.orders.first)
        #expect(order.recipe.leadSheet == Rig.sheet)
        #expect(order.recipe.seed == 1 && order.given == nil)
        #expect(order.vocal.frameCount == Int(Rig.seconds * Rig.rate))
        #expect(rig.song.seedHistory == [1] && rig.song.nextTake == 2)
        #expect(rig.text().contains("queued"))
    }

    /// Nobody knows where the beats are: the first takes play to one reading each, the sheet's first.
    @Test func firstTakesExploreReadings() throws {
        let rig = try Rig()
        rig.hearReadings()
        rig.press("g", "g", "D", "g")
        let recipes = rig.studio.orders.map(\.recipe)
        #expect(recipes.map { $0.leadSheet != nil } == [true, false, false, true])
        #expect(recipes[0].leadSheet == Rig.unsure)
        #expect(recipes[1].constraints.typedTempo == TypedTempo(90))
        #expect(recipes[1].constraints.signature == Meter(beats: 3) && recipes[1].constraints.firstDownbeat == 0.5)
        #expect(recipes[2].constraints.signature == Meter(beats: 2, division: 3))
        let names = ["120 BPM 4/4 C major", "90 BPM 3/4 A minor", "60 BPM 6/8 C major", "Take 4"]
        #expect(rig.state.jobs.map(\.name) == names)
        #expect(rig.text().contains("90 BPM 3/4"))
        // who likes one keeps what it plays to
        for job in 1...2 { rig.workstation.handle(.finished(job: job, rig.made())) }
        rig.settle()
        rig.press("3", "pgup", "j", "y")
        let sheet = try #require(rig.song.sheet)
        #expect(sheet.isGridLocked && sheet.isMeterLocked && sheet.isKeyLocked && !sheet.hasUnsureBeats)
        #expect(sheet.leadSheet.beats == Rig.sheet.beats && rig.studio.hearings.last?.beats == Rig.sheet.beats)
        #expect(rig.message.hasSuffix("and so are the beats"))
        // sure beats stay when another one is restored
        rig.press("k", "y")
        #expect(rig.song.sheet?.leadSheet.beats == sheet.leadSheet.beats && !rig.message.contains("beats"))
        rig.press("u", "u")
        #expect(rig.song.sheet?.isGridLocked == false)
    }

    @Test func sureBeatsAndFixedOnesAreNotExplored() throws {
        let rig = try Rig()
        rig.workstation.perform("sheet.hear")
        rig.workstation.handle(.heard(Rig.sheet, hypotheses: Rig.readings))
        rig.press("g")
        rig.hearReadings()
        rig.workstation.perform("sheet.lockGrid")
        rig.press("g")
        #expect(rig.state.jobs.map(\.name) == ["Take 1", "Take 2"])
    }

    /// Its sheet is the song's, in seconds of the song.
    @Test func aPartLiesInItsSong() throws {
        let rig = try Rig()
        try rig.workstation.setRecipe("part", "2-6")
        rig.press("g")
        let recipe = try #require(rig.studio.orders.first?.recipe)
        #expect(recipe.from == 2 && recipe.to == 6)
        #expect(recipe.leadSheet == Rig.sheet)
        rig.workstation.handle(.finished(job: 1, rig.made(seconds: 4, start: 2)))
        rig.settle()
        #expect(rig.song.takes.first?.start == 2)
        #expect(rig.deck.plan?.tracks.count == 1)
        rig.press("tab")
        #expect(rig.deck.plan?.tracks.last?.start == 48000)
    }

    /// Bars last 2 s and the vocal 8 s: one before and two after.
    @Test func aTakeWithPreRollBeginsBeforeTheVocal() throws {
        let rig = try Rig()
        try rig.workstation.setRecipe("preRoll", "1")
        try rig.workstation.setRecipe("tail", "2")
        rig.press("g")
        let recipe = try #require(rig.studio.orders.first?.recipe)
        let edges = try recipe.edges(of: Rig.sheet, duration: 8)
        let start = try #require(edges).lead
        #expect(start >= 2 && start < 2.03 && recipe.leadSheet == Rig.sheet)
        rig.workstation.handle(.finished(job: 1, rig.made(seconds: 8 + start + 4, start: -start)))
        rig.settle()
        #expect(rig.song.takes.first?.start == -start)
        // the vocal alone is as it was, and the whole of the song is shown
        #expect(rig.deck.plan?.frames == 0..<192_000)
        #expect(rig.state.songSpan.lowerBound == -start && abs(rig.state.songSpan.upperBound - 12) < 1e-6)
        rig.press("tab")
        let frames = try #require(rig.deck.plan?.frames)
        #expect(frames.lowerBound == Int((-start * Rig.rate).rounded()) && abs(frames.upperBound - 288_000) <= 1)
        rig.press("1", "home")
        #expect(rig.deck.state.position == frames.lowerBound)
        #expect(rig.state.playhead < -2)
        rig.press("end")
        #expect(rig.deck.state.position == frames.upperBound)
        rig.press("space")
        #expect(rig.deck.state.position == frames.lowerBound)
        // what is made of it begins where it begins
        rig.press("3", "v")
        rig.answer("0.4")
        let like = try #require(rig.studio.orders.last)
        #expect(like.given?.start == -start && like.given?.keep.map(\.share) == [0.6])
    }

    @Test func withoutBarsThereIsNoPreRoll() throws {
        let rig = try Rig(hears: false)
        try rig.workstation.setRecipe("preRoll", "1")
        rig.press("g")
        #expect(rig.studio.orders.isEmpty && rig.message.contains("bars"))
    }

    @Test func aLockedSeedStays() throws {
        let rig = try Rig()
        rig.press("S", "g", "g")
        #expect(rig.studio.orders.map(\.recipe.seed) == [1, 1])
        #expect(rig.song.seedHistory == [1])
    }

    @Test func aFinishedTakeIsKeptAndNothingElseMoves() throws {
        let rig = try Rig()
        rig.press("4", "g")
        rig.workstation.handle(
            .progress(
                job: 1, TakeProgress(phase: .sampling, section: 1, sections: 2, step: 3, steps: 12), secondsLeft: 9,
                speed: 2))
        #expect(rig.text().contains("3/12"))
        rig.workstation.handle(.finished(job: 1, rig.made()))
        rig.settle()
        #expect(rig.state.focus == .recipe && rig.song.audition == .vocal)
        #expect(rig.state.jobs.isEmpty && rig.song.takes.map(\.id) == [1])
        #expect(rig.song.takes[0].loudness != nil && rig.song.takes[0].modelHash == "abc")
        #expect(rig.state.media.takes[1]?.mel != nil)
        let folder = try #require(rig.state.folder)
        #expect(FileManager.default.fileExists(atPath: folder.appendingPathComponent("takes/001-band.wav").path))
        #expect(rig.message == "Take 1 is finished")
    }

    @Test func theCursorStaysOnItsJobWhenTakesArrive() throws {
        let rig = try Rig()
        rig.press("g", "g", "3", "j")
        #expect(rig.state.selectedJob?.id == 2)
        rig.workstation.handle(.finished(job: 1, rig.made()))
        rig.settle()
        #expect(rig.state.selectedJob?.id == 2)
    }

    @Test func aFailureSaysWhyAndLosesNothing() throws {
        let rig = try Rig()
        rig.press("g")
        rig.workstation.handle(.failed(job: 1, "out of memory"))
        #expect(rig.message == "Take 1 failed: out of memory")
        #expect(rig.text().contains("out of memory"))
        #expect(rig.song.takes.isEmpty && rig.state.jobs.count == 1)
        rig.press("X")
        #expect(rig.state.jobs.isEmpty)
    }

    @Test func aCancelledJobGoes() throws {
        let rig = try Rig()
        rig.press("g", "X")
        #expect(rig.studio.cancelled == [1])
        rig.workstation.handle(.cancelled(job: 1))
        #expect(rig.state.jobs.isEmpty && rig.message == "Take 1 is cancelled")
    }

    @Test func aGrowingTakePlaysOnIntoTheFinishedOne() throws {
        let rig = try Rig()
        rig.press("g", "3", "space")
        #expect(rig.message == "nothing of Take 1 can be played yet")
        rig.workstation.handle(.sections(job: 1, stems: ["band": Rig.tone(seconds: 2, level: 0.1)], start: 0))
        rig.settle()
        #expect(rig.state.jobs[0].playable == 2)
        rig.press("space")
        #expect(rig.deck.state.isPlaying && rig.song.audition == .take(1))
        let early = try #require(rig.deck.plan?.tracks.last)
        #expect(early.name == "band" && early.audio.frameCount == 48000)
        // only what is new comes, and it stands behind what there was
        rig.workstation.handle(.sections(job: 1, stems: ["band": Rig.tone(seconds: 3, level: 0.2)], start: 2))
        rig.settle()
        let later = try #require(rig.deck.plan?.tracks.last)
        #expect(later.audio.frameCount == 120_000 && rig.state.jobs[0].playable == 5 && rig.state.jobs[0].start == 0)
        #expect(Array(later.audio.mono()[..<48_000]) == early.audio.mono())
        let picture = try #require(rig.state.media.takes[1])
        #expect(picture.duration == 5 && picture.start == 0 && picture.mel != nil)
        rig.workstation.handle(.finished(job: 1, rig.made()))
        rig.settle()
        #expect(rig.deck.state.isPlaying && rig.song.audition == .take(1))
        #expect(rig.deck.plan?.tracks.last?.audio.frameCount == 192_000)
    }

    @Test func aCancelledGrowingTakeLeavesTheVocal() throws {
        let rig = try Rig()
        rig.press("g")
        rig.workstation.handle(.sections(job: 1, stems: ["band": Rig.tone(seconds: 2)], start: 0))
        rig.settle()
        rig.press("3", "enter")
        rig.workstation.handle(.cancelled(job: 1))
        #expect(rig.song.audition == .vocal && rig.deck.plan?.tracks.map(\.name) == ["vocal"])
    }

    @Test func aDraftIsRefinedWithItsSeed() throws {
        let rig = try Rig()
        rig.press("D", "D")
        let drafts = rig.studio.orders.map(\.recipe)
        #expect(drafts.map(\.seed) == [1, 2])
        #expect(drafts.allSatisfy { $0.steps == 4 && $0.guidance == 3 })
        rig.workstation.handle(.finished(job: 1, rig.made()))
        rig.settle()
        rig.press("3", "home", "F")
        let full = try #require(rig.studio.orders.last?.recipe)
        #expect(full.steps == FakeStudio.usual.steps && full.guidance == FakeStudio.usual.guidance && full.seed == 1)
        // the seed of the next take is not taken again
        #expect(rig.song.recipe.seed == 3)
        #expect(rig.song.recipe.steps == FakeStudio.usual.steps)
    }

    @Test func aFullTakeIsNotRefined() throws {
        let rig = try Rig(takes: 1)
        let before = rig.studio.orders.count
        rig.press("F")
        #expect(rig.message.contains("is no draft"))
        #expect(rig.studio.orders.count == before)
    }

    @Test func aVariationHasItsParentAndTheNextSeed() throws {
        let rig = try Rig(takes: 1)
        rig.press("v")
        rig.answer("2")
        #expect(rig.state.entry?.problem == "a strength is over 0 to 1: 0.2 is close, 0.8 is far")
        rig.answer("0.25")
        let order = try #require(rig.studio.orders.last)
        #expect(order.recipe.variation == 0.25 && order.recipe.seed == 2)
        #expect(order.given?.stems["band"]?.sampleRate == Rig.rate)
        #expect(rig.state.jobs.last?.parent == 1 && rig.state.jobs.last?.origin == .variation(0.25))
    }

    @Test func aSystemThatCannotVarySaysSo() throws {
        let rig = try Rig()
        try rig.workstation.setRecipe("system", "duo")
        rig.press("g")
        rig.workstation.handle(.finished(job: 1, rig.made(stems: ["drums", "bass"])))
        rig.settle()
        #expect(rig.song.takes[0].stems.map(\.name) == ["drums", "bass"])
        rig.press("v")
        #expect(rig.message == "More like this: Duo can't vary a take")
    }

    @Test func withoutAnEngineNothingIsQueued() throws {
        let rig = try Rig()
        rig.workstation.handle(.engineUnavailable("libtorch is missing"))
        rig.press("g")
        #expect(rig.studio.orders.isEmpty)
        #expect(rig.message == "Generate a take: nothing can be generated: libtorch is missing")
    }

    @Test func whatWasHeardBecomesTheSheet() throws {
        let rig = try Rig(hears: false)
        #expect(rig.state.isHearing && rig.studio.hearings.count == 1)
        rig.workstation.handle(.heard(Rig.sheet))
        #expect(rig.song.sheet?.leadSheet == Rig.sheet && !rig.state.isHearing)
        #expect(rig.state.undoTitle == nil)
    }

    @Test func aTempoInTheRecipeIsHeardAgain() throws {
        let rig = try Rig()
        let before = rig.studio.hearings.count
        try rig.workstation.setRecipe("tempo", "92")
        #expect(rig.studio.hearings.count == before + 1 && rig.studio.hearings.last?.tempo == 92)
    }

    @Test func quittingAsksOnlyWhileTakesAreMade() throws {
        let rig = try Rig()
        rig.press("g", "q")
        #expect(!rig.workstation.isFinished && rig.text().contains("A take is being generated"))
        rig.press("n")
        rig.workstation.handle(.failed(job: 1, "no"))
        rig.press("q")
        #expect(rig.workstation.isFinished)
    }
}
