import AudioFiles
import Foundation
import Interface
import Signal
import Songs
import Testing

@Suite struct ExportFlowTests {
    private func form(_ rig: Rig) throws -> Overlay.Form {
        guard case .form(let form) = rig.state.overlay else { throw CocoaError(.coderInvalidValue) }
        return form
    }

    private func accept(_ rig: Rig) {
        for _ in 0..<10 { rig.press("down") }
        rig.press("enter")
    }

    @Test func theMixIsWrittenAsItIsHeard() throws {
        let rig = try Rig(takes: 1)
        rig.press("tab", "e", "down", "right", "right")
        #expect(try form(rig)["format"] == "WAV 32 bit float")
        accept(rig)
        #expect(rig.message.hasPrefix("exported song-Take-1-mix.wav to "))
        #expect(rig.state.overlay == nil)
        let folder = try #require(rig.state.folder).appendingPathComponent("exports")
        let written = try AudioReader.read(folder.appendingPathComponent("song-Take-1-mix.wav"))
        let plan = try #require(rig.deck.plan)
        var renderer = MixRenderer(plan)
        var left = [Float](repeating: 0, count: plan.frameCount)
        var right = left
        left.withUnsafeMutableBufferPointer { left in
            right.withUnsafeMutableBufferPointer { right in renderer.render(from: 0, left: left, right: right) }
        }
        #expect(written.channels == [left, right])
    }

    @Test func aLoudnessThatIsNoneIsRefusedAtItsField() throws {
        let rig = try Rig()
        rig.press("e", "down", "down", "down", "down")
        rig.type("x")
        rig.press("enter")
        accept(rig)
        let form = try form(rig)
        #expect(form.fields[form.cursor].name == "loudness" && form.fields[form.cursor].problem != nil)
        #expect(!FileManager.default.fileExists(atPath: rig.home.appendingPathComponent("song.backline/exports").path))
    }

    @Test func foldersAreTyped() throws {
        let rig = try Rig()
        rig.press("e")
        for _ in 0..<6 { rig.press("down") }
        rig.press("enter")
        rig.answer(rig.home.appendingPathComponent("my exports").path)
        rig.press("enter")
        #expect(FileManager.default.fileExists(atPath: rig.home.appendingPathComponent("my exports/song-mix.wav").path))
    }

    @Test func theVocalAloneOffersNoStems() throws {
        let rig = try Rig(takes: 1)
        rig.press("e")
        #expect(try form(rig).fields[0].choices == ["mix", "vocal"])
        rig.press("escape", "tab", "e")
        #expect(try form(rig).fields[0].choices.contains("every stem"))
    }

    @Test func theLoopAloneCanBeExported() throws {
        let rig = try Rig()
        rig.deck.seek(to: 48000)
        rig.settle()
        rig.press("]", "e", "down", "down", "down", "down", "down", "right")
        accept(rig)
        let file = rig.home.appendingPathComponent("song.backline/exports/song-mix.wav")
        #expect(try AudioReader.info(file).frameCount == 48000)
    }
}
