import AudioFiles
import Foundation
import Interface
import Songs
import Terminal
import Testing

@Suite struct OpeningTests {
    @Test func aVocalBecomesASongBesideIt() throws {
        let rig = try Rig(hears: false)
        #expect(rig.song.title == "song" && rig.song.vocal?.frameCount == 192_000)
        #expect(rig.state.folder?.lastPathComponent == "song.backline")
        #expect(rig.state.media.vocal?.mel != nil)
        #expect(rig.deck.plan?.frameCount == 192_000)
    }

    @Test func opensAndHearsBehindWhatIsWrongWithTheSettings() throws {
        let rig = try Rig(configuration: "glyphs = \"dots\"")
        #expect(rig.song.sheet != nil)
        #expect(rig.state.message?.kind == .warning && rig.message.contains("line 1"))
        rig.press("escape")
        #expect(rig.state.message == nil)
    }

    @Test func whatWasHeardInAnotherSongIsNotTaken() throws {
        let rig = try Rig()
        let sheet = rig.song.sheet
        var late = Rig.sheet
        late.meter = 3
        rig.workstation.handle(.heard(late))
        rig.settle()
        #expect(rig.song.sheet == sheet)
    }

    @Test func whatIsTypedWhileASongIsReadIsForThatSong() throws {
        let rig = try Rig()
        let seed = rig.song.recipe.seed
        rig.workstation.open(rig.vocal)
        for _ in 0..<2 { rig.workstation.handle(.key(.character("s"))) }
        #expect(rig.state.folder == nil)
        rig.settle()
        #expect(rig.state.folder != nil && rig.song.recipe.seed == seed + 2)

        // not for the one that comes back where it can't be opened
        rig.workstation.open(rig.home.appendingPathComponent("none.wav"))
        rig.workstation.handle(.key(.character("s")))
        rig.settle()
        #expect(rig.state.folder != nil && rig.song.recipe.seed == seed + 2)
    }

    @Test func theProgramEndsWhileASongIsRead() throws {
        let rig = try Rig()
        rig.workstation.open(rig.vocal)
        rig.workstation.handle(.key(.character("q")))
        #expect(rig.workstation.isFinished)
    }

    @Test func whatCannotBeOpenedIsExplained() throws {
        let rig = try Rig(opens: false)
        rig.workstation.open(rig.home.appendingPathComponent("none.wav"))
        rig.settle()
        #expect(rig.message.contains("there is no file") && rig.state.folder == nil)
        let text = rig.home.appendingPathComponent("text.wav")
        try Data("words".utf8).write(to: text)
        rig.workstation.open(text)
        rig.settle()
        #expect(rig.message.contains("is not a sound file"))
    }

    @Test func theSongComesBackWhenAnotherCannotBeOpened() throws {
        let rig = try Rig(takes: 1)
        let before = rig.song
        rig.workstation.open(rig.home.appendingPathComponent("none.wav"))
        rig.settle()
        #expect(rig.song == before && rig.message.contains("there is no file"))
        #expect(rig.deck.plan?.frameCount == 192_000)
    }

    @Test func aSongThatIsOpenElsewhereIsRefused() throws {
        let rig = try Rig()
        let other = try Rig(opens: false)
        other.workstation.open(rig.vocal)
        other.settle()
        #expect(other.message.contains("is open in another Backline"))
    }

    @Test func thePastedPathOfAFileOpensIt() throws {
        let rig = try Rig(opens: false)
        try AudioWriter.write(Rig.tone(seconds: 1), to: rig.home.appendingPathComponent("my song.wav"), format: .wav24)
        rig.workstation.handle(.paste("'\(rig.home.path)/my song.wav'\n"))
        rig.settle()
        #expect(rig.song.title == "my song")
    }

    @Test func otherPastesAreTypedOrRefused() throws {
        let rig = try Rig(takes: 1)
        rig.workstation.handle(.paste("la la"))
        #expect(rig.message == "what was pasted is no file: la la")
        rig.press("N")
        rig.workstation.handle(.paste("too loud\nin bar 3"))
        rig.press("enter")
        #expect(rig.song.takes[0].note == "too loud")
    }

    @Test func theBrowserNarrowsOpensAndGoesUp() throws {
        let rig = try Rig(opens: false)
        let inner = rig.home.appendingPathComponent("inner")
        try FileManager.default.createDirectory(at: inner, withIntermediateDirectories: true)
        try AudioWriter.write(Rig.tone(seconds: 1), to: inner.appendingPathComponent("one.wav"), format: .wav24)
        try AudioWriter.write(Rig.tone(seconds: 1), to: inner.appendingPathComponent("two.flac"), format: .flac16)
        try Data().write(to: inner.appendingPathComponent("notes.txt"))
        rig.workstation.list(inner)
        rig.settle()
        func titles() -> [String] {
            guard case .picker(let picker) = rig.state.overlay else { return [] }
            return picker.matches.map { picker.items[$0].title }
        }
        #expect(titles() == ["one.wav", "two.flac", "../"])
        rig.press("backspace")
        #expect(titles().contains("inner/"))
        rig.type("inner")
        rig.press("enter")
        rig.type("tw")
        #expect(titles() == ["two.flac"])
        rig.press("enter")
        #expect(rig.song.title == "two" && rig.state.overlay == nil)
    }

    @Test func aTypedPathOpens() throws {
        let rig = try Rig(opens: false)
        try AudioWriter.write(Rig.tone(seconds: 1), to: rig.vocal, format: .wav24)
        rig.workstation.list(URL(fileURLWithPath: "/"))
        rig.settle()
        rig.type(rig.vocal.path)
        rig.press("enter")
        #expect(rig.song.title == "song")
    }

    @Test func anotherSongWaitsForTakesBeingMade() throws {
        let rig = try Rig()
        rig.press("g")
        rig.workstation.open(rig.vocal)
        #expect(rig.message.contains("takes are being generated") && rig.state.jobs.count == 1)
    }
}
