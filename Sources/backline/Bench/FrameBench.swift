import Foundation
import Generation
import Interface
import Listener
import Playback
import Synchronization
import Terminal

/// Draws the workstation on a pseudo-terminal in this process while it plays, and times each frame.
struct FrameBench {
    let vocal: URL
    let rows: Int
    let columns: Int
    /// Where choices would be kept.
    let state: URL

    /// Seconds of playing.
    private static let duration = 4

    /// Milliseconds to draw a frame and to send it.
    func meanMilliseconds() throws -> Double {
        let terminal = try PseudoTerminal(rows: rows, columns: columns)
        let drain = terminal.drained()
        let screen = try CursesScreen(path: terminal.path, type: "xterm-256color", depth: .full, capturesOutput: false)
        let studio = GenerationQueue(systems: GenerationSystems(hearing: .bundled())) { _ in }
        let workstation = Workstation(
            services: .init(deck: Transport(device: "null"), studio: studio),
            folders: ApplicationFolders(environment: ["XDG_CONFIG_HOME": state.path, "XDG_STATE_HOME": state.path]))
        let times = Mutex([Double]())
        workstation.onFrame = { timing in
            times.withLock { $0.append((timing.draw + timing.present) * 1000) }
        }
        workstation.run(on: screen) {
            workstation.open(vocal)
            let keys = DispatchQueue(label: "bench.keys")
            keys.asyncAfter(deadline: .now() + 3) { terminal.send(" ") }
            keys.asyncAfter(deadline: .now() + 4) { times.withLock { $0.removeAll() } }
            keys.asyncAfter(deadline: .now() + .seconds(4 + Self.duration)) { terminal.send("q") }
        }
        screen.close()
        terminal.close()
        drain.wait()
        let all = times.withLock { $0 }
        return all.reduce(0, +) / Double(max(all.count, 1))
    }
}
