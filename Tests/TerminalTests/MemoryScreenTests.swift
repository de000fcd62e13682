import Foundation
import Terminal
import Testing

@Suite struct MemoryScreenTests {
    @Test func eventsComeInOrderAndCanvasesAreKept() {
        let screen = MemoryScreen(size: Size(rows: 1, columns: 3), events: [.key(.character("a"))])
        screen.press("ctrl-r", "space")
        screen.type("é")
        screen.send(.paste("x"))
        #expect(screen.nextEvent(timeout: nil) == .key(.character("a")))
        #expect(screen.nextEvent(timeout: 1) == .key(KeyPress(.character("r"), control: true)))
        #expect(screen.nextEvent(timeout: nil) == .key(.character(" ")))
        #expect(screen.pendingEvents == [.key(.character("é")), .paste("x")])
        #expect(screen.text == "")
        for text in ["one", "two"] {
            var canvas = Canvas(size: screen.size)
            canvas.write(text, row: 0, column: 0)
            screen.present(canvas)
        }
        #expect(screen.canvases.map(\.text) == ["one", "two"])
        #expect(screen.text == "two")
    }

    @Test func theSizeChangesWhenTheEventIsTold() {
        let screen = MemoryScreen(size: Size(rows: 2, columns: 2))
        screen.resize(to: Size(rows: 4, columns: 9))
        #expect(screen.size == Size(rows: 2, columns: 2))
        #expect(screen.nextEvent(timeout: nil) == .resize(Size(rows: 4, columns: 9)))
        #expect(screen.size == Size(rows: 4, columns: 9))
        screen.present(Canvas(size: screen.size))
        #expect(screen.canvas?.size == Size(rows: 4, columns: 9))
    }

    @Test func anEmptyScriptEndsAtOnce() {
        #expect(MemoryScreen().nextEvent(timeout: nil) == nil)
    }

    @Test func onlyTheNewestCanvasesAreKept() {
        let screen = MemoryScreen(size: Size(rows: 1, columns: 1), keeps: 2)
        for text in ["a", "b", "c"] {
            var canvas = Canvas(size: screen.size)
            canvas.write(text, row: 0, column: 0)
            screen.present(canvas)
        }
        #expect(screen.canvases.map(\.text) == ["b", "c"])
    }

    @Test func anotherThreadWakesAWaitingScreen() {
        let screen = MemoryScreen(waits: true)
        let thread = Thread { screen.wake() }
        thread.start()
        #expect(screen.nextEvent(timeout: nil) == nil)
        let typist = Thread { screen.press("q") }
        typist.start()
        #expect(screen.nextEvent(timeout: nil) == .key(.character("q")))
        #expect(screen.nextEvent(timeout: 0.001) == nil)
    }
}
