import Foundation
import Interface
import Terminal
import Testing

@Suite struct RunningTests {
    @Test func theFirstFrameComesBeforeAnythingIsOpened() throws {
        let rig = try Rig(opens: false)
        let screen = MemoryScreen(events: [])
        var shown = 0
        screen.press("q")
        rig.workstation.run(on: screen) { shown = screen.canvases.count }
        #expect(shown == 1)
        #expect(rig.workstation.isFinished)
    }

    @Test func keysGoInAndTextComesOut() throws {
        let rig = try Rig()
        let screen = MemoryScreen(size: Size(rows: 40, columns: 120), events: [])
        var keys = ["g", "?", "q", "q", "y"][...]
        var texts: [String] = []
        rig.workstation.onFrame = { _ in
            texts.append(screen.text)
            if let key = keys.popFirst() { screen.press(key) }
        }
        rig.workstation.run(on: screen)
        #expect(texts.count == 5)
        #expect(texts[1].contains("queued") && texts[2].contains("Play or pause") && texts[4].contains("Stay"))
        #expect(rig.studio.orders.count == 1 && rig.studio.cancelled == [1])
    }

    @Test func nothingIsDrawnWhenNothingChanged() throws {
        let rig = try Rig()
        let screen = MemoryScreen(waits: true)
        let thread = Thread {
            for _ in 0..<5 {
                Thread.sleep(forTimeInterval: 0.02)
                screen.wake()
            }
            screen.press("q")
        }
        thread.start()
        rig.workstation.run(on: screen)
        #expect(screen.canvases.count == 1)
    }

    @Test func workFromOtherThreadsIsShown() throws {
        let rig = try Rig()
        let screen = MemoryScreen(size: Size(rows: 30, columns: 100), waits: true)
        let inbox = rig.workstation.inbox
        rig.workstation.onFrame = { [weak workstation = rig.workstation] _ in
            if workstation?.state.isHearing == false, screen.text.contains("cannot hear it") { screen.press("q") }
        }
        Thread { inbox.receive(.cannotHear("cannot hear it")) }.start()
        rig.workstation.run(on: screen)
        #expect(screen.text.contains("cannot hear it"))
    }

    @Test func latencyIsMeasuredFromTheKey() throws {
        let rig = try Rig()
        let screen = MemoryScreen(events: [])
        screen.press("m")
        var timings: [FrameTiming] = []
        rig.workstation.onFrame = { timing in
            timings.append(timing)
            if timings.count == 2 { screen.press("q") }
        }
        rig.workstation.run(on: screen)
        #expect(timings.count == 2 && timings[0].latency == nil)
        #expect(try #require(timings[1].latency) >= timings[1].draw)
    }

    @Test func resizingDrawsForTheNewSize() throws {
        let rig = try Rig()
        let screen = MemoryScreen(events: [])
        screen.resize(to: Size(rows: 10, columns: 30))
        rig.workstation.onFrame = { _ in if screen.size.rows == 10 { screen.press("q") } }
        rig.workstation.run(on: screen)
        #expect(screen.canvas?.size == Size(rows: 10, columns: 30))
    }

    @Test func aHangUpEndsAndKeeps() throws {
        let rig = try Rig()
        rig.press("s")
        let screen = MemoryScreen(events: [.hangUp])
        rig.workstation.run(on: screen)
        #expect(rig.workstation.isFinished)
    }

    @Test func theViewFollowsThePlayhead() throws {
        let rig = try Rig()
        rig.press("+", "+", "+", "space")
        rig.deck.seek(to: Int(6 * Rig.rate))
        rig.settle()
        #expect(rig.state.timeline.start > 5)
    }

    @Test func aClickSeeksAndTheWheelZooms() throws {
        let rig = try Rig()
        let layout = Layout(size: Layout.comfortable)
        let row = layout.waveform.row
        let middle = layout.timelineColumn + layout.timelineColumns / 2
        rig.workstation.handle(.mouse(.init(.press, row: row, column: middle)))
        rig.settle()
        #expect(abs(rig.state.playhead - 4) < 0.1)
        rig.workstation.handle(.mouse(.init(.wheelUp, row: row, column: middle)))
        #expect(rig.state.timeline.secondsPerColumn != nil)
        rig.workstation.handle(.mouse(.init(.press, row: layout.mixer.row, column: layout.mixer.column + 2)))
        #expect(rig.state.focus == .mixer)
    }

    @Test func theScreenIsLeftAndDrawnAnewWhereThatCanBeDone() throws {
        let rig = try Rig()
        var calls: [String] = []
        rig.workstation.suspendScreen = { calls.append("suspend") }
        rig.workstation.redrawScreen = { calls.append("redraw") }
        rig.press("ctrl-z", "ctrl-l")
        #expect(calls == ["suspend", "redraw"])
    }

    @Test func aSilentOutputIsToldOnce() throws {
        let rig = try Rig()
        rig.deck.change { $0.state.output = .silent(reason: "no sound card") }
        rig.settle()
        #expect(rig.message == "no sound card")
        rig.press("m")
        #expect(rig.message == "")
    }
}
