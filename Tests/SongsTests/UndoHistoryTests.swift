import Foundation
import Recipes
import Signal
import Songs
import Testing

@Suite struct UndoHistoryTests {
    private var history = UndoHistory<Song>()
    private var song = Samples.song(takes: [1, 2])

    private mutating func edit(_ title: String, key: String? = nil, _ change: (inout Song) -> Void) {
        let before = song
        change(&song)
        history.record(title, from: before, to: song, key: key)
    }

    private mutating func undo() { song = history.undo(song) ?? song }
    private mutating func redo() { song = history.redo(song) ?? song }

    private mutating func arrive(_ id: Int) {
        song.takes.append(Samples.take(id))
        song.nextTake = max(song.nextTake, id + 1)
    }

    @Test mutating func editsComeBackInOrder() {
        let first = song
        edit("title") { $0.title = "Other" }
        let second = song
        edit("steps") { $0.recipe.steps = 20 }
        let third = song
        #expect(history.undoTitle == "steps" && history.redoTitle == nil)
        undo()
        #expect(song == second && history.undoTitle == "title" && history.redoTitle == "steps")
        undo()
        #expect(song == first && history.undoTitle == nil)
        #expect(history.undo(song) == nil)
        redo()
        redo()
        #expect(song == third && history.redo(song) == nil)
    }

    @Test mutating func aTakeThatArrivedAfterAnEditSurvivesItsUndo() {
        edit("steps") { $0.recipe.steps = 20 }
        arrive(3)
        undo()
        #expect(song.takes.map(\.id) == [1, 2, 3])
        #expect(song.recipe.steps == Recipe().steps && song.nextTake == 4)
        arrive(4)
        redo()
        #expect(song.takes.map(\.id) == [1, 2, 3, 4])
        #expect(song.recipe.steps == 20 && song.nextTake == 5)
    }

    @Test mutating func undoingADeletionBringsTheTakeBackBesideNewOnes() {
        song.audition = .take(1)
        edit("delete take 1") {
            $0[take: 1] = nil
            $0.dropDanglingAuditions()
        }
        #expect(song.audition == .vocal)
        arrive(3)
        undo()
        #expect(song.takes.map(\.id) == [1, 2, 3])
        #expect(song.audition == .take(1))
        redo()
        #expect(song.takes.map(\.id) == [2, 3])
        #expect(song.audition == .vocal)
    }

    @Test mutating func undoingARenameKeepsWhatElseHappenedToTheTake() {
        edit("name") { $0[take: 2]?.name = "Best" }
        edit("star") { $0[take: 2]?.isStarred = true }
        song[take: 2]?.loudness = -18
        undo()
        undo()
        #expect(song[take: 2]?.name == "take 2" && song[take: 2]?.isStarred == false)
        #expect(song[take: 2]?.loudness == -18)
    }

    /// The seed counts up with each take; undoing an edit of the steps does not turn it back.
    @Test mutating func theSeedThatCountedOnStays() {
        edit("steps") { $0.recipe.steps = 30 }
        song.recipe.seed = 9
        song.seedHistory = [8]
        undo()
        #expect(song.recipe.steps == Recipe().steps && song.recipe.seed == 9 && song.seedHistory == [8])
    }

    @Test mutating func whatWasHeardStaysUnlessTheSheetWasEdited() {
        edit("title") { $0.title = "Other" }
        song.sheet = SongSheet(leadSheet: Samples.sheet)
        undo()
        #expect(song.sheet == SongSheet(leadSheet: Samples.sheet))
        edit("lock key") { $0.sheet?.isKeyLocked = true }
        undo()
        #expect(song.sheet?.isKeyLocked == false)
    }

    @Test mutating func aTakeThatPlaysIsNeverOneThatIsGone() {
        edit("play take 2") { $0.audition = .take(2) }
        edit("mark") { $0.a = $0.scene(with: 2) }
        edit("play the vocal") { $0.audition = .vocal }
        song[take: 2] = nil
        undo()
        #expect(song.audition == .vocal && song.a == nil)
    }

    @Test mutating func aFaderOnItsWayIsOneEdit() {
        let first = song
        for gain in 1...10 { edit("gain", key: "gain band") { $0.lanes[1].strip.gain = -Double(gain) } }
        edit("gain", key: "gain drums") { $0[strip: StripID(lane: 1, stem: "drums")].gain = -3 }
        undo()
        #expect(song.lanes[1].strip.gain == -10 && song[strip: StripID(lane: 1, stem: "drums")].gain == 0)
        undo()
        #expect(song == first && history.undoTitle == nil)
    }

    @Test func editsApartInTimeAreApart() {
        var history = UndoHistory<Song>(moment: .seconds(1))
        let now = ContinuousClock.now
        var songs = [Samples.song()]
        for (index, seconds) in [0.0, 0.9, 1.8, 3.0].enumerated() {
            var next = songs[index]
            next.lanes[1].strip.gain = Double(index + 1)
            history.record("gain", from: songs[index], to: next, key: "gain", at: now + .seconds(seconds))
            songs.append(next)
        }
        #expect(history.undo(songs[4]) == songs[3])
        #expect(history.undo(songs[3])?.lanes[1].strip.gain == 0)
        #expect(history.undoTitle == nil)
    }

    @Test mutating func aFaderThatWasLetGoBeginsAnew() {
        edit("gain", key: "gain") { $0.lanes[1].strip.gain = -1 }
        history.closeEdit()
        edit("gain", key: "gain") { $0.lanes[1].strip.gain = -2 }
        undo()
        #expect(song.lanes[1].strip.gain == -1)
    }

    @Test mutating func anEditThatChangesNothingIsNone() {
        edit("nothing") { _ in }
        #expect(history.undoTitle == nil)
        edit("gain", key: "gain") { $0.master.gain = -1 }
        edit("gain", key: "gain") { $0.master.gain = 0 }
        #expect(history.undoTitle == nil)
    }

    @Test mutating func aNewEditEndsRedo() {
        edit("title") { $0.title = "B" }
        undo()
        edit("title") { $0.title = "C" }
        #expect(history.redoTitle == nil && history.redo(song) == nil)
    }

    @Test func theOldestEditsAreForgotten() {
        var history = UndoHistory<Song>(depth: 3)
        var song = Samples.song()
        for steps in 20..<30 {
            let before = song
            song.recipe.steps = steps
            history.record("steps", from: before, to: song)
        }
        var count = 0
        while let older = history.undo(song) {
            song = older
            count += 1
        }
        #expect(count == 3 && song.recipe.steps == 26)
    }

    /// Whatever is edited, undone and redone while takes arrive: only a deletion that stands takes a take away.
    @Test(arguments: 0..<60 as Range<UInt64>) func noTakeIsEverLost(seed: UInt64) {
        var generator = SeededGenerator(seed: seed)
        func draw(_ count: Int) -> Int { Int(generator.next() % UInt64(count)) }
        var history = UndoHistory<Song>(depth: 1000)
        var song = Samples.song()
        // deletions that stand and those that were undone, in the order of edits; nil for other edits
        var done: [Int?] = []
        var undone: [Int?] = []
        var arrived: Set<Int> = []
        for _ in 0..<200 {
            switch draw(6) {
            case 0:
                arrived.insert(song.nextTake)
                song.takes.append(Samples.take(song.nextTake))
                song.nextTake += 1
            case 1, 2:
                let before = song
                song.recipe.steps = 1 + ((song.recipe.steps ?? 8) + draw(50)) % 190
                guard before != song else { continue }
                history.record("steps", from: before, to: song)
                done.append(nil)
                undone = []
            case 3:
                guard let take = song.takes.randomElement(using: &generator) else { continue }
                let before = song
                song[take: take.id] = nil
                history.record("delete", from: before, to: song)
                done.append(take.id)
                undone = []
            case 4:
                guard let older = history.undo(song) else { continue }
                song = older
                undone.append(done.removeLast())
            default:
                guard let newer = history.redo(song) else { continue }
                song = newer
                done.append(undone.removeLast())
            }
            let deleted = Set(done.compactMap(\.self))
            #expect(Set(song.takes.map(\.id)) == arrived.subtracting(deleted))
            #expect(song.takes.map(\.id) == song.takes.map(\.id).sorted())
            #expect(song.nextTake == arrived.count + 1)
        }
    }
}
